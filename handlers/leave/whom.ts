import type { Desk } from '../act.ts'
import { type Organisation, type PersonRow, readOrganisation } from '../directory/organisation.ts'
import { officeOf } from '../office/members.ts'
import { personOf } from '../roles.ts'
import { type RequestRow, waitingRequests } from './request.ts'

type About = Pick<RequestRow, 'person' | 'department' | 'notice' | 'kind'>
type Asks = Pick<Desk, 'tx' | 'house' | 'at'>

/** Who is asked to decide, and how they are called together. */
export interface Deciders {
  people: string[]
  /** `李建国、王新`, `纪委办`; empty where there is nobody. */
  names: string
}

/**
 * Who decides about somebody: all heads of the nearest department above that has one. Whoever heads a department is
 * decided about by those above it. Where no head is left, the office; an objection goes to the office as well.
 */
export async function decidersOf(about: About, desk: Asks): Promise<Deciders> {
  const { tx } = desk
  const organisation = await readOrganisation(tx)
  const heads = await headsAbove(await levelsAbove(about, organisation, desk), about.person, desk)
  const office = !heads.length || about.kind === 'objection' ? await officeFor(about, organisation, desk) : []
  const beside = office.filter(id => !heads.some(head => head.id === id))
  return {
    people: [...heads.map(({ id }) => id), ...beside],
    names: [...heads.map(({ name }) => name), ...(beside.length ? ['纪委办'] : [])].join('、'),
  }
}

/** Whether this person may decide: a head above, the office of the unit, the office that issued the notice; never about oneself. */
export async function mayDecide(about: About, desk: Desk): Promise<boolean> {
  const { tx, who } = desk
  if (!who.known || who.id === about.person) return false
  const organisation = await readOrganisation(tx)
  if (who.officeOf !== null && who.officeOf === organisation.unitOf(about.department)) return true
  if (who.officeOf !== null && who.officeOf === (await tx.notices.get(about.notice))?.unit) return true
  const levels = await levelsAbove(about, organisation, desk)
  return who.leads.some(id => levels.includes(id))
}

/** The departments whose heads may decide, the nearest first, up to the unit. What the person heads, and all below it, is left out. */
async function levelsAbove({ person, department }: About, organisation: Organisation, desk: Asks): Promise<string[]> {
  const levels: string[] = []
  const unit = organisation.unitOf(department)
  for (let row = organisation.get(department); row; row = organisation.get(row.parent)) {
    if (levels.includes(row.id)) break
    levels.push(row.id)
    if (row.id === unit) break
  }
  const { leads } = await personOf(desk.tx, person, desk.house, desk.at)
  return levels.slice(levels.findLastIndex(id => leads.includes(id)) + 1)
}

async function headsAbove(levels: readonly string[], person: string, { tx, at }: Asks): Promise<PersonRow[]> {
  const people = (await tx.people.list('all', [])).filter(({ id }) => id !== person)
  for (const level of levels) {
    const named = new Map(
      (await tx.heads.list('department', [level]))
        .filter(head => head.from <= at && (head.until === null || at < head.until))
        .map(head => [head.person, head.from]),
    )
    const heads = people.filter(
      row => canBeTold(row) && (row.leads.includes(level) || (named.get(row.id) ?? -1) >= row.joined),
    )
    if (heads.length) return heads
  }
  return []
}

/** Who has left, is disabled or never activated WeCom cannot be asked. */
const canBeTold = ({ left, status }: PersonRow): boolean =>
  left === null && status !== 2 && status !== 4 && status !== 5

/** The office of the unit; where it has none (but the person), that of the notice. */
async function officeFor({ person, department, notice }: About, organisation: Organisation, desk: Asks) {
  const units = [organisation.unitOf(department), (await desk.tx.notices.get(notice))?.unit ?? '']
  for (const unit of units) {
    const office = (await officeOf(unit, desk)).filter(id => id !== person)
    if (office.length) return office
  }
  return []
}

/**
 * How somebody who asks is named in a word: by name, by userid where another of that name waits for a decision too.
 * A name that comes to be borne by two later is asked about.
 */
export async function callName(id: string, { tx, at }: Pick<Desk, 'tx' | 'at'>): Promise<string> {
  const person = await tx.people.get(id)
  if (!person) return id
  for (const row of await waitingRequests(tx, at)) {
    if (row.person !== id && (await tx.people.get(row.person))?.name === person.name) return person.userid
  }
  return person.name
}
