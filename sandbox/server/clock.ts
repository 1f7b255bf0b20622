import type { LocalClock } from '../wire.ts'
import { LocalRefusal } from './refusal.ts'

const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  weekday: 'long',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `2026年11月12日 星期四 09:07`, whatever the time zone of this machine. */
export function shownClock(now: number): LocalClock {
  const part = Object.fromEntries(parts.formatToParts(now).map(({ type, value }) => [type, value]))
  const { year, month, day, weekday, hour, minute } = part
  return { now, shown: `${year}年${month}月${day}日 ${weekday} ${hour}:${minute}` }
}

/** Reads `2026-11-12T09:07` in Shanghai. Throws `LocalRefusal` for anything else, and for what has passed. */
export function readMoment(to: unknown, now: number): number {
  const moment = typeof to === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(to) ? Date.parse(`${to}:00+08:00`) : NaN
  if (Number.isNaN(moment)) throw new LocalRefusal(400, '请写成 2026-11-12T09:07 这样的时间。')
  if (moment < now) throw new LocalRefusal(400, '这个时间已经过去，时钟只能往后调。')
  return moment
}
