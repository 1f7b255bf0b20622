import type { Act, Desk } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { type Organisation, type PersonRow, readOrganisation } from '../directory/organisation.ts'
import { namesOf, peopleNamed } from './people.ts'
import { texts } from './texts.ts'

/** `授权 张三`: makes people the office of the unit they work in, never of one above it. */
export const sayAuthorise: Act<Said> = async ({ rest }, desk) => {
  const { tx, who, at } = desk
  const named = await peopleNamed(rest, '授权', desk)
  if ('asks' in named) return named.asks
  const elsewhere = await othersOf(named.people, '授权', desk)
  if (elsewhere !== null) return elsewhere
  const organisation = await readOrganisation(tx)
  const unitOf = (person: PersonRow): string => unitWithin(person, organisation, desk)
  for (const person of named.people) {
    const unit = unitOf(person)
    await tx.officers.put({ id: person.id, unit, by: who.id, at })
    await desk.attest({ type: 'office.authorised', person: person.id, unit })
    await desk.audit({ act: '授权', about: person.id })
  }
  const units = [...new Set(named.people.map(unitOf))].map(id => organisation.get(id)?.name ?? '本单位')
  return texts.authorised(namesOf(named.people), units.join('、'))
}

/** `取消授权 张三`. Whom the environment names stays the office. */
export const sayUnauthorise: Act<Said> = async ({ rest }, desk) => {
  const { tx, house } = desk
  const named = await peopleNamed(rest, '取消授权', desk)
  if ('asks' in named) return named.asks
  const fixed = named.people.filter(person => house.admins.has(person.id))
  if (fixed.length) return texts.fixedOffice(namesOf(fixed))
  const elsewhere = await othersOf(named.people, '取消授权', desk)
  if (elsewhere !== null) return elsewhere
  const taken: PersonRow[] = []
  for (const person of named.people) {
    const officer = await tx.officers.get(person.id)
    if (!officer) continue
    taken.push(person)
    await tx.officers.delete(person.id)
    await desk.attest({ type: 'office.unauthorised', person: person.id, unit: officer.unit })
    await desk.audit({ act: '取消授权', about: person.id })
  }
  return taken.length ? texts.unauthorised(namesOf(taken)) : texts.notAuthorised(namesOf(named.people))
}

/**
 * The unit a person works in as this office sees it: by the first department that is the office's own,
 * so that nobody is given a unit beside or above it.
 */
function unitWithin(person: PersonRow, organisation: Organisation, { who }: Desk): string {
  const own = organisation.subtree(who.officeOf ?? organisation.root)
  return organisation.unitOf(person.departments.find(id => own.includes(id)) ?? own[0] ?? organisation.root)
}

/** Of these people, whoever is already the office of a unit that this office is not above. Each is a refusal. */
async function othersOf(people: readonly PersonRow[], word: string, desk: Desk): Promise<string | null> {
  const organisation = await readOrganisation(desk.tx)
  const own = organisation.subtree(desk.who.officeOf ?? organisation.root)
  for (const person of people) {
    const officer = await desk.tx.officers.get(person.id)
    if (!officer || own.includes(officer.unit)) continue
    await desk.audit({ act: word, about: person.id, outcome: 'refused' })
    return texts.officeElsewhere(person.name, organisation.get(officer.unit)?.name ?? '其他单位')
  }
  return null
}
