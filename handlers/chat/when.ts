import type { Instant } from '../../store/collection.ts'
import { addDays, dateOf, isDate, lastDayOf, momentOf, weekdayOf } from '../time.ts'

/** A day or a moment as read, or why it could not be. */
export type When = { date: string; minutes: number | null; rest: string } | null

const halfWidth = (words: string): string => words.normalize('NFKC').trim()

/**
 * Reads the day (and the time of day) a phrase begins with: `11月25日 9:10`, `2026年1月3日上午9点半`, `明天 9:10`,
 * `下周一14点`, `25日 9:10`, `9:10`, `2026-11-25 09:10`. A day without a year is the next such day from `now` on.
 * Null when it names no day and no time.
 */
export function readWhen(phrase: string, now: Instant): When {
  const words = halfWidth(phrase)
  const day = readDay(words, dateOf(now))
  const time = readTime(day ? words.slice(day.length).trimStart() : words)
  if (!day && !time) return null
  const rest = (day ? words.slice(day.length).trimStart() : words).slice(time?.length ?? 0).trim()
  return { date: day?.date ?? dateOf(now), minutes: time?.minutes ?? null, rest }
}

/** The moment a phrase names; null without a time of day. */
export function readMoment(phrase: string, now: Instant): Instant | null {
  const when = readWhen(phrase, now)
  return when && when.minutes !== null && !when.rest ? momentOf(when.date, when.minutes) : null
}

/** The day a phrase names, `11月30日前`, `11月30日`, `月底`; null where it names none, or more than that. */
export function readDate(phrase: string, now: Instant): string | null {
  const words = halfWidth(phrase).replace(/(?:之前|以前|前)$/u, '')
  const day = readDay(words, dateOf(now))
  return day && day.length === words.length ? day.date : null
}

const two = (n: string | number): string => String(n).padStart(2, '0')

function readDay(words: string, today: string): { date: string; length: number } | null {
  const full = /^(\d{4})(?:年|-|\/|\.)(\d{1,2})(?:月|-|\/|\.)(\d{1,2})(?:日|号)?/.exec(words)
  if (full) return sure(`${full[1]}-${two(full[2] ?? '')}-${two(full[3] ?? '')}`, full[0])
  const monthDay = /^(\d{1,2})(?:月|-|\/)(\d{1,2})(?:日|号)?/.exec(words)
  if (monthDay) {
    const tail = `${two(monthDay[1] ?? '')}-${two(monthDay[2] ?? '')}`
    const year = Number(today.slice(0, 4))
    // 12月的人说“1月5日”，说的是明年 — but a day of this month that has passed is named as passed, not moved a year on.
    const next = tail < today.slice(5) && Number(today.slice(5, 7)) - Number(monthDay[1]) > 6
    return sure(`${next ? year + 1 : year}-${tail}`, monthDay[0])
  }
  const dayOnly = /^(\d{1,2})(?:日|号)/.exec(words)
  if (dayOnly) return sure(`${today.slice(0, 7)}-${two(dayOnly[1] ?? '')}`, dayOnly[0])
  const near = /^(今天|今日|明天|明日|后天|大后天)/.exec(words)
  if (near) return { date: addDays(today, nearDays[near[0]] ?? 0), length: near[0].length }
  const monthEnd = /^(?:本月|这个月|当月)?(?:月底|月末|底)/.exec(words)
  if (monthEnd && monthEnd[0] !== '底') return { date: lastDayOf(today), length: monthEnd[0].length }
  const week = /^(下下|下|这|本)?(?:周|星期|礼拜)([一二三四五六日天1-7])/.exec(words)
  if (week) {
    const target = '一二三四五六日'.indexOf(week[2] === '天' ? '日' : (week[2] ?? '')) + 1 || Number(week[2])
    const weeks = week[1] === '下下' ? 2 : week[1] === '下' ? 1 : 0
    return { date: addDays(today, target - weekdayOf(today) + weeks * 7), length: week[0].length }
  }
  return null
}

const nearDays: Record<string, number> = { 今天: 0, 今日: 0, 明天: 1, 明日: 1, 后天: 2, 大后天: 3 }

function sure(date: string, match: string): { date: string; length: number } | null {
  return isDate(date) ? { date, length: match.length } : null
}

function readTime(words: string): { minutes: number; length: number } | null {
  const match =
    /^(上午|早上|早晨|中午|下午|傍晚|晚上|晚)?\s*(\d{1,2})\s*(?::\s*(\d{2})|[点时]\s*(?:(半)|(\d{1,2})\s*分?|整|钟)?)/.exec(
      words,
    )
  if (!match) return null
  const half = match[4] ? 30 : Number(match[3] ?? match[5] ?? 0)
  const hour = Number(match[2])
  const afternoon = match[1] && /下午|傍晚|晚/.test(match[1]) && hour < 12
  const minutes = (afternoon || (match[1] === '中午' && hour < 3) ? hour + 12 : hour) * 60 + half
  return half < 60 && minutes < 24 * 60 ? { minutes, length: match[0].length } : null
}
