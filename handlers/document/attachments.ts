import { listAt, type AttachmentList, type Listed } from './attachment-list.ts'
import { marksIn, type Mark, opensList } from './attachment-marks.ts'
import { isDateLine } from './date-line.ts'
import type { Line } from './lines.ts'
import { isPictures } from './picture-marks.ts'
import { isOffice } from './words.ts'

/** A body that follows its own head. */
export interface Body {
  mark: Mark
  /** The line of the head, and the first line after the body. */
  from: number
  to: number
}

export interface Attachments {
  /** What the covering text announces. */
  listed: Listed[]
  /** The lines of the announcements, by index. */
  listLines: ReadonlySet<number>
  bodies: Body[]
}

/**
 * Tells announcements from bodies.
 * A mark is an announcement if it opens a numbered list, if the same number is marked again later,
 * or if nothing but other marks and a signature follows it. Every other mark is the head of a body.
 */
export function attachmentsIn(lines: readonly Line[]): Attachments {
  const marks = marksIn(lines)
  const lastOf = new Map(marks.filter(mark => !opensList(mark)).map(mark => [mark.number, mark]))
  const lists: AttachmentList[] = []
  const heads: Mark[] = []
  marks.forEach((mark, index) => {
    const next = marks[index + 1]?.line ?? lines.length
    const again = mark.inline !== '' && lastOf.get(mark.number) !== mark
    const bare = mark.inline !== '' && !hasContent(lines, mark.line + 1, next)
    if (opensList(mark) || again || bare) lists.push(listAt(mark, lines, next))
    else heads.push(mark)
  })
  return {
    listed: lists.flatMap(list => list.entries),
    listLines: new Set(lists.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index))),
    bodies: heads.map((mark, index) => ({ mark, from: mark.line, to: heads[index + 1]?.line ?? lines.length })),
  }
}

/** Anything but blank lines, offices and dates; a picture is something. */
function hasContent(lines: readonly Line[], from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const { text = '', raw = '' } = lines[index] ?? {}
    if (isPictures(raw)) return true
    if (text && !isOffice(text) && !isDateLine(text)) return true
  }
  return false
}
