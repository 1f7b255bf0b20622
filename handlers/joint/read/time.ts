import type { Instant } from '../../../store/collection.ts'
import { readNumber } from '../../document/numerals.ts'
import { addDays, dateOf, isDate, weekdayOf } from '../../time.ts'
import type { Sheet, Taken } from './sheet.ts'

/** When a session was, looking back from `now`: a day without a year is the last such day, unless only the next one is near. */
export interface TimeRead {
  dates: string[]
  part: string | null
  from: number | null
  to: number | null
  /** `7点`, which may be in the morning or the evening. */
  doubtful: string | null
}

const n = '(\\d{1,2}|[〇零一二两三四五六七八九十廿]{1,3})'
const parts = '上午|下午|中午|午后|傍晚|晚上|晚间|夜间|早上|早晨|清早|凌晨|早|晚'
const hourWords = `(?:(${parts})\\s*)?${n}\\s*(?::(\\d{2})|[点时](?:(半)|([一三])刻|${n}分?(?![人名个])|整|钟)?)`
const till = '\\s*(?:-|–|—|~|～|至|到)+\\s*'

/** Takes everything off the sheet that says when. */
export function takeTime(sheet: Sheet, now: Instant): TimeRead {
  sheet.take(/(?:学习|会议|开会)?时间(?:[:为是]|(?= ))/u)
  const day = takeDays(sheet, now)
  const clock = takeClock(sheet)
  const part = clock.part ?? day.part ?? sheet.take(new RegExp(partOnly, 'u'))?.all ?? null
  return {
    dates: [...new Set(day.dates)],
    part,
    from: clock.from,
    to: clock.to,
    doubtful: day.doubtful ?? clock.doubtful,
  }
}

const partOnly = '上午|下午|中午|午后|傍晚|晚上|晚间|早上|早晨|(?:早|晨)?交班(?:会)?(?:时|后|前)?|晨会|早会|夜间'

const nearDays: Record<string, number> = { 今: 0, 昨: -1, 前: -2, 大前: -3, 明: 1, 后: 2 }
const near = '(?:(大前|今|昨|前|明|后)(?:天|日|儿(?![童科子]))|(今|昨|明)(?=早|晚|上午|下午|中午|夜)|刚刚|刚才)'

interface Days {
  dates: string[]
  part: string | null
  /** A date whose day of the week is another: `11月10日（周五）`. */
  doubtful: string | null
}

const weekday = '(?:\\s*\\(?(?:周|星期|礼拜)([一二三四五六日天])\\)?)?'

function takeDays(sheet: Sheet, now: Instant): Days {
  const today = dateOf(now)
  const days: Days = { dates: [], part: null, doubtful: null }
  const take = (pattern: string, dateIn: (groups: (string | undefined)[]) => string | null): void => {
    sheet.takeAll(new RegExp(`${pattern}${weekday}`, 'u'), ({ marked, all }) => {
      const [date, name] = [dateIn(marked), marked.at(-1)]
      if (date === null || !isDate(date)) return false
      if (name !== undefined && weekdayOf(date) !== weekdayNamed(name)) days.doubtful = all
      else days.dates.push(date)
      return true
    })
  }
  const spoken = ([month, day]: (string | undefined)[]) => lastSuch(`${two(number(month))}-${two(number(day))}`, today)

  take(`(\\d{4})[年./-]${n}[月./-]${n}[日号]?`, ([y, m, d]) => `${y}-${two(number(m))}-${two(number(d))}`)
  take(`${n}月${n}(?:[日号]|(?![\\d人名个]))`, spoken)
  take(near, ([whole, short]) => addDays(today, nearDays[whole ?? short ?? '今'] ?? 0))
  // 今早 leaves 早, 昨夜 leaves 夜: a part of the day by itself.
  const lone = days.dates.length ? sheet.take(/(?<=\u0001)(?:早|晚|夜)(?!\S*[点时:]|班|上|间|里|晨|交)/u) : null
  if (lone) days.part = lone.all === '早' ? '早上' : '晚上'
  sheet.takeAll(/(上上|上|本|这|下)?个?(?:周|星期|礼拜)([一二三四五六日天])(?!\s*病区)/u, ({ marked: [which, name] }) =>
    Boolean(days.dates.push(inWeek(which, name ?? '', today))),
  )
  if (days.dates.length) return days
  take(`(上个?月|本月|这个?月)?(?<![\\d第])${n}[日号](?!楼|病区|会议室|院区|线)`, ([which, day]) => {
    const month = which?.startsWith('上') ? addDays(`${today.slice(0, 7)}-01`, -1) : today
    return `${month.slice(0, 8)}${two(number(day))}`
  })
  // A fraction may as well be 实到/应到: only one that opens the sentence is a day.
  take('(?<=^\\s*)(\\d{1,2})[./-](\\d{1,2})(?![\\d./-])[日号]?', spoken)
  return days
}

