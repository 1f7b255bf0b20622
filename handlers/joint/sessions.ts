import type { Instant } from '../../store/collection.ts'
import type { ReadTx } from '../../store/transaction.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { type SessionRow, shownTimes } from './session.ts'

/** A recorded session with every name as it is shown: for print, pages and the archive. */
export interface JointRecord {
  id: string
  notice: string
  version: number
  state: SessionRow['state']
  /** 心内科、呼吸科 */
  departments: string
  unit: string
  /** `2026-11-12` */
  date: string
  /** `14:30–15:30`, `下午`; empty where no time was said. */
  times: string
  place: string
  host: string
  expected: number
  present: number
  absent: { name: string; reason: string }[]
  points: string
  /** Who was present, in organisation order. `counted` by this session; the others had confirmed themselves. `objected`: says that it is not so. */
  attended: { name: string; department: string; counted: boolean; objected: boolean }[]
  /** Present without being in the audience, as 进修 and 规培: a number only. */
  others: number
  recordedBy: string
  recordedAt: Instant
  /** The fact that attests it. */
  fact: string
}

/** All joint sessions of a notice, those withdrawn too, in the order they were recorded. */
export async function sessionsOf(tx: ReadTx, notice: string): Promise<JointRecord[]> {
  const rows = await tx.jointSessions.list('notice', [notice])
  if (!rows.length) return []
  const resolve = await resolver(tx)
  return Promise.all(rows.map(resolve))
}

/** One session; null where there is none. */
export async function sessionOf(tx: ReadTx, id: string): Promise<JointRecord | null> {
  const row = await tx.jointSessions.get(id)
  return row ? (await resolver(tx))(row) : null
}

async function resolver(tx: ReadTx): Promise<(row: SessionRow) => Promise<JointRecord>> {
  const organisation = await readOrganisation(tx)
  const names = new Map((await tx.people.list('all', [])).map(({ id, name }) => [id, name]))
  const nameOf = (id: string): string => names.get(id) ?? id
  return async row => {
    const attended = await Promise.all(
      row.attended.map(async ({ person, department, counted }) => {
        const attendance = counted ? await tx.attendance.get([row.notice, person]) : undefined
        const objected = attendance?.session === row.id && attendance.state === 'objected'
        return { name: nameOf(person), department: organisation.label(department), counted, objected }
      }),
    )
    return {
      id: row.id,
      notice: row.notice,
      version: row.version,
      state: row.state,
      departments: row.departments.map(id => organisation.label(id)).join('、'),
      unit: organisation.get(row.unit)?.name ?? '',
      date: row.date,
      times: shownTimes(row),
      place: row.place,
      host: row.host.person === null ? row.host.name : nameOf(row.host.person),
      expected: row.expected,
      present: row.present,
      absent: row.absent.map(({ person, name, reason }) => ({ name: person === null ? name : nameOf(person), reason })),
      points: row.points,
      attended,
      others: row.present - row.attended.length,
      recordedBy: nameOf(row.by),
      recordedAt: row.at,
      fact: row.fact,
    }
  }
}
