import type { PDFPageProxy } from 'unpdf/pdfjs'
import { meant } from './characters.ts'
import { applied, matrixOf, multiplied } from './matrix.ts'

/** A piece of text as it is set on a page; the page's origin is at the top left, lengths are in points. */
export interface Word {
  text: string
  left: number
  right: number
  /** Its base line. */
  y: number
  size: number
}

/** The pieces of text of a page that stand upright. Watermarks across the page are left out, and so are blanks alone. */
export async function wordsOf(page: PDFPageProxy): Promise<Word[]> {
  const transform = matrixOf(page.getViewport({ scale: 1 }).transform)
  const { items } = await page.getTextContent({ disableNormalization: true })
  return items.flatMap(item => {
    if (!('str' in item) || item.str.trim() === '') return []
    const set = matrixOf(item.transform)
    const own = multiplied(transform, set)
    if (Math.abs(own[1]) > 0.1 * Math.abs(own[0]) || own[0] <= 0) return []
    const [left, y] = applied(transform, set[4], set[5])
    const blanks = /^\s*/.exec(item.str)?.[0].length ?? 0
    const perCharacter = item.width / Math.max(1, item.str.length)
    const size = Math.abs(own[3]) || item.height
    const word = { text: meant(item.str.trim()), left: left + blanks * perCharacter, right: left + item.width, y, size }
    return [word]
  })
}

/** The parts of a word between its blanks, where they stand by the usual width of characters. */
export function partsOf(word: Word): Word[] {
  const parts = word.text.split(/\s+/)
  const widths = parts.map(part => [...part].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 1 : 0.5) * word.size, 0))
  const blanks = word.right - word.left - widths.reduce((sum, width) => sum + width, 0)
  const blank = parts.length > 1 ? blanks / (parts.length - 1) : 0
  let at = word.left
  return parts.map((text, index) => {
    const left = at
    const right = left + (widths[index] ?? 0)
    at = right + blank
    return { ...word, text, left, right }
  })
}
