import { datesIn, lastDay, monthIn, type PrintedDate, written } from './dates.ts'
import { halfDigits } from './lines.ts'
import { numeral, readNumber } from './numerals.ts'
import { sentencesIn } from './sentences.ts'

const label =
  /(?:完成|学习|截止|确认|学完)(?:的)?(?:时限|期限|时间|日期|日)(?:要求)?(?:为|是|至|到)?\s{0,3}[：:为是至到]?/
const early = '(?:前|之前|以前|内|以内|止|截止|为止)'
const relative = new RegExp(
  `(?:本|当|这个|这)?月(?<end>底|末)(?:前|之前|以前|止|截止)?|(?:本|当|这个)月(?<day>[${numeral}]{1,3})[日号](?:前|之前|以前|止|截止)?|(?:本|当|这个)月(?:内|之内|以内)|(?<week>本|这|下)(?:周|星期)(?<weekday>[一二三四五六日天])(?:前|之前|以前|止)?|(?<![月0-9${numeral}])(?<onlyDay>[${numeral}]{1,3})[日号](?:前|之前|以前)`,
)
const task = /学习|完成|确认|学完|阅读|观看/
const report = /报送|上报|报至|反馈|提交|交至|交到|报到|汇总|报.{0,12}(?:办|科|室|邮箱)/

interface Found {
  due: string
  weight: number
}

/**
 * The day by which the text of a notice wants the study done.
 * `today` (`2026-11-12`) gives the year of `11月30日前` and decides what `本月底前` means; without it the first is
 * `11-30` and the second null. A sentence that names the time limit counts more than one that asks to finish,
 * that more than one that asks to hand something in.
 */
export function dueIn(text: string, today: string | null, month: string | null = null): string | null {
  let best: Found | null = null
  for (const sentence of sentencesIn(halfDigits(text))) {
    const found = inSentence(sentence.text, today, month)
    if (found && (best === null || found.weight > best.weight)) best = found
  }
  return best?.due ?? null
}

function inSentence(sentence: string, today: string | null, month: string | null): Found | null {
  if (sentence.length > 1000) return null
  const named = label.exec(sentence)
  const rest = named ? sentence.slice(named.index + named[0].length) : sentence
  const due = absolute(rest, named !== null, today, month) ?? relatively(rest, named !== null, today)
  if (due === null) return null
  if (named) return { due, weight: 3 }
  if (task.test(sentence) && !onlyReports(sentence)) return { due, weight: 2 }
  return report.test(sentence) || task.test(sentence) ? { due, weight: 1 } : null
}

/** `11月28日前将学习情况报行风办`: about handing in, though it has the word for studying. */
const onlyReports = (sentence: string): boolean =>
  report.test(sentence) && !/完成(?:学习|阅读|确认|本|该|上述)|学习(?:完毕|完成)|学完|前完成/.test(sentence)

function absolute(text: string, named: boolean, today: string | null, month: string | null): string | null {
  const dates = datesIn(text)
  const limit = dates.find(({ end }) =>
    new RegExp(`^(?:[（(][^）)]{1,8}[）)])?\\s{0,2}(?:\\d{1,2}[:：时点]\\d{0,2}分?)?${early}`).test(
      text.slice(end, end + 24),
    ),
  )
  // Behind a label the date itself is the limit, of a span the last one.
  const chosen = limit ?? (named ? lastOfSpan(text, dates) : undefined)
  if (!chosen) return null
  const { date } = chosen
  const whole = /^内|^以内|^止|^截止/.test(text.slice(chosen.end)) || (named && !limit)
  if (date.day === null && date.part === null && !whole) return null
  const dated = withYear(date, today, month)
  const edge = date.day === null && date.part === null ? lastOfMonth(dated) : dated
  return written(edge, 'to')
}

function lastOfSpan(text: string, dates: ReturnType<typeof datesIn>): ReturnType<typeof datesIn>[number] | undefined {
  const first = dates[0]
  if (!first || first.at > 12) return undefined
  const second = dates[1]
  return second && /^\s{0,2}(?:[-—–~～－至到]|--|——)\s{0,2}$/.test(text.slice(first.end, second.at)) ? second : first
}

const lastOfMonth = (date: PrintedDate): PrintedDate => {
  const month = monthIn(date)
  return month === null ? date : { ...date, day: lastDay(date.year, month) }
}

/** The year nearest to today, or that of the study month in the title. */
function withYear(date: PrintedDate, today: string | null, month: string | null): PrintedDate {
  const reference = today ?? (month ? `${month}-15` : null)
  const ownMonth = monthIn(date)
  if (date.year !== null || reference === null || ownMonth === null) return date
  const [year = 0, thisMonth = 1] = reference.split('-').map(Number)
  // Without a day to go by, only what lies near the study month is certain.
  const distance = ownMonth - thisMonth
  if (today === null && Math.abs(distance) > 3 && Math.abs(distance) < 9) return date
  return { ...date, year: year + (distance > 6 ? -1 : distance < -6 ? 1 : 0) }
}

function relatively(text: string, named: boolean, today: string | null): string | null {
  if (today === null) return null
  const match = relative.exec(text)
  if (!match || (named && match.index > 12)) return null
  const { end, day, week, weekday, onlyDay } = match.groups ?? {}
  const [year = 0, month = 1] = today.split('-').map(Number)
  const last = lastDay(year, month)
  if (weekday !== undefined) return weekdayAfter(today, week === '下', weekday)
  const wanted = end !== undefined ? last : (readNumber(day ?? onlyDay ?? '') ?? ((day ?? onlyDay) ? 0 : last))
  if (wanted < 1 || wanted > last) return null
  return `${today.slice(0, 8)}${String(wanted).padStart(2, '0')}`
}

function weekdayAfter(today: string, next: boolean, weekday: string): string {
  const start = new Date(`${today}T00:00:00Z`)
  const now = start.getUTCDay() || 7
  const wanted = '一二三四五六日'.indexOf(weekday === '天' ? '日' : weekday) + 1
  start.setUTCDate(start.getUTCDate() + wanted - now + (next ? 7 : 0))
  return start.toISOString().slice(0, 10)
}
