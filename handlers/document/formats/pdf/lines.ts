import { joined } from '../../join.ts'
import { withoutPrintedRoom } from './characters.ts'
import type { Word } from './words.ts'

/** What stands together in a line. */
export interface Piece {
  text: string
  left: number
  right: number
}

/** A line as it is printed. */
export interface PrintedLine {
  text: string
  left: number
  right: number
  y: number
  /** The size of most of its characters. */
  size: number
  /** Parted where the room between is wide. */
  pieces: Piece[]
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
  const pieces: Piece[] = []
  let end = row[0]?.left ?? 0
  for (const word of row) {
    const raised = word.size < 0.75 * size && text !== '' && /^\d{1,2}$/.test(word.text)
    const gap = (word.left - end) / size
    const said = raised ? `［${word.text}］` : word.text
    const last = pieces.at(-1)
    if (last && (raised || gap <= 1.5)) {
      const room = !raised && gap > 0.2 ? ' ' : ''
      text += room + said
      last.text += room + said
      last.right = word.right
    } else {
      text += text ? `  ${said}` : said
      pieces.push({ text: said, left: word.left, right: word.right })
    }
    end = word.right
  }
  const left = row[0]?.left ?? 0
  return {
    text: withoutPrintedRoom(text),
    left,
    right: Math.max(...row.map(word => word.right)),
    y: row[0]?.y ?? 0,
    size,
    pieces: pieces.map(piece => ({ ...piece, text: withoutPrintedRoom(piece.text) })),
  }
}

/** Lines of a cell, one after another. */
export const cellText = (words: readonly Word[]): string =>
  withoutPrintedRoom(joined(linesFrom(words).map(line => line.text)))