const number = (words = ''): number => readNumber(words) ?? 0

const weekdayNamed = (name: string): number => '一二三四五六日'.indexOf(name === '天' ? '日' : name) + 1

function inWeek(which: string | undefined, name: string, today: string): string {
  const weeks = which === '上' ? -7 : which === '上上' ? -14 : which === '下' ? 7 : 0
  return addDays(today, weekdayNamed(name) - weekdayOf(today) + weeks)
}

/** In January the 30th of December was last year; a day not far ahead stays ahead, to be asked about. */
function lastSuch(monthDay: string, today: string): string | null {
  const year = Number(today.slice(0, 4))
  const [now, before] = [`${year}-${monthDay}`, `${year - 1}-${monthDay}`]
  if (!isDate(now)) return isDate(before) ? before : null
  return now > addDays(today, 183) && isDate(before) ? before : now
}

const two = (value: number): string => String(value).padStart(2, '0')

type Clock = Omit<TimeRead, 'dates'>

function takeClock(sheet: Sheet): Clock {
  const range = sheet.take(new RegExp(`${hourWords}(?:${till}${hourWords})?`, 'u'), ({ marked }) => {
    const from = minutesIn(marked.slice(0, 6))
    return from !== null && (marked[7] === undefined || minutesIn(marked.slice(6, 12)) !== null)
  })
  if (!range) return { part: null, from: null, to: null, doubtful: null }
  return clockOf(range)
}

function clockOf({ marked, all }: Taken): Clock {
  const none = { part: null, from: null, to: null }
  const [firstPart, secondPart] = [marked[0], marked[6]]
  const start = minutesIn(marked.slice(0, 6)) ?? 0
  const from = onClock(firstPart ?? (secondPart && start < 12 * 60 ? secondPart : undefined), start)
  if (from === null) return { ...none, doubtful: all }
  if (marked[7] === undefined) return { part: null, from, to: null, doubtful: null }
  const end = minutesIn(marked.slice(6, 12)) ?? 0
  // The end is in the same half of the day, or the first such hour after the start.
  const to =
    secondPart === undefined ? (end > from ? end : end + 720 > from ? end + 720 : null) : onClock(secondPart, end)
  if (to === null || to <= from || to - from > 12 * 60 || to >= 24 * 60) return { ...none, doubtful: all }
  return { part: null, from, to, doubtful: null }
}

/** Minutes as said, before the part of the day is looked at; null where it is no time. */
function minutesIn([, hours, colon, half, quarters, after]: readonly (string | undefined)[]): number | null {
  const hour = readNumber(hours ?? '')
  const past = half ? 30 : quarters ? (quarters === '一' ? 15 : 45) : (readNumber(colon ?? after ?? '0') ?? 0)
  return hour === null || hour > 23 || past > 59 ? null : hour * 60 + past
}

/** On the clock of 24 hours. Nobody meets between one and six at night; seven may be either. */
function onClock(part: string | undefined, minutes: number): number | null {
  if (minutes >= 13 * 60) return minutes
  if (part === undefined)
    return minutes < 60 ? null : minutes < 7 * 60 ? minutes + 720 : minutes < 8 * 60 ? null : minutes
  if (/^(?:下午|午后|傍晚)$/u.test(part)) return minutes >= 720 ? minutes : minutes + 720
  if (/^(?:晚|晚上|晚间|夜间)$/u.test(part)) return minutes >= 5 * 60 && minutes < 720 ? minutes + 720 : null
  if (part === '中午') return minutes < 3 * 60 ? minutes + 720 : minutes >= 11 * 60 ? minutes : null
  return minutes < 720 ? minutes : null
}
