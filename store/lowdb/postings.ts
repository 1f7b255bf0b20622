import { byCodeUnit, sorted, type Sorted } from './sorted.ts'

/** One index of one part: which keys have which value, in key order. */
export interface Postings {
  add(value: string, key: string): void
  delete(value: string, key: string): void
  keys(value: string, after?: string): Iterable<string>
  count(value: string): number
  /** The count of every value, or null where there are more than `most` values. */
  counts(most: number): Record<string, number> | null
}

export function postings(): Postings {
  // Most values of most indexes have one key: a bare string then, to save memory.
  const byValue = new Map<string, string | Sorted<string>>()

  return {
    add(value, key) {
      const held = byValue.get(value)
      if (held === undefined) byValue.set(value, key)
      else if (typeof held !== 'string') held.add(key)
      else if (held !== key) {
        const several = sorted(byCodeUnit)
        several.add(held)
        several.add(key)
        byValue.set(value, several)
      }
    },
    delete(value, key) {
      const held = byValue.get(value)
      if (held === key) byValue.delete(value)
      else if (held !== undefined && typeof held !== 'string') {
        held.delete(key)
        if (held.size === 0) byValue.delete(value)
      }
    },
    keys(value, after) {
      const held = byValue.get(value)
      if (held === undefined) return []
      if (typeof held !== 'string') return held.items(after)
      return after === undefined || held > after ? [held] : []
    },
    count(value) {
      const held = byValue.get(value)
      return held === undefined ? 0 : typeof held === 'string' ? 1 : held.size
    },
    counts(most) {
      if (byValue.size > most) return null
      return Object.fromEntries([...byValue].map(([value, held]) => [value, typeof held === 'string' ? 1 : held.size]))
    },
  }
}
