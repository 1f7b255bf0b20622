import type { Instant, RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import { hashOf } from '../study/notice.ts'
import { shownDate } from '../time.ts'

export type SessionRow = RowOf<Collections['jointSessions']>
export type AttendanceRow = RowOf<Collections['attendance']>

/** SHA-256 over who was present, in which department, and whether the session counts for them; in key order. */
export const attendedDigest = (rows: SessionRow['attended']): string =>
  hashOf(
    rows
      .map(({ person, department, counted }) => `${person} ${department} ${counted ? 'counted' : 'present'}`)
      .sort()
      .join('\n'),
  )

/** SHA-256 over all else that a session says: when, where, by whom, who was absent and why, what was discussed. */
export function recordDigest(row: Omit<SessionRow, 'attended' | 'state' | 'fact'>): string {
  const { id, notice, unit, departments, version, by, at, date, part, from, to, place, host } = row
  const absent = row.absent.map(({ person, name, reason }) => [person, name, reason])
  const fields = [id, notice, unit, departments, version, by, at, date, part, from, to, place, host.name, host.person]
  return hashOf(JSON.stringify([...fields, row.expected, row.present, absent, row.points]))
}

const two = (n: number): string => String(n).padStart(2, '0')
const clock = (minutes: number): string => `${Math.floor(minutes / 60)}:${two(minutes % 60)}`

type Times = Pick<SessionRow, 'part' | 'from' | 'to'>

/** `14:30–15:30`, `14:30`, `下午`, or nothing where no time was said. */
export const shownTimes = ({ part, from, to }: Times): string =>
  from === null ? (part ?? '') : to === null ? clock(from) : `${clock(from)}–${clock(to)}`

/** `11月11日 14:30–15:30`, `11月11日下午`. */
export function shownWhen(session: Times & { date: string }, now: Instant): string {
  const times = shownTimes(session)
  return `${shownDate(session.date, now)}${session.from === null ? '' : ' '}${times}`
}
