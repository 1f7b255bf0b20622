import type { Instant } from '../store/collection.ts'
import { monthOf } from './time.ts'

/** Random bytes as hex, `n` of them. */
export type RandomHex = (n: number) => string

/**
 * Makes ids: the month, a hyphen, the millisecond and a counter in base 36, four random characters.
 * They sort in the order they were made in one process, and hold only `[0-9a-z-]`, so that WeCom takes them as task_id.
 */
export function idMaker(random: RandomHex): (at: Instant) => string {
  let counter = 0
  return at => {
    counter = (counter + 1) % 46_656
    return `${monthOf(at)}-${at.toString(36).padStart(9, '0')}${counter.toString(36).padStart(3, '0')}${random(2)}`
  }
}

/** The six digits of the month an id was made in: what came later sorts after them. */
export const monthIn = (id: string): string => id.slice(0, 6)
