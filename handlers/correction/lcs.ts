/** A stretch of two sequences: the same in both, or `before` in the place of which stands `after`. */
export interface Stretch {
  same: boolean
  before: readonly string[]
  after: readonly string[]
}

/** Beyond so many cells the middle is one change: nobody reads a difference of that size. */
const mostCells = 4_000_000

/**
 * The longest common subsequence, as stretches in order. Those of `before` make the first sequence, those of `after` the
 * second. Costs the product of the two lengths without what they begin and end with alike.
 */
export function stretchesOf(before: readonly string[], after: readonly string[]): Stretch[] {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  let tail = 0
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  const end = before.slice(before.length - tail)
  return joined([
    { same: true, before: before.slice(0, head), after: after.slice(0, head) },
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    { same: true, before: end, after: end },
  ])
}

function middle(before: readonly string[], after: readonly string[]): Stretch[] {
  const width = after.length + 1
  if (!before.length || !after.length || (before.length + 1) * width > mostCells) {
    return [{ same: false, before, after }]
  }
  // lengths[i * width + j]: of what is common to before from i on and after from j on.
  const lengths = new Uint16Array((before.length + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      lengths[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const found: Stretch[] = []
  let i = 0
  let j = 0
  while (i < before.length || j < after.length) {
    const one = before.slice(i, i + 1)
    if (i < before.length && j < after.length && before[i] === after[j]) {
      found.push({ same: true, before: one, after: one })
      i++
      j++
    } else if (j >= after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1))) {
      found.push({ same: false, before: one, after: [] })
      i++
    } else {
      found.push({ same: false, before: [], after: after.slice(j, j + 1) })
      j++
    }
  }
  return found
}

/** Neighbours of one kind as one; empty ones left out. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: { same: boolean; before: string[]; after: string[] }[] = []
  for (const { same, before, after } of stretches) {
    if (!before.length && !after.length) continue
    const last = all.at(-1)
    if (last?.same === same) {
      last.before.push(...before)
      last.after.push(...after)
    } else all.push({ same, before: [...before], after: [...after] })
  }
  return all
}
