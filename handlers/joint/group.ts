import type { ReadTx } from '../../store/transaction.ts'
import { type Organisation, peopleIn, type PersonRow, readOrganisation } from '../directory/organisation.ts'
import { overseenBy, type Person } from '../person.ts'
import { type NoticeRow, noticesTo } from '../study/notice.ts'
import { standingsOf, type Standing } from '../study/standing.ts'
import { day } from '../time.ts'
import type { Instant } from '../../store/collection.ts'
import type { Known } from './read/reading.ts'

/** How far back a notice can still be studied together. */
const lookBack = 93 * day

/** Somebody the notice asks, of the departments that met. */
export interface Asked {
  person: PersonRow
  department: string
  standing: Standing
}

/** Whose sessions somebody may record: the departments, outermost only, and everything below them. */
export interface Scope {
  organisation: Organisation
  unit: string
  office: boolean
  /** The departments led; the unit for its office. */
  own: string[]
  within: string[]
}

export async function scopeOf(tx: ReadTx, who: Person): Promise<Scope> {
  const organisation = await readOrganisation(tx)
  const office = who.officeOf !== null
  const all = office ? [who.officeOf ?? ''] : [...overseenBy(who)].filter(id => organisation.get(id))
  const inner = new Set(all.flatMap(id => organisation.subtree(id).slice(1)))
  const own = all.filter(id => !inner.has(id))
  return {
    organisation,
    unit: who.officeOf ?? who.unit,
    office,
    own,
    within: own.flatMap(id => organisation.subtree(id)),
  }
}

/** The names by which a sentence of this person is read. */
export async function knownTo(tx: ReadTx, { organisation, unit, within }: Scope): Promise<Known> {
  const people = (await peopleIn(tx, within)).map(({ person }) => person.name)
  const departments = organisation.subtree(unit).flatMap(id => organisation.get(id)?.name ?? [])
  return { people, departments }
}

/** Whom a notice asks in these departments, in organisation order; who has left the directory is expected nowhere. */
export async function askedIn(
  tx: ReadTx,
  notice: string,
  departments: readonly string[],
  organisation: Organisation,
): Promise<Asked[]> {
  const place = new Map(departments.flatMap(id => organisation.subtree(id)).map((id, index) => [id, index]))
  const { standings } = await standingsOf(tx, notice)
  const asked: Asked[] = []
  for (const row of await tx.audience.list('notice', [notice])) {
    const person = place.has(row.department) ? await tx.people.get(row.person) : undefined
    if (person && person.left === null) {
      asked.push({ person, department: row.department, standing: standings.get(row.person) ?? 'missing' })
    }
  }
  return asked.sort(
    (a, b) =>
      (place.get(a.department) ?? 0) - (place.get(b.department) ?? 0) ||
      b.person.order - a.person.order ||
      (a.person.id < b.person.id ? -1 : 1),
  )
}

/** The studies that these departments were asked for within the last months and that stand, the newest first. */
export async function noticesFor(
  tx: ReadTx,
  departments: readonly string[],
  scope: Scope,
  at: Instant,
): Promise<NoticeRow[]> {
  const { organisation, unit } = scope
  const within = departments.flatMap(id => organisation.subtree(id))
  const all = await noticesTo(tx, { unit, above: organisation.unitsAbove(unit), departments: within }, at)
  const standing = all.filter(notice => notice.state === 'issued' && (notice.issued ?? 0) > at - lookBack)
  const asked: NoticeRow[] = []
  for (const notice of standing) {
    for (const department of within) {
      if (!(await tx.audience.count('department', [notice.id, department]))) continue
      asked.push(notice)
      break
    }
  }
  return asked
}
