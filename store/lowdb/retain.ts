import type { Instant } from '../collection.ts'
import type { Session } from './session.ts'
import type { Shelf } from './shelf.ts'

const DAY = 86_400_000
/** Rows deleted in one act, so that no act waits long. */
const SLICE = 500

export interface Overdue {
  /** Whole months that go, by collection. */
  readonly months: Map<Shelf, string[]>
  readonly counts: Record<string, number>
}

/** The months in which no row is kept any more at `at`. */
export function monthsOver(shelves: Iterable<Shelf>, at: Instant): Overdue {
  const months = new Map<Shelf, string[]>()
  const counts: Record<string, number> = {}
  for (const shelf of shelves) {
    const { declaration, monthly, name } = shelf.rows
    if (!monthly || declaration.keep === 'forever') continue
    for (const part of shelf.sortedParts()) {
      const rows = part.held ? part.held.rows.size : (part.record?.rows ?? 0)
      const newest = part.held ? part.held.newest : part.record?.newest
      if (rows === 0 || newest === null || newest === undefined) continue
      if (newest + declaration.keep.days * DAY >= at) continue
      months.set(shelf, [...(months.get(shelf) ?? []), part.name])
      counts[name] = (counts[name] ?? 0) + rows
    }
  }
  return { months, counts }
}

/** The body of the journal line that drops them. */
export function dropLine({ months }: Overdue): string {
  return `"drop":${JSON.stringify(Object.fromEntries([...months].map(([shelf, names]) => [shelf.rows.name, names])))}`
}

/** Deletes some rows that are no longer kept of one small collection. Says how many: none when all have gone. */
export function deleteOver(shelf: Shelf, at: Instant, session: Session): number {
  const { declaration, monthly } = shelf.rows
  const part = shelf.parts.get('')
  if (monthly || declaration.keep === 'forever' || !part?.held) return 0
  const { days, since } = declaration.keep
  const over: string[] = []
  for (const [key, row] of part.held.rows) {
    const moment = row[since]
    if (typeof moment === 'number' && moment + days * DAY < at) over.push(key)
    if (over.length === SLICE) break
  }
  for (const key of over) session.set(shelf, part, key, undefined)
  return over.length
}
