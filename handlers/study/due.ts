import type { Instant } from '../../store/collection.ts'
import type { ReadTx, Tx } from '../../store/transaction.ts'
import type { DraftRow } from '../drafting/draft.ts'
import { dateOf, lastDayOf } from '../time.ts'

/** The day by which a study is to be done, and where it comes from. */
export interface Due {
  date: string
  /** Set by the office now, printed in the text, the choice of last time, or the last day of the month. */
  from: 'office' | 'text' | 'last time' | 'month end'
}

const settingId = 'study.due'

/** Never a past day: what the text prints and what was chosen before count only as long as they lie ahead. */
export async function proposeDue(
  draft: DraftRow,
  reading: { due: string | null },
  tx: ReadTx,
  at: Instant,
): Promise<Due> {
  const today = dateOf(Math.max(draft.release ?? at, at))
  if (draft.due !== null && draft.due >= today) return { date: draft.due, from: 'office' }
  if (reading.due !== null && reading.due >= today) return { date: reading.due, from: 'text' }
  const last = (await tx.settings.get(settingId))?.value
  if (last && last !== 'end') {
    const date = `${today.slice(0, 8)}${last}`
    if (date >= today && date <= lastDayOf(today)) return { date, from: 'last time' }
  }
  return { date: lastDayOf(today), from: 'month end' }
}

/** Remembers the choice as the day of the month, or as its end. */
export async function rememberDue(date: string, tx: Tx): Promise<void> {
  await tx.settings.put({ id: settingId, value: date === lastDayOf(date) ? 'end' : date.slice(8) })
}
