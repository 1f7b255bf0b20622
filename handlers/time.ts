import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc.js'
import type { Instant } from '../store/collection.ts'

dayjs.extend(utc)

/** Asia/Shanghai has had this offset, in minutes, all the year since 1992. */
const OFFSET = 480

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

const local = (at: Instant) => dayjs.utc(at).utcOffset(OFFSET)

/** Every id and every deed asks for its month: a ninth of what dayjs costs. */
const localIso = (at: Instant): string => new Date(at + OFFSET * minute).toISOString()

/** `202611` */
export const monthOf = (at: Instant): string => localIso(at).slice(0, 7).replace('-', '')
/** `2026-11-12` */
export const dateOf = (at: Instant): string => localIso(at).slice(0, 10)
/** `09:07` */
export const clockOf = (at: Instant): string => localIso(at).slice(11, 16)
/** `2026-11-12T09:07:00+08:00` */
export const stampOf = (at: Instant): string => local(at).format('YYYY-MM-DDTHH:mm:ssZ')
/** `11月12日 09:07`, with the year where it is not the year of `now`. */
export function shownTime(at: Instant, now: Instant = at): string {
  const then = local(at)
  return then.format(then.year() === local(now).year() ? 'M月D日 HH:mm' : 'YYYY年M月D日 HH:mm')
}
/** `11月30日` for `2026-11-30`, with the year where it is not the year of `now`. */
export function shownDate(date: string, now: Instant): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number)
  const words = `${month}月${dayOfMonth}日`
  return year === local(now).year() ? words : `${year}年${words}`
}
/** `2026年11月` for `2026-11`. */
export const shownMonth = (month: string): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`

/** The moment a date begins in Shanghai. */
export const startOf = (date: string): Instant => Date.parse(`${date}T00:00:00+08:00`)
/** The moment a date is over in Shanghai. */
export const endOf = (date: string): Instant => startOf(date) + day
/** The moment of a date and a time of day in minutes. */
export const momentOf = (date: string, minutes: number): Instant => startOf(date) + minutes * minute
/** Minutes since midnight in Shanghai. */
export const minutesOf = (at: Instant): number => local(at).hour() * 60 + local(at).minute()

/** The hours in which the product itself speaks to people: 7:30 to 20:30. */
export function isDaytime(at: Instant): boolean {
  const minutes = minutesOf(at)
  return minutes >= 7 * 60 + 30 && minutes <= 20 * 60 + 30
}

/** The month before one, both in six digits: `202512` for `202601`. */
export const monthBefore = (month: string): string =>
  dayjs
    .utc(`${month.slice(0, 4)}-${month.slice(4)}-01`)
    .subtract(1, 'month')
    .format('YYYYMM')

/** The last day of the month of `date`. */
export const lastDayOf = (date: string): string => dayjs.utc(date).endOf('month').format('YYYY-MM-DD')
export const addDays = (date: string, days: number): string => dayjs.utc(date).add(days, 'day').format('YYYY-MM-DD')
/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: string): number => dayjs.utc(date).day() || 7
/** Whether there is such a day. */
export const isDate = (date: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) && dayjs.utc(date).format('YYYY-MM-DD') === date
