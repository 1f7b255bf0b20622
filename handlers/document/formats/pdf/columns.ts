import type { Piece, PrintedLine } from './lines.ts'

/** Fewer rows or columns may stand below one another by chance. */
const fewestRows = 3
const fewestColumns = 3

interface Column {
  left: number
  right: number
}

/**
 * Tables without ruled lines, only where they are clear: at least three lines one below the other, each of three or more
 * pieces far apart, as many in each, whose columns nowhere meet. A line of two or more pieces between them belongs, if each
 * stands in one column. Everything else stays lines.
 */
export function withColumns(lines: readonly PrintedLine[]): (PrintedLine | { y: number; table: string[] })[] {
  const found: (PrintedLine | { y: number; table: string[] })[] = []
  for (let index = 0; index < lines.length;) {
    const first = lines[index]
    const run = first && first.pieces.length >= fewestColumns ? runFrom(lines, index) : null
    if (first && run && run.full >= fewestRows) {
      found.push({ y: first.y, table: lines.slice(index, run.to).map(line => rowOf(line.pieces, run.columns)) })
      index = run.to
    } else {
      if (first) found.push(first)
      index++
    }
  }
  return found
}

function runFrom(lines: readonly PrintedLine[], from: number): { to: number; full: number; columns: Column[] } | null {
  const first = lines[from]
  if (!first) return null
  let columns: Column[] = first.pieces.map(({ left, right }) => ({ left, right }))
  let to = from + 1
  let full = 1
  for (; to < lines.length; to++) {
    const line = lines[to]
    const above = lines[to - 1]
    if (!line || !above || line.y - above.y > 4 * line.size || Math.abs(line.size - first.size) > 0.3 * first.size)
      break
    const wider = line.pieces.length >= 2 ? widened(columns, line.pieces, line.size) : null
    if (!wider) break
    columns = wider
    if (line.pieces.length === columns.length) full++
  }
  return { to, full, columns }
}

/** The columns with another row in them; null where a piece stands in none, in two, or not alone. */
function widened(columns: readonly Column[], pieces: readonly Piece[], size: number): Column[] | null {
  if (pieces.length > columns.length) return null
  const wider = columns.map(column => ({ ...column }))
  const taken = new Set<number>()
  for (const piece of pieces) {
    const inside = wider.flatMap(({ left, right }, index) => (piece.left < right && piece.right > left ? [index] : []))
    const [at] = inside
    const column = at === undefined ? undefined : wider[at]
    if (at === undefined || !column || inside.length > 1 || taken.has(at)) return null
    taken.add(at)
    column.left = Math.min(column.left, piece.left)
    column.right = Math.max(column.right, piece.right)
  }
  const apart = wider.every(({ left }, index) => index === 0 || left - (wider[index - 1]?.right ?? 0) > 0.5 * size)
  return apart ? wider : null
}

const rowOf = (pieces: readonly Piece[], columns: readonly Column[]): string =>
  columns
    .map(({ left, right }) => pieces.find(piece => piece.left < right && piece.right > left)?.text ?? '')
    .join('\t')
