import type { Rule, Rules } from './rules.ts'

/** A cell of a ruled table, on the page and in the table. */
export interface GridCell {
  left: number
  right: number
  top: number
  bottom: number
  row: number
  columns: number
  rows: number
}

export interface Grid {
  top: number
  bottom: number
  left: number
  right: number
  /** Row by row, in each from left to right. */
  cells: GridCell[]
}

/** Lines nearer than this are one, and meet. */
const near = 3

/** The tables that rules enclose: at least two columns, merged cells put together. Boxes of a single cell are none. */
export function gridsOf({ horizontal, vertical }: Rules): Grid[] {
  return groupsOf(horizontal, vertical).flatMap(group => gridOf(group) ?? [])
}

/** Rules that meet, directly or through others. */
function groupsOf(horizontal: readonly Rule[], vertical: readonly Rule[]): Rules[] {
  const all = [...horizontal, ...vertical]
  const owner = all.map((_, index) => index)
  const rootOf = (index: number): number => {
    let root = index
    while (owner[root] !== undefined && owner[root] !== root) root = owner[root] ?? root
    owner[index] = root
    return root
  }
  horizontal.forEach((rule, index) => {
    vertical.forEach((across, other) => {
      if (meets(rule, across)) owner[rootOf(index)] = rootOf(horizontal.length + other)
    })
  })
  const groups = new Map<number, Rules>()
  all.forEach((rule, index) => {
    const root = rootOf(index)
    const group = groups.get(root) ?? { horizontal: [], vertical: [] }
    groups.set(root, group)
    group[index < horizontal.length ? 'horizontal' : 'vertical'].push(rule)
  })
  return [...groups.values()]
}

const meets = (rule: Rule, across: Rule): boolean =>
  across.at >= rule.from - near &&
  across.at <= rule.to + near &&
  rule.at >= across.from - near &&
  rule.at <= across.to + near

function gridOf({ horizontal, vertical }: Rules): Grid | null {
  const xs = placesOf(vertical)
  const ys = placesOf(horizontal)
  const [left, top, right, bottom] = [xs[0], ys[0], xs.at(-1), ys.at(-1)]
  if (xs.length < 3 || ys.length < 2 || xs.length > 64 || ys.length > 400) return null
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return null
  const wallRight = (row: number, column: number): boolean => covers(vertical, xs[column + 1] ?? right, middle(ys, row))
  const wallBelow = (row: number, column: number): boolean =>
    covers(horizontal, ys[row + 1] ?? bottom, middle(xs, column))
  const seen = new Set<string>()
  const cells: GridCell[] = []
  for (let row = 0; row < ys.length - 1; row++) {
    for (let column = 0; column < xs.length - 1; column++) {
      if (seen.has(`${row},${column}`)) continue
      let columns = 1
      while (column + columns < xs.length - 1 && !wallRight(row, column + columns - 1)) columns++
      let rows = 1
      while (row + rows < ys.length - 1 && !wallBelow(row + rows - 1, column)) rows++
      for (let y = 0; y < rows; y++) for (let x = 0; x < columns; x++) seen.add(`${row + y},${column + x}`)
      const [cellLeft, cellTop] = [xs[column] ?? left, ys[row] ?? top]
      const [cellRight, cellBottom] = [xs[column + columns] ?? right, ys[row + rows] ?? bottom]
      cells.push({ left: cellLeft, right: cellRight, top: cellTop, bottom: cellBottom, row, columns, rows })
    }
  }
  return cells.length < 2 ? null : { top, bottom, left, right, cells }
}

/** Where rules stand, those nearly in line taken as one. */
function placesOf(rules: readonly Rule[]): number[] {
  const places: number[] = []
  for (const at of rules.map(rule => rule.at).toSorted((a, b) => a - b)) {
    if (at - (places.at(-1) ?? -Infinity) > near) places.push(at)
  }
  return places
}

const middle = (places: readonly number[], index: number): number =>
  ((places[index] ?? 0) + (places[index + 1] ?? places[index] ?? 0)) / 2

const covers = (rules: readonly Rule[], at: number, along: number): boolean =>
  rules.some(rule => Math.abs(rule.at - at) <= near && rule.from <= along && rule.to >= along)
