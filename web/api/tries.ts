import { minute } from '../../handlers/time.ts'
import { Refusal, sentences } from './refusal.ts'

/** Lets each person try so often a minute; kept in memory only, since nothing hangs on a restart. */
export interface Tries {
  /** Throws a `Refusal` (429) where this person has tried too often. */
  count(person: string): void
}

/** People remembered at once: nobody can make it grow. */
const mostPeople = 10_000

export function openTries({ now, most }: { now: () => number; most: number }): Tries {
  const tries = new Map<string, { since: number; count: number }>()
  return {
    count: person => {
      const at = now()
      const before = tries.get(person)
      const current = before && at - before.since < minute ? before : { since: at, count: 0 }
      current.count++
      if (tries.size >= mostPeople) tries.clear()
      tries.set(person, current)
      if (current.count > most) throw new Refusal(429, sentences.tooOften)
    },
  }
}
