import { hour } from '../../handlers/time.ts'

/** The exact body is only worth repeating while WeCom still recognises it (duplicate_check_interval 14400, page 90236). */
export const duplicateWindow = 4 * hour - 60_000

const steps = [1000, 2000, 4000, 8000]

/** Milliseconds until the next try: 1, 2, 4, 8, then every 15 s, each with a quarter of jitter. `random` gives [0, 1). */
export function backoff(tries: number, random: () => number): number {
  const base = steps[tries - 1] ?? 15_000
  return Math.round(base * (0.875 + random() * 0.25))
}
