/** An ordered set. Adding and deleting cost little even in a million, and nothing much when added in order. */
export interface Sorted<T> {
  readonly size: number
  add(item: T): void
  delete(item: T): boolean
  /** From the first one on, or from the first one greater than `after`. Not to be changed meanwhile. */
  items(after?: T): Generator<T, void>
}

/** Items lie in chunks of at most this many, so that an insertion moves few. */
const CHUNK = 512

export function sorted<T>(compare: (a: T, b: T) => number): Sorted<T> {
  const chunks: T[][] = []
  let size = 0

  /** The first chunk whose last item is not less than `item`; `chunks.length` where there is none. */
  function chunkFor(item: T): number {
    return firstWhere(chunks.length, at => compare(chunks[at]!.at(-1)!, item) >= 0)
  }

  function placeIn(chunk: T[], item: T): number {
    return firstWhere(chunk.length, at => compare(chunk[at]!, item) >= 0)
  }

  return {
    get size() {
      return size
    },
    add(item) {
      let at = chunkFor(item)
      if (at === chunks.length) {
        const last = chunks.at(-1)
        if (last && last.length < CHUNK) last.push(item)
        else chunks.push([item])
        size += 1
        return
      }
      const chunk = chunks[at]!
      const place = placeIn(chunk, item)
      if (compare(chunk[place]!, item) === 0) return
      chunk.splice(place, 0, item)
      size += 1
      if (chunk.length > CHUNK) chunks.splice(++at, 0, chunk.splice(CHUNK / 2))
    },
    delete(item) {
      const at = chunkFor(item)
      const chunk = chunks[at]
      if (!chunk) return false
      const place = placeIn(chunk, item)
      if (compare(chunk[place]!, item) !== 0) return false
      chunk.splice(place, 1)
      if (chunk.length === 0) chunks.splice(at, 1)
      size -= 1
      return true
    },
    *items(after) {
      let at = 0
      let place = 0
      if (after !== undefined) {
        at = firstWhere(chunks.length, i => compare(chunks[i]!.at(-1)!, after) > 0)
        const chunk = chunks[at]
        if (chunk) place = firstWhere(chunk.length, i => compare(chunk[i]!, after) > 0)
      }
      for (; at < chunks.length; at++, place = 0) {
        const chunk = chunks[at]!
        for (; place < chunk.length; place++) yield chunk[place]!
      }
    },
  }
}

/** By code unit, as JavaScript compares strings. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The first of 0…length for which `holds`, if it holds for all that follow one for which it holds. */
function firstWhere(length: number, holds: (at: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
