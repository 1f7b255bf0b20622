/** The middle of some numbers; of an even count the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  if (!sorted.length) throw new Error('no median of nothing')
  const upper = sorted[Math.floor(middle)] ?? 0
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? 0) + upper) / 2 : upper
}

/** The value that this share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
}

/** The median over rounds of one against another: what the machine did to both in a round cancels out. */
export function medianRatio<R>(rounds: readonly R[], one: (round: R) => number, other: (round: R) => number): number {
  return median(rounds.map(round => one(round) / other(round)))
}
