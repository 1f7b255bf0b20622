import { isPictures } from './picture-marks.ts'

/**
 * One line of a text. `raw` are its exact characters with the line end; `text` is what it says, free of markup:
 * nothing, where only pictures stand in it.
 */
export interface Line {
  /** Where `raw` begins in the text. */
  start: number
  /** Where `raw` ends. */
  end: number
  raw: string
  /** Trimmed, without markdown signs, digits half-width. Empty for a blank line. */
  text: string
}

/** Splits at `\r\n`, `\n` or `\r`. Joining the `raw` gives back the text, character by character. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  const ends = /\r\n|\n|\r/g
  let start = 0
  while (start < text.length) {
    const end = ends.exec(text) ? ends.lastIndex : text.length
    const raw = text.slice(start, end)
    lines.push({ start, end, raw, text: plain(raw) })
    start = end
  }
  return lines
}

/** What a line says: without the signs that markdown or text recognition put around it. */
export function plain(raw: string): string {
  if (isPictures(raw)) return ''
  const bare = trim(raw).replace(/^#{1,6}(?=[^#])/, '')
  return halfDigits(trim(trim(bare).replace(/^[-*+][ \t]+/, '')).replaceAll('**', ''))
}

/** `１２` as `12`; the length stays, so offsets hold. */
export function halfDigits(text: string): string {
  return text.replace(/[０-９]/g, digit => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
}

const invisible = /[\s\u200b\u2060\ufeff]/

/** Trims what nobody sees, zero-width characters included. No regular expression: those are quadratic at the end. */
export function trim(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && invisible.test(text.charAt(start))) start++
  while (end > start && invisible.test(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

/** Without any white space: for comparing what was broken into lines differently. */
export const squeezed = (text: string): string => text.replace(/[\s\u200b\u2060\ufeff]/g, '')
