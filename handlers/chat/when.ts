import type { Instant } from '../../store/collection.ts'
import { readNumber } from '../document/numerals.ts'
import { addDays, dateOf, isDate, lastDayOf, minute, minutesOf, momentOf, weekdayOf } from '../time.ts'

/** A day or a moment as read, or why it could not be. */
export type When = { date: string; minutes: number | null; rest: string } | null

/** Half-width, and numbers in figures: `十一月二十五日九点半` as `11月25日9点半`. The 一 of 下周一 is none. */
const inFigures = (words: string): string =>
  words
    .normalize('NFKC')
    .trim()
    .replace(
      /((?:周|星期|礼拜)[一二三四五六日天](?![天个]))|([〇零一二两三四五六七八九十廿卅]{1,4})(?=[年月日号点时分天周]|个?(?:小时|星期|月))/gu,
      (found, week: string | undefined, number: string | undefined) =>
        week ?? String((number && readNumber(number)) ?? found),
    )

/**
 * Reads the day (and the time of day) a phrase begins with: `11月25日 9:10`, `2026年1月3日上午9点半`, `明天 9:10`,
 * `下周一14点`, `25日 9:10`, `9:10`, `半小时后`, `十一月二十五日九点`. A day without a year is the next such day from `now` on.
 * Null when it names no day and no time.
 */
export function readWhen(phrase: string, now: Instant): When {
  const words = inFigures(phrase)
  const soon = readSoon(words, now)
  if (soon) return soon
  const day = readDay(words, dateOf(now))
  const time = readTime(day ? words.slice(day.length).trimStart() : words)
  if (!day && !time) return null
  const rest = (day ? words.slice(day.length).trimStart() : words).slice(time?.length ?? 0).trim()
  return { date: day?.date ?? dateOf(now), minutes: time?.minutes ?? null, rest }
}

/** The moment a phrase names, also `明天9点发`; null without a time of day. */
export function readMoment(phrase: string, now: Instant): Instant | null {
  const when = readWhen(phrase.trim().replace(/(?:再|准时)?(?:发出|发送|发布|发)(?:出去)?吧?$/u, ''), now)
  return when && when.minutes !== null && !when.rest ? momentOf(when.date, when.minutes) : null
}

/** The day a phrase names, `11月30日前`, `11月30日`, `月底`, `三天内`; null where it names none, or more than that. */
export function readDate(phrase: string, now: Instant): string | null {
  const words = inFigures(phrase).replace(/(?:之前|以前|前|为止|止)?(?:完成|学完)?$/u, '')
  const day = readDay(words, dateOf(now))
  return day && day.length === words.length ? day.date : null
}

const two = (n: string | number): string => String(n).padStart(2, '0')

/** `半小时后`, `2小时后`, `30分钟后`. */
function readSoon(words: string, now: Instant): When {
  const [, half, hours, minutes, rest = ''] =
    /^(?:(半)个?小时|(\d{1,2})个?小时|(\d{1,3})分钟?)(?:之|以)?后(.*)$/su.exec(words) ?? []
  const wait = half ? 30 : hours ? Number(hours) * 60 : Number(minutes ?? 0)
  if (!wait) return null
  const then = now + wait * minute
  return { date: dateOf(then), minutes: minutesOf(then), rest: rest.trim() }
}

interface Day {
  date: string
  length: number
}

/** A day with the day of the week behind it, `11月25日（周三）`: one that does not agree with it makes it no day. */
function readDay(words: string, today: string): Day | null {
  const day = readPlainDay(words, today)
  const beside = day && /^\s*\(?(?:周|星期|礼拜)([一二三四五六日天])\)?/u.exec(words.slice(day.length))
  if (!day || !beside) return day
  return weekdayOf(day.date) === weekdayNamed(beside[1] ?? '')
    ? { date: day.date, length: day.length + beside[0].length }
    : null
}

const weekdayNamed = (name: string): number => '一二三四五六日'.indexOf(name === '天' ? '日' : name) + 1 || Number(name)

