import { minute } from '../../handlers/time.ts'

/**
 * Keeps below what WeCom drops silently: 30 messages a minute and 1000 an hour from one app to one member,
 * 20 a minute to one webhook (page 90312); 30 a minute and 1000 an hour, answers included, in one chat of the smart bot
 * (page 101463). A margin is left, since nobody says whether the windows slide.
 */
export interface Pace {
  /** When one more may go to all of these, at `now` or later. */
  free(targets: readonly string[], now: number): number
  /** Counts one message to each. */
  count(targets: readonly string[], now: number): void
}

interface Limit {
  perMinute: number
  perHour: number
}

export const memberLimit: Limit = { perMinute: 25, perHour: 900 }
export const conversationLimit: Limit = { perMinute: 26, perHour: 900 }
export const webhookLimit: Limit = { perMinute: 18, perHour: 1080 }

/** Sliding windows in memory. `startedAt` stands for what an earlier process may have sent within its last minute. */
export function pacer(limit: Limit, startedAt: number): Pace {
  const sent = new Map<string, number[]>()
  const carried = Math.ceil(limit.perMinute / 2)
  const windowOf = (target: string, now: number): number[] => {
    const times = (sent.get(target) ?? []).filter(time => time > now - 60 * minute)
    sent.set(target, times)
    return times
  }
  const freeFor = (target: string, now: number): number => {
    const times = windowOf(target, now)
    const allowed = now - startedAt < minute ? limit.perMinute - carried : limit.perMinute
    const lastMinute = times.filter(time => time > now - minute)
    const byMinute = lastMinute.length < allowed ? now : (lastMinute.at(-allowed) ?? now) + minute
    const byHour = times.length < limit.perHour ? now : (times.at(-limit.perHour) ?? now) + 60 * minute
    return Math.max(byMinute, byHour)
  }
  return {
    free: (targets, now) => targets.reduce((latest, target) => Math.max(latest, freeFor(target, now)), now),
    count: (targets, now) => {
      for (const target of targets) windowOf(target, now).push(now)
    },
  }
}
