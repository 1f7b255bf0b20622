import { dateAtStart, monthIn, type PrintedDate, written } from './dates.ts'
import { halfDigits } from './lines.ts'
import { numeral, readNumber } from './numerals.ts'

/** A span as far as it is printed. No printed start: `from` null; no printed end: `to` null. */
export interface PrintedSpan {
  from: PrintedDate | null
  to: PrintedDate | null
}

const n = `[${numeral}]{1,3}`
const gap = '\\s{0,3}'
const dash = `${gap}(?:[-—–―－~～─至到]{1,2})${gap}`
const monthsOnly = new RegExp(
  `^(?:(${n}|[${numeral}]{4})${gap}年${gap})?(${n})${gap}(?:月份?${gap})?${dash}(${n})${gap}月`,
)
const daysOnly = new RegExp(
  `^(?:([${numeral}]{4})${gap}年${gap})?(${n})${gap}月${gap}(${n})${gap}[日号]?${dash}(${n})${gap}[日号]`,
)
const between = new RegExp(`^${dash}`)
const since = new RegExp(`^(?:即日|自?通知(?:印发|下发|发布)之日|印发之日|方案(?:印发|下发)之日|自?发文之日)起?${dash}`)
const tail = /^\s{0,2}(?:前|之前|以前|止|为止|前完成|完成|期间)?\s{0,2}$/
const before = /^\s{0,2}(?:前|之前|以前|止|为止|前完成)/

/**
 * Reads what is nothing but a span: `2026年6-8月`, `8-10月`, `8月1日至31日`, `7月底前`, `7月上旬`, `即日起至12月`.
 * Null for anything else. A year printed at the start holds for the end; an end month below the start's is the next year's.
 */
export function readSpan(text: string): PrintedSpan | null {
  if (text.length > 60) return null
  const bare = halfDigits(text)
    .trim()
    .replace(/^(?:时间|时限|期限|完成时限)?\s{0,2}[：:]?\s{0,2}(?:自|从|于|在)?/, '')
  return sinceIssue(bare) ?? monthSpan(bare) ?? daySpan(bare) ?? dateSpan(bare)
}

function sinceIssue(text: string): PrintedSpan | null {
  const match = since.exec(text)
  const end = match && dateAtStart(text.slice(match[0].length))
  return end && tail.test(text.slice(match[0].length + end.end)) ? { from: null, to: end.date } : null
}

function monthSpan(text: string): PrintedSpan | null {
  const match = monthsOnly.exec(text)
  if (!match) return null
  const [whole, year, first = '', last = ''] = match
  const rest = text.slice(whole.length)
  const from = month(year, first)
  const to = month(undefined, last)
  if (!from || !to || !/^\s{0,2}(?:底|末)?\s{0,2}(?:前|止|期间)?\s{0,2}$/.test(rest)) return null
  return ordered(from, /^\s{0,2}[底末]/.test(rest) ? { ...to, part: '底' } : to)
}

function daySpan(text: string): PrintedSpan | null {
  const match = daysOnly.exec(text)
  if (!match) return null
  const [whole, year, monthText = '', first = '', last = ''] = match
  const from = month(year, monthText)
  const [start, end] = [readNumber(first), readNumber(last)]
  if (!from || !start || !end || start > 31 || end > 31 || !tail.test(text.slice(whole.length))) return null
  return { from: { ...from, day: start }, to: { ...from, day: end } }
}

function dateSpan(text: string): PrintedSpan | null {
  const first = dateAtStart(text)
  if (!first) return null
  const rest = text.slice(first.end)
  const link = between.exec(rest)
  if (link) {
    const second = dateAtStart(rest.slice(link[0].length))
    if (!second || !tail.test(rest.slice(link[0].length + second.end))) return null
    return ordered(first.date, second.date)
  }
  if (before.test(rest)) return { from: null, to: first.date }
  if (/^\s{0,2}(?:起|开始|以后)\s{0,2}$/.test(rest)) return { from: first.date, to: null }
  if (!tail.test(rest)) return null
  return first.date.part === '底' ? { from: null, to: first.date } : { from: first.date, to: first.date }
}

function month(year: string | undefined, text: string): PrintedDate | null {
  const value = readNumber(text)
  const known = year === undefined ? null : readNumber(year)
  if (value === null || value < 1 || value > 12 || (known !== null && known < 1900)) return null
  return { year: known, month: value, day: null, part: null, quarter: null }
}

function ordered(from: PrintedDate, to: PrintedDate): PrintedSpan {
  if (to.year !== null || from.year === null) return { from, to }
  const [start, end] = [monthIn(from) ?? 1, monthIn(to) ?? 12]
  return { from, to: { ...to, year: from.year + (end < start ? 1 : 0) } }
}

/** What makes a month without a year certain. */
export interface Known {
  /** Nothing of a plan's own lies before this month, `2026-07`: that of its issue, or of the phase before. */
  notBefore: string | null
  /** The months that the whole campaign spans, where both are printed. */
  within: { from: string; to: string } | null
}

/** Gives a date its year where what is known leaves only one; else it stays without. */
export function dated(date: PrintedDate, { notBefore, within }: Known): PrintedDate {
  const own = monthIn(date)
  if (date.year !== null || own === null) return date
  if (within) {
    const [first, last] = [Number(within.from.slice(0, 4)), Number(within.to.slice(0, 4))]
    const fits: number[] = []
    for (let year = first; year <= last && fits.length < 3; year++) {
      const at = monthKey(year, own)
      if (within.from <= at && at <= within.to) fits.push(year)
    }
    if (fits.length === 1) return { ...date, year: fits[0] ?? null }
  }
  if (notBefore === null) return date
  const [year, month] = notBefore.split('-').map(Number)
  // A month before that of issue may be looked back on or lie in the next year: not certain.
  return year !== undefined && month !== undefined && own >= month ? { ...date, year } : date
}

export const monthKey = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`

/** Both edges with their years, as far as these are certain, written out. */
export function writtenSpan(span: PrintedSpan, known: Known): { from: string | null; to: string | null } {
  const end = span.to && dated(span.to, known)
  let start = span.from && dated(span.from, known)
  if (start && start.year === null && end?.year) {
    const later = (monthIn(start) ?? 1) > (monthIn(end) ?? 12)
    start = { ...start, year: end.year - (later ? 1 : 0) }
  }
  return { from: start && written(start, 'from'), to: end && written(end, 'to') }
}
