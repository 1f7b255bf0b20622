import { type Cell, tableLines } from '../table-lines.ts'
import { bareMark } from '../../picture-marks.ts'
import { withColumns } from './columns.ts'
import { type Grid, gridsOf } from './grid.ts'
import { cellText, linesFrom, type PrintedLine } from './lines.ts'
import type { Rules } from './rules.ts'
import { partsOf, type Word } from './words.ts'

/** What a page shows, from the top down: lines of text, and tables as lines with tabs. */
export interface Page {
  width: number
  height: number
  parts: (PrintedLine | { table: string[] })[]
  /** The notes at its foot. */
  notes: string[]
}

export const isLine = (part: PrintedLine | { table: string[] }): part is PrintedLine => 'text' in part

/** The mark of a picture, and where its middle is. */
export interface MarkedPicture {
  y: number
  mark: string
}

/**
 * Puts the words of a page into its tables, and the others into lines, pictures between them.
 * A page without words is a picture.
 */
export function pageOf(
  words: readonly Word[],
  rules: Rules,
  size: { width: number; height: number },
  pictures: readonly MarkedPicture[] = [],
): Page {
  if (words.length === 0) {
    return { ...size, parts: [{ table: pictures.length ? pictures.map(({ mark }) => mark) : [bareMark] }], notes: [] }
  }
  const left = new Set(words)
  const tables = gridsOf(rules).map(grid => {
    const inside = words.filter(word => left.has(word) && isInside(word, grid))
    inside.forEach(word => left.delete(word))
    const apart = inside.flatMap(word => (crosses(word, grid) ? partsOf(word) : [word]))
    return { y: grid.top, table: inside.length ? tableOf(grid, apart) : [] }
  })
  const all = linesFrom([...left])
  const foot = footOf(all, rules, size)
  const lines = all.filter(line => !foot.includes(line))
  const placed = [
    ...withColumns(lines).map(part => ({ y: part.y, part: 'table' in part ? { table: part.table } : part })),
    ...pictures.map(({ y, mark }) => ({ y, part: { table: [mark] } })),
    ...tables.map(({ y, table }) => ({ y, part: { table } })),
  ]
  return {
    ...size,
    parts: placed.toSorted((a, b) => a.y - b.y).map(({ part }) => part),
    notes: foot.map(line => line.text.replace(noteNumber, '［$1］')),
  }
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

function isInside(word: Word, box: Box): boolean {
  const x = (word.left + word.right) / 2
  const y = word.y - word.size / 3
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
}

/** Cells that stand close together may come as one piece of text. */
const crosses = (word: Word, { cells }: Grid): boolean =>
  word.text.includes(' ') &&
  cells.some(cell => cell.right > word.left + 1 && cell.right < word.right - 1 && isBeside(word, cell))

const isBeside = (word: Word, cell: Box): boolean => {
  const y = word.y - word.size / 3
  return y >= cell.top && y <= cell.bottom
}

function tableOf(grid: Grid, words: readonly Word[]): string[] {
  const rows: Cell[][] = []
  for (const cell of grid.cells) {
    const text = cellText(words.filter(word => isInside(word, cell)))
    while (rows.length <= cell.row) rows.push([])
    rows[cell.row]?.push({ text, columns: cell.columns, rows: cell.rows })
  }
  return tableLines(rows)
}

const noteNumber = /^[［[]?(\d{1,2}|[①-⑳])[］\]]?/

/** The notes under the short line that parts them from the text. */
function footOf(
  lines: readonly PrintedLine[],
  { horizontal, vertical }: Rules,
  { width, height }: Pick<Page, 'width' | 'height'>,
) {
  const line = horizontal.find(
    ({ at, from, to }) =>
      at > height * 0.3 &&
      to - from > width * 0.1 &&
      to - from < width * 0.45 &&
      !vertical.some(across => across.from - 3 <= at && across.to + 3 >= at),
  )
  const below = line ? lines.filter(({ y }) => y > line.at && y < height * 0.92) : []
  return noteNumber.test(below[0]?.text ?? '') ? below : []
}