function readPlainDay(words: string, today: string): Day | null {
  const full = /^(\d{4})(?:年|-|\/|\.)(\d{1,2})(?:月|-|\/|\.)(\d{1,2})(?:日|号)?/.exec(words)
  if (full) return sure(`${full[1]}-${two(full[2] ?? '')}-${two(full[3] ?? '')}`, full[0])
  const monthDay = /^(\d{1,2})(?:月|-|\/|\.)(\d{1,2}(?!\d)(?:日|号)?|[底末])/.exec(words)
  if (monthDay) {
    const month = Number(monthDay[1])
    const year = Number(today.slice(0, 4))
    // 12月的人说“1月5日”，说的是明年 — but a day of this month that has passed is named as passed, not moved a year on.
    const next = Number(today.slice(5, 7)) - month > 6
    const first = `${next ? year + 1 : year}-${two(month)}`
    const day = Number.parseInt(monthDay[2] ?? '', 10)
    if (day) return sure(`${first}-${two(day)}`, monthDay[0])
    return isDate(`${first}-01`) ? { date: lastDayOf(`${first}-01`), length: monthDay[0].length } : null
  }
  const dayOnly = /^(?:本月|这个?月)?(\d{1,2})(?:日|号)/.exec(words)
  if (dayOnly) return sure(`${today.slice(0, 7)}-${two(dayOnly[1] ?? '')}`, dayOnly[0])
  const nextMonth = /^下个?月(?:(\d{1,2})(?:日|号)|底|末)/.exec(words)
  if (nextMonth) {
    const first = addDays(lastDayOf(today), 1)
    if (!nextMonth[1]) return { date: lastDayOf(first), length: nextMonth[0].length }
    return sure(`${first.slice(0, 8)}${two(nextMonth[1])}`, nextMonth[0])
  }
  const near = /^(?:今天|今日|明天|明日|大后天|后天|昨天|今(?=[早晚])|明(?=[早晚]))/.exec(words)
  if (near) return { date: addDays(today, nearDays[near[0]] ?? 0), length: near[0].length }
  const span = /^(\d{1,2})(天|日|周|个?星期)(?:之|以)?[后内]/.exec(words)
  if (span) {
    const days = Number(span[1]) * (span[2] === '天' || span[2] === '日' ? 1 : 7)
    return { date: addDays(today, days), length: span[0].length }
  }
  const monthEnd = /^(?:本月|这个?月|当月)?(?:月底|月末|底)/.exec(words)
  if (monthEnd && monthEnd[0] !== '底') return { date: lastDayOf(today), length: monthEnd[0].length }
  const week = /^(下下|下|这|本)?(?:周|星期|礼拜)([一二三四五六日天1-7])/.exec(words)
  if (week) {
    const weeks = week[1] === '下下' ? 2 : week[1] === '下' ? 1 : 0
    const days = weekdayNamed(week[2] ?? '') - weekdayOf(today) + weeks * 7
    return { date: addDays(today, days), length: week[0].length }
  }
  return null
}

const nearDays: Record<string, number> = { 明天: 1, 明日: 1, 明: 1, 后天: 2, 大后天: 3, 昨天: -1 }

const sure = (date: string, match: string): Day | null => (isDate(date) ? { date, length: match.length } : null)

function readTime(words: string): { minutes: number; length: number } | null {
  const match =
    /^(上午|早上|早晨|早|凌晨|中午|下午|傍晚|晚上|晚)?\s*(\d{1,2})\s*(?::\s*(\d{2})|[点时]\s*(?:(半)|([一三])刻|(\d{1,2})\s*分?|整|钟)?)/.exec(
      words,
    )
  if (!match) return null
  const [all, part = '', hours = '', colon, half, quarters, after] = match
  const quarter = quarters === '一' ? 15 : 45
  const past = half ? 30 : quarters ? quarter : Number(colon ?? after ?? 0)
  const hour = hourOf(part, Number(hours))
  if (hour === null || past >= 60 || hour >= 24) return null
  return { minutes: hour * 60 + past, length: all.length }
}

/** On the clock of 24 hours; null where the part of the day leaves open which one is meant, as in 晚上12点. */
function hourOf(part: string, hour: number): number | null {
  if (hour >= 13) return hour
  switch (part) {
    case '下午':
    case '傍晚':
      return hour === 12 ? 12 : hour + 12
    case '晚':
    case '晚上':
      return hour >= 5 && hour < 12 ? hour + 12 : null
    case '中午':
      return hour < 3 ? hour + 12 : hour
    case '凌晨':
      return hour < 7 ? hour : null
    default:
      return hour
  }
}
