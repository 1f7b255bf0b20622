import type { PrintedLine } from './lines.ts'
import { isLine, type Page } from './pages.ts'

const pageNumber = /^(?:[-—–－·•\s]{0,4}\d{1,4}[-—–－·•\s]{0,4}|第\s?\d{1,4}\s?页.{0,12}|\d{1,4}\s?\/\s?\d{1,4})$/
/** The share of a page at its top and bottom where furniture stands. */
const margin = 0.12
/** On so many pages a line must come again to be furniture. */
const often = 3

/** Takes page numbers away, and lines that come again at the edge of page after page. */
export function withoutFurniture(pages: readonly Page[]): Page[] {
  const edges = pages.map(page => edgesOf(page))
  const counts = new Map<string, number>()
  for (const lines of edges) {
    for (const key of new Set(lines.map(line => keyOf(line.text)))) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return pages.map((page, index) => {
    const gone = (edges[index] ?? []).filter(
      line => isNumber(line, page) || (keyOf(line.text) !== '' && (counts.get(keyOf(line.text)) ?? 0) >= often),
    )
    return { ...page, parts: page.parts.filter(part => !isLine(part) || !gone.includes(part)) }
  })
}

/** The first and the last two lines, as far as they stand in the margins. */
function edgesOf({ parts, height }: Page): PrintedLine[] {
  const lines = parts.filter(isLine)
  const edges = new Set([...lines.slice(0, 2), ...lines.slice(-2)])
  return [...edges].filter(({ y }) => y < height * margin || y > height * (1 - margin))
}

/** The very first or last line, and not as near to the text as its own lines are. */
function isNumber(line: PrintedLine, { parts }: Page): boolean {
  if (!pageNumber.test(line.text.trim())) return false
  const lines = parts.filter(isLine)
  const at = lines.indexOf(line)
  const next = at === 0 ? lines[1] : lines[at - 1]
  const isEdge = at === 0 || at === lines.length - 1
  return isEdge && (!next || Math.abs(next.y - line.y) > 1.8 * Math.max(next.size, line.size))
}

const keyOf = (text: string): string => text.replace(/[\d\s]/g, '')
