import { joined } from './join.ts'
import type { Line } from './lines.ts'
import { type Mark, opensList } from './attachment-marks.ts'
import { readNumber } from './numerals.ts'
import { isOffice, markerOf } from './words.ts'
import { isDateLine } from './date-line.ts'

/** An attachment that the covering text names, whether or not its body follows. */
export interface Listed {
  number: number | null
  title: string
}

export interface AttachmentList {
  entries: Listed[]
  /** First line of the list and the first line after it. */
  from: number
  to: number
}

/**
 * Reads `附件：1.… 2.…` at a mark: entries on lines of their own, wrapped or not.
 * The list ends at the next mark, a date, or a line that neither is an entry nor can belong to one.
 */
export function listAt(opening: Mark, lines: readonly Line[], nextMark: number): AttachmentList {
  const parts: string[][] = [[withoutSign(opening.inline)]]
  let to = opening.line + 1
  if (!opensList(opening)) return { entries: entriesOf([[opening.inline]], opening.number), from: opening.line, to }
  const limit = Math.min(nextMark, lines.length, opening.line + 200)
  for (let index = to; index < limit; index++) {
    const text = lines[index]?.text ?? ''
    if (!text) continue
    const number = entryNumber(text)
    if (number === parts.length + 1) parts.push([withoutSign(text)])
    else if (number === null && belongs(lines, index, parts.length + 1, limit)) parts.at(-1)?.push(text)
    else break
    to = index + 1
  }
  return { entries: entriesOf(parts, 1), from: opening.line, to }
}

const entriesOf = (parts: readonly string[][], first: number | null): Listed[] =>
  parts.map((lines, index) => ({
    number: first === null ? null : first + index,
    title: joined(lines)
      .replace(/[；;。]$/, '')
      .replace(/^《([^《》]+)》$/, '$1'),
  }))

const withoutSign = (text: string): string => text.slice(markerOf(text)?.sign.length ?? 0).trim()

function entryNumber(text: string): number | null {
  const found = markerOf(text)
  return found?.level === 3 ? readNumber(found.sign.slice(0, -1)) : null
}

/** A wrapped entry: another entry follows it, or it stands directly under the last one and is no signature. */
function belongs(lines: readonly Line[], index: number, next: number, limit: number): boolean {
  const text = lines[index]?.text ?? ''
  if (text.length > 60 || /[。；：:]/.test(text) || isDateLine(text)) return false
  for (let ahead = index + 1; ahead < Math.min(limit, index + 6); ahead++) {
    if (entryNumber(lines[ahead]?.text ?? '') === next) return true
  }
  return lines[index - 1]?.text !== '' && !isOffice(text)
}
