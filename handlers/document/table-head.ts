/** The columns of a table, read from the rows of its head. */
export interface TableHead {
  /** One name a column; two levels as `组名·列名` only where the lower one alone would be double or only a unit. */
  columns: string[]
  /** The printed rows of the head, the row of numbers left out. */
  rows: string[][]
  /** Cells stand under the wrong group, or their number does not fit: `columns` is a proposal. */
  displaced: boolean
}

const total = /^(?:合计|总计|小计|共计)$/
const figure = /^[（(]?\d{1,2}[）)]?$/

/** Reads the head at the top of a table: up to three rows before the numbers, the totals or the first row to be filled. */
export function headOfTable(rows: readonly string[][]): TableHead | null {
  // Wider than any printed page: no table of this kind.
  if (rows.slice(0, 4).some(row => row.length > 200)) return null
  const head: string[][] = []
  for (const row of rows.slice(0, 4)) {
    const filled = row.filter(Boolean)
    if (filled.length === 0 || filled.every(cell => figure.test(cell))) break
    const stub = filled[0] ?? ''
    const totals = row.slice(0, 2).some(cell => total.test(cell))
    if (head.length && (totals || figure.test(stub) || filled.length * 3 < row.length)) break
    head.push(row)
    if (head.length === 3) break
  }
  if (head.length === 0) return null
  const numbered = rows[head.length]
  const width = numbered && numbered.filter(cell => figure.test(cell)).length >= 3 ? numbered.length : null
  const leaf = head.at(-1) ?? []
  if (head.length === 1)
    return { columns: leaf.filter(Boolean), rows: head, displaced: width !== null && width !== leaf.length }
  let columns: Column[] = leaf.map(name => ({ group: null, name }))
  let displaced = width !== null && width !== leaf.length
  for (const upper of head.slice(0, -1).toReversed()) {
    const under = columns
    const merged =
      upper.length === under.length && upper.includes('')
        ? sameWidth(upper, under)
        : narrower(upper.filter(Boolean), under)
    columns = merged.columns
    displaced ||= merged.displaced
  }
  return { columns: named(columns), rows: head, displaced }
}

interface Column {
  group: string | null
  name: string
}

interface Merged {
  columns: Column[]
  displaced: boolean
}

/** Merged cells kept as empty ones: a group reaches to the next filled cell, and each of its columns must have a name. */
function sameWidth(upper: readonly string[], lower: readonly Column[]): Merged {
  const groups: { name: string; columns: Column[] }[] = []
  upper.forEach((cell, index) => {
    const under = lower[index] ?? { group: null, name: '' }
    if (cell || groups.length === 0) groups.push({ name: cell, columns: [under] })
    else groups.at(-1)?.columns.push(under)
  })
  const wide = groups.filter(group => group.columns.length > 1 && group.columns.some(column => column.name))
  if (!wide.some(group => group.columns.some(column => !column.name))) {
    return { columns: groups.flatMap(group => under(group.name, group.columns)), displaced: false }
  }
  return { columns: rebuilt(groups, lower), displaced: true }
}

const under = (group: string, columns: readonly Column[]): Column[] =>
  columns.length === 1 && !columns[0]?.name
    ? [{ group: null, name: group }]
    : columns.map(column => ({ group: group || null, name: column.name || group }))

/** Names pushed aside, read in order: where each wide group ends with 合计, the names between are its own. */
function rebuilt(groups: readonly { name: string; columns: readonly Column[] }[], lower: readonly Column[]): Column[] {
  const names = lower.map(column => column.name).filter(Boolean)
  const runs: string[][] = [[]]
  for (const name of names) {
    runs.at(-1)?.push(name)
    if (total.test(name)) runs.push([])
  }
  const whole = runs.filter(run => run.length > 0)
  // Trailing empty cells belong to what was pushed aside, so the last named group may look wide without being so.
  const wide = groups.filter(group => group.columns.length > 1).slice(0, whole.length)
  if (wide.length !== whole.length)
    return [...groups.map(group => group.name), ...names].map(name => ({ group: null, name }))
  return groups.flatMap(group => {
    const run = whole[wide.indexOf(group)]
    return run ? run.map((name): Column => ({ group: group.name, name })) : { group: null, name: group.name }
  })
}

/** Merged cells left out: an empty lower cell takes a single upper one, a run of filled ones one or more groups. */
function narrower(upper: readonly string[], lower: readonly Column[]): Merged {
  const empty = lower.filter(column => !column.name).length
  const runs = runsOf(lower)
  const groups = upper.length - empty
  const parts = runs.map(run => partsOf(run))
  const split = parts.reduce((sum, part) => sum + part.length, 0)
  if (groups < runs.length || (runs.length > 1 && split !== groups)) {
    return { columns: lower.map(column => ({ ...column })), displaced: true }
  }
  const names = [...upper]
  const known = split === groups
  const columns: Column[] = []
  let run = 0
  for (let index = 0; index < lower.length; index++) {
    if (!lower[index]?.name) {
      columns.push({ group: null, name: names.shift() ?? '' })
      continue
    }
    const length = runs[run]?.length ?? 1
    const pieces = known ? (parts[run] ?? []) : [runs[run] ?? []]
    for (const piece of pieces) {
      const group = names.shift() ?? null
      columns.push(...piece.map(column => ({ group: known ? group : null, name: column.name })))
    }
    if (!known) names.splice(0, groups - 1)
    index += length - 1
    run++
  }
  return { columns, displaced: false }
}

function runsOf(lower: readonly Column[]): Column[][] {
  const runs: Column[][] = []
  lower.forEach((column, index) => {
    if (!column.name) return
    if (index > 0 && lower[index - 1]?.name) runs.at(-1)?.push(column)
    else runs.push([column])
  })
  return runs
}

/** A run begins anew where its first name comes again. */
function partsOf(run: readonly Column[]): Column[][] {
  const parts: Column[][] = []
  for (const column of run) {
    if (parts.length === 0 || column.name === run[0]?.name) parts.push([column])
    else parts.at(-1)?.push(column)
  }
  return parts
}

function named(columns: readonly Column[]): string[] {
  const often = (name: string): boolean => columns.filter(column => column.name === name).length > 1
  const unit = /^[（(][^）)]{1,6}[）)]$/
  return columns
    .map(({ group, name }) => (group && (often(name) || unit.test(name)) ? `${group}·${name}` : name))
    .filter(Boolean)
}
