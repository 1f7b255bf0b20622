import { clockOf, dateOf } from '../time.ts'

/** `2026年11月12日`: papers are read years later, so the year always stands. */
export const longDate = (at: number): string => fromDate(dateOf(at))
/** `2026年11月30日` for `2026-11-30`. */
export function fromDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}
/** `2026年11月12日 09:07` */
export const longMoment = (at: number): string => `${longDate(at)} ${clockOf(at)}`
