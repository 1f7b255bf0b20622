/**
 * How many characters have to be put in, taken out or changed to make one text the other; `limit + 1` where it is more.
 * Meant for names: texts over 60 characters are told apart only by being equal or not.
 */
export function distance(a: string, b: string, limit: number): number {
  if (a === b) return 0
  const [from, to] = [[...a], [...b]]
  if (Math.abs(from.length - to.length) > limit || from.length > 60 || to.length > 60) return limit + 1
  let row = to.map((_, index) => index + 1)
  from.forEach((sign, index) => {
    let left = index + 1
    let corner = index
    row = to.map((other, column) => {
      const above = row[column] ?? 0
      const best = Math.min(above + 1, left + 1, corner + (sign === other ? 0 : 1))
      corner = above
      left = best
      return best
    })
  })
  return Math.min(row.at(-1) ?? from.length, limit + 1)
}
