import { datesIn } from './dates.ts'
import { halfDigits } from './lines.ts'

/**
 * The study month that a title names: `2026-11` for `（2026年11月）`.
 * A month without a year takes the one that brings it nearest to `near` (`2026-11-05`); without `near` there is none.
 * A full date or a span of months names no study month.
 */
export function monthOfTitle(title: string, near: string | null): string | null {
  const dates = datesIn(halfDigits(title))
  const [only] = dates
  if (!only || dates.length !== 1) return null
  const { year, month, day, part } = only.date
  const after = halfDigits(title).slice(only.end, only.end + 2)
  if (month === null || day !== null || part !== null || /^\s?[-—–~～至到]/.test(after)) return null
  const known = year ?? (near === null ? null : nearestYear(month, near))
  return known === null ? null : `${known}-${String(month).padStart(2, '0')}`
}

function nearestYear(month: number, near: string): number {
  const [year = 0, now = 1] = near.split('-').map(Number)
  return year + (month - now > 6 ? -1 : month - now < -6 ? 1 : 0)
}
