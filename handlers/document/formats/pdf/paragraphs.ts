import { joined } from '../../join.ts'
import { markerOf } from '../../words.ts'
import type { PrintedLine } from './lines.ts'
import { isLine, type Page } from './pages.ts'

/** Where the text of pages of one width begins and ends, and how far apart its lines stand. */
interface Column {
  left: number
  right: number
  size: number
  pitch: number
}

interface Open {
  text: string
  first: PrintedLine
  last: PrintedLine
  lines: number
}

/**
 * Joins printed lines to paragraphs, across pages too. A line goes on in the next one if it fills the column
 * and the next is of its size and not indented; titles, items, signatures and dates stay apart. Notes follow at the end.
 */
export function paragraphsFrom(pages: readonly Page[]): string[] {
  const columns = new Map<number, Column>()
  for (const { width } of pages) {
    const key = Math.round(width)
    if (!columns.has(key)) columns.set(key, columnOf(pages.filter(page => Math.round(page.width) === key)))
  }
  const texts: string[] = []
  let open = null as Open | null
  const close = (): void => {
    if (open) texts.push(open.text)
    open = null
  }
  for (const page of pages) {
    const column = columns.get(Math.round(page.width))
    let samePage = false
    for (const part of page.parts) {
      if (!isLine(part)) {
        close()
        texts.push(...part.table)
      } else if (open && column && goesOn(open, part, column, samePage)) {
        open = { ...open, text: joined([open.text, part.text]), last: part, lines: open.lines + 1 }
      } else {
        close()
        open = { text: part.text, first: part, last: part, lines: 1 }
      }
      samePage = true
    }
  }
  close()
  return [...texts, ...pages.flatMap(page => page.notes)]
}

function goesOn({ first, last, lines }: Open, next: PrintedLine, column: Column, samePage: boolean): boolean {
  const size = last.size
  if (Math.abs(next.size - size) > 0.15 * size) return false
  // Two characters of room: some signs may not begin a line, and take the one before with them.
  if (last.right < column.right - 2.2 * size) return false
  if (samePage && next.y - last.y > 1.45 * Math.max(column.pitch * (size / column.size), size)) return false
  if (/^附\s?件/.test(next.text)) return false
  const marked = markerOf(next.text) !== null
  if (marked && /[。；：;:！？]$/.test(last.text)) return false
  if (next.left <= column.left + 0.6 * size) return first.left <= column.left + 8 * size
  // An item whose further lines stand under its text, or a block that is indented as a whole.
  const hanging = markerOf(first.text) !== null && next.left > first.left + 0.5 * size && !marked
  const block = lines > 1 && Math.abs(next.left - last.left) < 0.3 * size && !marked
  return hanging || block
}

function columnOf(pages: readonly Page[]): Column {
  const lines = pages.flatMap(page => page.parts.filter(isLine))
  const size = commonest(lines.map(line => [line.size, line.text.length]))
  const body = lines.filter(line => Math.abs(line.size - size) < 0.15 * size)
  const widest = Math.max(0, ...body.map(line => line.right - line.left))
  const long = body.filter(line => line.right - line.left > 0.7 * widest)
  const gaps = pages.flatMap(page => {
    const own = page.parts.filter(isLine)
    return own.slice(1).map((line, index): [number, number] => [line.y - (own[index]?.y ?? 0), 1])
  })
  return {
    left: Math.min(...body.map(line => line.left)),
    right: commonest(long.map(line => [line.right, 1])),
    size,
    pitch: commonest(gaps),
  }
}

/** The value that weighs most, taken in steps of a point. */
function commonest(weighed: readonly [number, number][]): number {
  const weights = new Map<number, number>()
  let found = 0
  for (const [value, weight] of weighed) {
    const key = Math.round(value)
    const sum = (weights.get(key) ?? 0) + weight
    weights.set(key, sum)
    if (sum > (weights.get(found) ?? 0)) found = key
  }
  return found
}
