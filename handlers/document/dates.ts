import { numeral, readNumber } from './numerals.ts'

/** A date as far as it is printed. */
export interface PrintedDate {
  year: number | null
  month: number | null
  day: number | null
  /** A part of the month or of the year: `底` is its last day. */
  part: '初' | '上旬' | '中旬' | '下旬' | '底' | null
  quarter: 1 | 2 | 3 | 4 | null
}

export interface FoundDate {
  date: PrintedDate
  /** Where it begins and ends in the text searched. */
  at: number
  end: number
}

const gap = '[ \\u3000\\t]{0,4}'
const n = `[${numeral}]`
const year = `(?<year>${n}{4})${gap}年度?${gap}`
const part = '(?<part>上旬|中旬|下旬|初|底|末)'
const forms = [
  `(?:${year})?(?<month>${n}{1,3})${gap}月份?${gap}(?:(?<day>${n}{1,3})${gap}[日号]|${part})?`,
  `(?<year2>20[0-9]{2})[-./](?<month2>[01]?[0-9])[-./](?<day2>[0-3]?[0-9])(?![0-9])`,
  `(?:(?<year3>${n}{4})${gap}年${gap})?第?(?<quarter>[一二三四1-4])${gap}季度`,
  `(?<year4>${n}{4})${gap}年${gap}(?<yearPart>底|末)`,
  `(?<bareYearEnd>(?<![${numeral} ]|半|几|多)年[底末])`,
]
const dates = new RegExp(forms.map(form => `(?:${form})`).join('|'), 'g')

/** Every date in a text, in order. Years alone (`2026年`) are none. Linear in the length of the text. */
export function datesIn(text: string): FoundDate[] {
  const found: FoundDate[] = []
  for (const match of text.matchAll(dates)) {
    const date = printed(match.groups ?? {})
    const before = text.charAt(match.index - 1)
    // The tail of a longer number is no date, nor is 个月 a month (`三个月` does not match, `13月` does).
    if (date && !/[\d〇]/.test(before))
      found.push({ date, at: match.index, end: match.index + match[0].trimEnd().length })
  }
  return found
}

/** The date at the very beginning of a text. */
export function dateAtStart(text: string): FoundDate | null {
  const first = datesIn(text.slice(0, 40))[0]
  return first?.at === 0 ? first : null
}

function printed(groups: Record<string, string | undefined>): PrintedDate | null {
  const number = (...names: string[]): number | null => {
    const text = names.map(name => groups[name]).find(value => value !== undefined)
    return text === undefined ? null : readNumber(text)
  }
  const date: PrintedDate = {
    year: number('year', 'year2', 'year3', 'year4'),
    month: number('month', 'month2'),
    day: number('day', 'day2'),
    part: groups.yearPart || groups.bareYearEnd ? '底' : partOf(groups.part),
    quarter: quarterOf(number('quarter')),
  }
  const { month, day } = date
  if (date.year !== null && (date.year < 1900 || date.year > 2199)) return null
  if (month !== null && (month < 1 || month > 12)) return null
  if (day !== null && (month === null || day < 1 || day > lastDay(date.year, month))) return null
  if ((groups.day ?? groups.day2) !== undefined && day === null) return null
  return month === null && (groups.month ?? groups.month2) !== undefined ? null : date
}

const partOf = (text: string | undefined): PrintedDate['part'] =>
  text === '末'
    ? '底'
    : text === '初' || text === '上旬' || text === '中旬' || text === '下旬' || text === '底'
      ? text
      : null
const quarterOf = (value: number | null): PrintedDate['quarter'] =>
  value === 1 || value === 2 || value === 3 || value === 4 ? value : null

/** The last day of a month. Without a year February has 29: no printed day is called wrong for want of a year. */
export function lastDay(year: number | null, month: number): number {
  return new Date(Date.UTC(year ?? 2024, month, 0)).getUTCDate()
}

/**
 * Writes one edge of a printed date: `2026-11-30`; `11-30` without a year; `2026-11` (or `11`) where only a month stands.
 * 上旬 is the 1st to the 10th, 中旬 the 11th to the 20th, 下旬 the 21st to the last; 底 the last day; a quarter its months.
 */
export function written(date: PrintedDate, edge: 'from' | 'to'): string | null {
  const { year, quarter, part: place } = date
  const month = date.month ?? (quarter ? quarter * 3 - (edge === 'from' ? 2 : 0) : place === '底' ? 12 : null)
  if (month === null) return null
  const day = date.day ?? (place ? edges[place](lastDay(year, month))[edge] : null)
  return [year === null ? [] : [String(year)], [two(month)], day === null ? [] : [two(day)]].flat().join('-')
}

const edges: Record<NonNullable<PrintedDate['part']>, (last: number) => { from: number; to: number }> = {
  初: () => ({ from: 1, to: 10 }),
  上旬: () => ({ from: 1, to: 10 }),
  中旬: () => ({ from: 11, to: 20 }),
  下旬: last => ({ from: 21, to: last }),
  底: last => ({ from: last, to: last }),
}

const two = (value: number): string => String(value).padStart(2, '0')

/** The month of a date, 12 for the end of a year; the last one of a quarter. */
export const monthIn = ({ month, quarter, part: place }: PrintedDate): number | null =>
  month ?? (quarter ? quarter * 3 : place === '底' ? 12 : null)

/** `2026年11月30日` for `2026-11-30`; what is missing stays away. */
export function shown(date: string): string {
  const parts = date.split('-').map(Number)
  const units = date.length === 10 || /^\d{4}-\d\d$/.test(date) ? ['年', '月', '日'] : ['月', '日']
  return parts.map((value, index) => `${value}${units[index] ?? ''}`).join('')
}
