const hour = 3_600_000
const day = 24 * hour
/** WeCom writes the time between two messages that lie further apart than this. */
const pause = 5 * 60_000

/** Shanghai's wall clock in the fields of UTC. WeCom of today knows no summer time. */
const wall = (at: number): Date => new Date(at + 8 * hour)
const dayNumber = (at: number): number => Math.floor((at + 8 * hour) / day)
const clockOf = (at: number): string => wall(at).toISOString().slice(11, 16)

/** `2026-11-12T09:07` in Shanghai, as the clock is told. */
export const minuteOf = (at: number): string => wall(at).toISOString().slice(0, 16)

/** The same minute of the day, `days` later, or another one where `at` names it. */
export const daysLater = (now: number, days: number, at: string): string =>
  `${wall(now + days * day)
    .toISOString()
    .slice(0, 10)}T${at}`

/** As WeCom writes a moment seen from `now`: `09:07`, `昨天 09:07`, `11月12日 09:07`, with the year where it differs. */
export function momentWords(at: number, now: number): string {
  const days = dayNumber(now) - dayNumber(at)
  if (days === 0) return clockOf(at)
  if (days === 1) return `昨天 ${clockOf(at)}`
  return `${dateWords(at, now)} ${clockOf(at)}`
}

/** As the list of chats writes it: the time today, else the day only. */
export function shortMomentWords(at: number, now: number): string {
  const days = dayNumber(now) - dayNumber(at)
  if (days === 0) return clockOf(at)
  return days === 1 ? '昨天' : dateWords(at, now)
}

function dateWords(at: number, now: number): string {
  const date = wall(at)
  const year = date.getUTCFullYear() === wall(now).getUTCFullYear() ? '' : `${date.getUTCFullYear()}年`
  return `${year}${date.getUTCMonth() + 1}月${date.getUTCDate()}日`
}

/** Whether the time stands above this message. */
export const needsMark = (at: number, before: number | null): boolean =>
  before === null || at - before > pause || dayNumber(at) !== dayNumber(before)
