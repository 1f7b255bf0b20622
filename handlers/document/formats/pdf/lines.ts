import { joined } from '../../join.ts'
import { withoutPrintedRoom } from './characters.ts'
import type { Word } from './words.ts'

/** A line as it is printed. */
export interface PrintedLine {
  text: string
  left: number
  right: number
  y: number
  /** The size of most of its characters. */
  size: number
}

/** Puts words on the same base line together, from the top down. */
export function linesFrom(words: readonly Word[]): PrintedLine[] {
  const rows: Word[][] = []
  for (const word of words.toSorted((a, b) => a.y - b.y || a.left - b.left)) {
    const row = rows.at(-1)
    const base = row && largest(row)
    if (row && base && Math.abs(word.y - base.y) < 0.5 * Math.max(word.size, base.size)) row.push(word)
    else rows.push([word])
  }
  return rows.map(row => lineOf(row.toSorted((a, b) => a.left - b.left)))
}

const largest = (row: readonly Word[]): Word | undefined =>
  row.reduce<Word | undefined>((found, word) => (found && found.size >= word.size ? found : word), undefined)

function lineOf(row: readonly Word[]): PrintedLine {
  const size = largest(row)?.size ?? 0
  let text = ''
  let end = row[0]?.left ?? 0
  for (const word of row) {
    const raised = word.size < 0.75 * size && text !== '' && /^\d{1,2}$/.test(word.text)
    const gap = (word.left - end) / size
    if (raised) text += `［${word.text}］`
    else if (gap > 1.5) text += `  ${word.text}`
    else text = gap > 0.2 ? `${text} ${word.text}` : text + word.text
    end = word.right
  }
  const left = row[0]?.left ?? 0
  return {
    text: withoutPrintedRoom(text),
    left,
    right: Math.max(...row.map(word => word.right)),
    y: row[0]?.y ?? 0,
    size,
  }
}

/** Lines of a cell, one after another. */
export const cellText = (words: readonly Word[]): string =>
  withoutPrintedRoom(joined(linesFrom(words).map(line => line.text)))
