import type { Act } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { readDate } from '../chat/when.ts'
import { findDepartments, readOrganisation } from '../directory/organisation.ts'
import { endOf, shownDate } from '../time.ts'
import { namesOf, peopleNamed } from './people.ts'
import { texts } from './texts.ts'

/** `指定 张三 内科 负责人 至 12月31日`. */
export const sayAppoint: Act<Said> = async ({ rest }, desk) => {
  const { tx, who, at } = desk
  const parts = /^(\S+?)(?:\s+|\s*[为任]\s*)(\S+?)\s*(?:负责人|主任|护士长)?(?:\s*[至到]\s*(.+))?$/su.exec(rest.trim())
  if (!parts?.[1] || !parts[2]) return texts.appointHow
  const named = await peopleNamed(parts[1], '指定', desk)
  if ('asks' in named) return named.asks
  const organisation = await readOrganisation(tx)
  const { found } = findDepartments(organisation, who.officeOf ?? organisation.root, [parts[2]])
  const [person, department] = [named.people[0], found[0]]
  if (!person || !department || found.length > 1) return texts.noDepartment(parts[2])
  const last = parts[3] ? readDate(parts[3], at) : null
  if (parts[3] && last === null) return texts.noSuchDay(parts[3])
  const until = last === null ? null : endOf(last)
  await tx.heads.put({ department: department.id, person: person.id, from: at, until, by: who.id })
  await desk.attest({ type: 'office.appointed', department: department.id, person: person.id })
  await desk.audit({ act: '指定', about: `${department.id}/${person.id}` })
  return texts.appointed(person.name, department.name, last === null ? null : shownDate(last, at))
}

/** `取消指定 张三`: all that the office named this person for. WeCom's own leader flag is WeCom's. */
export const sayUnappoint: Act<Said> = async ({ rest }, desk) => {
  const { tx } = desk
  const named = await peopleNamed(rest, '取消指定', desk)
  if ('asks' in named) return named.asks
  for (const person of named.people) {
    for (const { department } of await tx.heads.list('person', [person.id])) {
      await tx.heads.delete([department, person.id])
      await desk.attest({ type: 'office.unappointed', department, person: person.id })
      await desk.audit({ act: '取消指定', about: `${department}/${person.id}` })
    }
  }
  return texts.unappointed(namesOf(named.people))
}
