import { joined } from './join.ts'
import { type Line, trim } from './lines.ts'

/** Rows of cells and the lines they stand on. */
export interface TextTable {
  rows: string[][]
  from: number
  to: number
}

/**
 * The tables of a text, in either of two shapes:
 * - a line a row, its cells parted by tabs;
 * - a line a cell, begun by a tab; rows parted by a blank line; a cell's further lines without a tab.
 */
export function tablesIn(lines: readonly Line[], from = 0, to = lines.length): TextTable[] {
  const found: TextTable[] = []
  for (let index = from; index < to; index++) {
    const table = cellLines(lines, index, to) ?? rowLines(lines, index, to)
    if (!table) continue
    found.push(table)
    index = table.to - 1
  }
  return found
}

const tabs = (line: Line | undefined): number => (line ? (withoutEnd(line.raw).match(/\t/g)?.length ?? 0) : 0)
const withoutEnd = (raw: string): string => raw.replace(/[\r\n]/g, '')

function rowLines(lines: readonly Line[], from: number, limit: number): TextTable | null {
  let to = from
  while (to < limit && tabs(lines[to]) > 0 && (to === from || !opensCell(lines, to))) to++
  if (to === from || (to - from === 1 && tabs(lines[from]) < 2)) return null
  const rows = lines.slice(from, to).map(line =>
    withoutEnd(line.raw)
      .split('\t')
      .map(cell => clean(cell)),
  )
  return { rows, from, to }
}

const opensCell = (lines: readonly Line[], at: number): boolean => isCell(lines[at]) && isCell(lines[at + 1])
/** Fewer cells in lines of their own are indented lines, as a signature may be. */
const fewestCells = 6
const isCell = (line: Line | undefined): boolean =>
  line !== undefined &&
  line.text.length <= 40 &&
  line.raw.startsWith('\t') &&
  !withoutEnd(line.raw).slice(1).includes('\t')

/** Cells a line each. Ends at the second blank line in a row, or where what follows a blank line is no cell for long. */
function cellLines(lines: readonly Line[], from: number, limit: number): TextTable | null {
  if (!opensCell(lines, from)) return null
  const rows: string[][] = [[]]
  let to = from
  for (let index = from; index < limit; index++) {
    const line = lines[index]
    if (!line) break
    if (isCell(line)) {
      if (index > from && lines[index - 1]?.text === '' && !isCell(lines[index - 1])) rows.push([])
      rows.at(-1)?.push(clean(line.raw))
    } else if (line.text === '') {
      if (!cellAhead(lines, index, limit)) break
      continue
    } else {
      if (line.text.length > 20 || !cellAhead(lines, index, limit)) break
      addToCell(rows, line.text)
    }
    to = index + 1
  }
  return rows.flat().length < fewestCells ? null : { rows, from, to }
}

/** A cell of several paragraphs has at most six. */
function cellAhead(lines: readonly Line[], index: number, limit: number): boolean {
  for (let ahead = index + 1; ahead < Math.min(limit, index + 8); ahead++) {
    if (isCell(lines[ahead])) return true
    if (lines[ahead]?.text === '' && lines[ahead - 1]?.text === '') return false
  }
  return false
}

function addToCell(rows: string[][], text: string): void {
  const row = rows.at(-1)
  if (row?.length) row[row.length - 1] = joined([row.at(-1) ?? '', text])
}

const clean = (cell: string): string => trim(cell).replaceAll('**', '')
