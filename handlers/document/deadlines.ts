import { datesIn, type FoundDate, type PrintedDate } from './dates.ts'
import { halfDigits } from './lines.ts'
import { numeral, readNumber } from './numerals.ts'

/** A deadline or a rhythm in a clause. */
export interface Deadline {
  /** Dates, each a deadline; empty for a rhythm. */
  dates: PrintedDate[]
  /** `每月12日前`, `每季度`, `每月`; null for dates. */
  rhythm: string | null
  /** `从7月起` */
  since: PrintedDate | null
  /** The clause without the words of the deadline. */
  rest: string
}

const every = new RegExp(
  `(?:于)?(?:每个?|逐|按)(?<unit>月|季度|季|半年|年度|年|学期|周|星期|日|天)(?:(?<day>[${numeral}]{1,3})[日号](?:之?前|以前)?|(?<end>底|末)(?:之?前|以前)?|(?<weekday>[一二三四五六日天])(?:之?前))?(?<times>[${numeral}]{1,3}次)?`,
)
const units: Record<string, string> = { 季: '季度', 年度: '年', 星期: '周', 天: '日' }
const early = /^(?:之?前|以前|截?止|为止|前后)/

/** Finds the deadline in one clause. Dates that are neither followed by 前 nor part of a rhythm are none. */
export function deadlineIn(clause: string): Deadline | null {
  const text = halfDigits(clause.slice(0, 600))
  const dates = datesIn(text)
  const since = dates.find(date => /^\s?(?:起|开始|以来起)/.test(text.slice(date.end))) ?? null
  const rhythm = rhythmIn(text)
  if (rhythm) {
    const rest = without(text, [rhythm, ...(since ? [grown(text, since)] : [])])
    return { dates: [], rhythm: rhythm.words, since: since?.date ?? null, rest }
  }
  const limits = limitsAmong(text, dates)
  if (limits.length === 0) return null
  const rest = without(
    text,
    [...limits, ...(since ? [since] : [])].map(date => grown(text, date)),
  )
  return { dates: limits.map(found => found.date), rhythm: null, since: since?.date ?? null, rest }
}

interface Stretch {
  at: number
  end: number
}

function rhythmIn(text: string): (Stretch & { words: string }) | null {
  const match = every.exec(text)
  if (!match?.groups) return null
  const { unit = '', day, end, weekday, times } = match.groups
  const after = text.slice(match.index + match[0].length)
  // 每年度…计划 and 按月 are rhythms; 逐年, 每日 in 每日生活 are told apart by what follows well enough.
  if (/^(?:个|份$|以来|轮|例)/.test(after)) return null
  const name = units[unit] ?? unit
  const number = day === undefined ? null : readNumber(day)
  const place = number !== null ? `${number}日前` : end ? '底前' : weekday ? `${weekday}前` : ''
  const count = times && times !== '1次' && times !== '一次' ? times : ''
  return { at: match.index, end: match.index + match[0].length, words: `每${name}${place}${count}` }
}

/** Dates followed by 前; those joined to such a one by 、 or 和 too: `分别于9月23日、11月23日前`. */
function limitsAmong(text: string, dates: readonly FoundDate[]): FoundDate[] {
  const limits: FoundDate[] = []
  let after: FoundDate | null = null
  for (const date of dates.toReversed()) {
    const joins = after && /^\s?[、和及]\s?$/.test(text.slice(date.end, after.at))
    if (early.test(text.slice(date.end).trimStart()) || joins) {
      limits.unshift(date)
      after = date
    } else after = null
  }
  return limits
}

const grown = (text: string, { at, end }: Stretch): Stretch => {
  const tail = /^\s{0,2}(?:之?前|以前|截?止|为止|起|开始|[、和及])?/.exec(text.slice(end))?.[0].length ?? 0
  const head = /(?:分别)?(?:于|在|从|自|截至)?\s{0,2}$/.exec(text.slice(Math.max(0, at - 6), at))?.[0].length ?? 0
  return { at: at - head, end: end + tail }
}

function without(text: string, stretches: readonly Stretch[]): string {
  let rest = ''
  let from = 0
  for (const { at, end } of stretches.toSorted((a, b) => a.at - b.at)) {
    rest += text.slice(from, Math.max(from, at))
    from = Math.max(from, end)
  }
  return (rest + text.slice(from)).replace(/^[\s，、；]+/, '').trim()
}
