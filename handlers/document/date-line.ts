import { dateAtStart, datesIn, type PrintedDate, written } from './dates.ts'

/** Whether a line is nothing but a date: `2026年11月5日`, `二〇二六年十一月五日`, in brackets or not. */
export const isDateLine = (text: string): boolean => dateOnLine(text) !== null

/** The date that a whole line is. */
export function dateOnLine(text: string): PrintedDate | null {
  if (text.length > 30) return null
  const bare = text.replace(/^[（(]|[）)]$/g, '').trim()
  const found = dateAtStart(bare)
  return found && found.end === bare.length && found.date.year !== null ? found.date : null
}

/** `某医院　　2026年11月5日`: what stands before a date that ends a line. */
export function beforeDate(text: string): { before: string; date: PrintedDate } | null {
  if (text.length > 120) return null
  const last = datesIn(text).at(-1)
  if (!last || last.date.year === null || last.date.day === null || last.end !== text.length) return null
  const before = text.slice(0, last.at).trim()
  return before ? { before, date: last.date } : null
}

/** Full dates only: a day is known. */
export const fullDate = (date: PrintedDate | null): string | null =>
  date && date.year !== null && date.day !== null ? written(date, 'to') : null
