import type { ReadTx } from '../../store/transaction.ts'
import { type Organisation, type PersonRow, readOrganisation } from '../directory/organisation.ts'
import { membersOf } from '../drafting/scope.ts'
import { earlierConfirmations } from './earlier.ts'
import { outsidersOf } from '../offline/count.ts'
import type { NoticeRow } from './notice.ts'
import { type Standing, standingNames, standingsOf } from './standing.ts'

export interface DepartmentProgress {
  id: string
  name: string
  asked: number
  confirmed: number
  /** Took part otherwise, or excused: neither confirmed nor missing. */
  otherwise: Counts
  /** Person ids, in organisation order. */
  missing: string[]
}

/** How many stand otherwise than confirmed or missing; those nobody stands at are left out. */
export type Counts = Partial<Record<Otherwise, number>>
type Otherwise = Exclude<Standing, 'confirmed' | 'missing'>

/** One study as it stands. The denominator is the audience as it was frozen at issue. */
export interface StudyProgress {
  notice: NoticeRow
  asked: number
  /** By an own act. With `otherwise` and `missing` it adds up to `asked`. */
  confirmed: number
  otherwise: Counts
  missing: number
  /** Who had confirmed before the newest correction of substance, whether anew since or not; 0 where there was none. */
  before: number
  /** Recorded offline without being in the directory: apart from all other numbers. */
  outsiders: number
  /** In organisation order; never ranked. */
  departments: DepartmentProgress[]
  /** Asked, not confirmed, and not to be reached through WeCom, with the reason. */
  unreachable: { person: string; why: string }[]
  /** Within the scope now, but not when it was issued: not asked, counted nowhere. */
  joined: string[]
  /** Asked, and since gone from the directory: they stay in the denominator. */
  gone: string[]
}

/** Counts one study, whole or for some departments. Reads every person of the audience: for the office, not for a tap. */
export async function progressOf(
  tx: ReadTx,
  noticeId: string,
  departments: readonly string[] | null,
): Promise<StudyProgress | null> {
  const notice = await tx.notices.get(noticeId)
  if (!notice) return null
  const organisation = await readOrganisation(tx)
  const only = departments && new Set(departments.flatMap(id => organisation.subtree(id)))
  const people = new Map((await tx.people.list('all', [])).map(person => [person.id, person]))
  const { standings } = await standingsOf(tx, noticeId)
  const rows = (await tx.audience.list('notice', [noticeId])).filter(row => !only || only.has(row.department))

  const groups = new Map<string, DepartmentProgress>()
  for (const row of rows) {
    const group = groups.get(row.department) ?? {
      id: row.department,
      name: organisation.label(row.department),
      asked: 0,
      confirmed: 0,
      otherwise: {},
      missing: [],
    }
    group.asked++
    const standing = standings.get(row.person)
    if (standing === undefined) group.missing.push(row.person)
    else if (standing === 'confirmed') group.confirmed++
    else group.otherwise[standing] = (group.otherwise[standing] ?? 0) + 1
    groups.set(row.department, group)
  }
  const missing = rows.filter(row => !standings.has(row.person)).map(row => row.person)
  const asked = new Set(rows.map(row => row.person))
  const now = await membersOf(tx, notice.unit, notice.scope)
  const before = await earlierConfirmations(tx, notice)
  return {
    notice,
    asked: rows.length,
    confirmed: rows.filter(row => standings.get(row.person) === 'confirmed').length,
    otherwise: sumOf([...groups.values()].map(group => group.otherwise)),
    missing: missing.length,
    before: rows.filter(row => before.has(row.person)).length,
    outsiders: (await outsidersOf(tx, noticeId, only)).length,
    departments: inOrder(groups, organisation, people),
    unreachable: missing.flatMap(id => unreachable(people.get(id))),
    joined: now
      .filter(({ person, department }) => !asked.has(person.id) && (!only || only.has(department)))
      .map(({ person }) => person.id),
    gone: rows.filter(row => people.get(row.person)?.left !== null).map(row => row.person),
  }
}

function sumOf(all: readonly Counts[]): Counts {
  const sum: Counts = {}
  for (const counts of all) for (const [key, count] of entriesOf(counts)) sum[key] = (sum[key] ?? 0) + count
  return sum
}

/** What stands otherwise, in the order of `standingNames`. */
function entriesOf(counts: Counts): [Otherwise, number][] {
  const order = Object.keys(standingNames) as Standing[]
  return order.flatMap(key => {
    const count = key === 'confirmed' || key === 'missing' ? 0 : (counts[key] ?? 0)
    return count ? [[key as Otherwise, count] as [Otherwise, number]] : []
  })
}

/** `集中学习 21 人、代录 1 人、请假 1 人`, to stand in brackets; empty where nobody stands otherwise. */
export const otherwiseWords = (counts: Counts): string =>
  entriesOf(counts)
    .map(([key, count]) => `${key === 'offline' ? '代录' : standingNames[key]} ${count} 人`)
    .join('、')

function inOrder(
  groups: Map<string, DepartmentProgress>,
  organisation: Organisation,
  people: Map<string, PersonRow>,
): DepartmentProgress[] {
  const order = organisation.subtree(organisation.root)
  const place = new Map(order.map((id, index) => [id, index]))
  for (const group of groups.values()) {
    group.missing.sort((a, b) => (people.get(b)?.order ?? 0) - (people.get(a)?.order ?? 0) || (a < b ? -1 : 1))
  }
  const labels = labelsOf(organisation, [...groups.keys()])
  for (const group of groups.values()) group.name = labels.get(group.id) ?? group.name
  return [...groups.values()].sort((a, b) => (place.get(a.id) ?? order.length) - (place.get(b.id) ?? order.length))
}

/**
 * What the departments of a list are called. The people of a hospital itself are not the hospital: without the word
 * their number reads like the whole.
 */
export function labelsOf(organisation: Organisation, departments: readonly string[]): Map<string, string> {
  return new Map(
    departments.map(id => {
      const below = new Set(organisation.subtree(id).slice(1))
      const label = organisation.label(id)
      return [id, departments.some(other => below.has(other)) ? `${label}（本级）` : label]
    }),
  )
}

/** Why no message of WeCom reaches a person, as far as the directory and WeCom's answers show it. */
export function unreachable(person: PersonRow | undefined): { person: string; why: string }[] {
  if (!person || person.left !== null) return []
  if (person.status === 4) return [{ person: person.id, why: '未激活企业微信' }]
  if (person.status === 2) return [{ person: person.id, why: '企业微信账号已禁用' }]
  return person.unreachable ? [{ person: person.id, why: person.unreachable.why }] : []
}
