import { joined } from '../join.ts'
import { trim } from '../lines.ts'
import { markerOf } from '../words.ts'

/** A cell of a table, and how many columns and rows it takes. */
export interface Cell {
  text: string
  columns: number
  rows: number
}

/** Word knows no wider table. */
const widest = 63

/**
 * The rows of a table as `tablesIn` knows them: a line a row, the cells parted by tabs.
 * A merged cell stands where it begins and is empty in the other columns and rows it takes.
 * A table of one column is its texts, a line each.
 */
export function tableLines(rows: readonly (readonly Cell[])[]): string[] {
  /** For each column, how many more rows a cell from above takes it. */
  const taken: number[] = []
  const lines = rows.map(row => {
    const line: string[] = []
    const skip = (): void => {
      while ((taken[line.length] ?? 0) > 0 && line.length < widest) {
        taken[line.length] = (taken[line.length] ?? 0) - 1
        line.push('')
      }
    }
    for (const cell of row) {
      skip()
      const columns = Math.min(Math.max(1, cell.columns), widest - line.length)
      for (let column = 0; column < columns; column++) {
        taken[line.length] = Math.max(0, cell.rows - 1)
        line.push(column === 0 ? cell.text : '')
      }
    }
    skip()
    return line
  })
  return lines.map(line => line.join('\t'))
}

/** The paragraphs of a cell in one line. */
export function oneLine(paragraphs: readonly string[]): string {
  let line = ''
  for (const paragraph of paragraphs) {
    const text = trim(paragraph).replace(/\s+/g, ' ')
    line = markerOf(text) && line ? `${line} ${text}` : joined([line, text])
  }
  return line
}

/**
 * A paragraph outside of tables. Tabs stay, since people type tables with them;
 * only where they indent a sentence are they taken away, which would make it a row.
 */
export const unindented = (paragraph: string): string =>
  paragraph
    .split('\n')
    .map(line => (isSentence(line) ? line.trimStart() : line))
    .join('\n')

const isSentence = (line: string): boolean =>
  line.startsWith('\t') && !line.trim().includes('\t') && (line.length > 40 || /[。；：]\s{0,9}$/.test(line))
