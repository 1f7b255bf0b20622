import { joined } from './join.ts'
import type { Line } from './lines.ts'
import { markerOf } from './words.ts'

/** A paragraph put together again, and the lines it came from. */
export interface Paragraph {
  text: string
  /** Index of its first line among those given, and of the first line after. */
  from: number
  to: number
}

const ended = /[。！？；：，、!?;:）)”》]$/
const longestLine = 400

/**
 * Puts lines together that a page or a picture broke in the middle of a sentence:
 * a line of at least 15 characters that ends in the middle of words goes on in the next line that has text.
 */
export function paragraphsOf(lines: readonly Line[]): Paragraph[] {
  const found: Paragraph[] = []
  lines.forEach(({ text }, index) => {
    if (!text) return
    const last = found.at(-1)
    if (last && index - last.to <= 3 && goesOn(lines[last.to - 1]?.text ?? '', text)) {
      last.text = joined([last.text, text])
      last.to = index + 1
    } else found.push({ text, from: index, to: index + 1 })
  })
  return found
}

/** Commas end no paragraph, but where blank lines part items they may end a line that is whole. */
function goesOn(text: string, next: string): boolean {
  if (text.length > longestLine || next.length > 4 * longestLine || next.includes('\t')) return false
  if (/[，、]$/.test(text)) return markerOf(next) === null
  return (
    text.length >= 15 &&
    !ended.test(text) &&
    /。/.test(next) &&
    markerOf(next) === null &&
    !/^第[一二三四五六]阶段/.test(next)
  )
}
