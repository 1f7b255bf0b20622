/** Counts what happened within a span that slides along with the clock. */
export interface Window {
  /** Whether one more is allowed; counts it where it is. */
  take(key: string, now: number): boolean
}

const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** At most `most` in each span. Whether WeCom's minutes slide is not documented: sliding is the stricter. */
export function slidingWindow(...limits: { most: number; span: number }[]): Window {
  const longest = Math.max(...limits.map(({ span }) => span))
  const taken = new Map<string, number[]>()
  return {
    take: (key, now) => {
      const times = (taken.get(key) ?? []).filter(at => at > now - longest)
      taken.set(key, times)
      const fits = limits.every(({ most, span }) => {
        const oldest = times.at(-most)
        return oldest === undefined || oldest <= now - span
      })
      if (fits) times.push(now)
      return fits
    },
  }
}

/** Vendor page 90312. */
export const perMember = [
  { most: 30, span: minute },
  { most: 1000, span: hour },
]
export const perWebhook = { most: 20, span: minute }
export const personTimesPerAccount = 200

/** At most so many calls a minute and an hour of one corp to one API; message/send is not among them. */
export const perApi = [
  { most: 10_000, span: minute },
  { most: 150_000, span: hour },
]

/** A window over many calls, counted by whole minutes: keeping every moment would cost more than it tells. */
export function countedWindow(limits: { most: number; span: number }[]): Window {
  const counts = new Map<string, Map<number, number>>()
  return {
    take: (key, now) => {
      const current = Math.floor(now / minute)
      const minutes = counts.get(key) ?? new Map<number, number>()
      counts.set(key, minutes)
      for (const at of minutes.keys()) if (at <= current - 60) minutes.delete(at)
      const fits = limits.every(({ most, span }) => {
        let sum = 0
        for (const [at, count] of minutes) if (at > current - span / minute) sum += count
        return sum < most
      })
      if (fits) minutes.set(current, (minutes.get(current) ?? 0) + 1)
      return fits
    },
  }
}
