import { indexAtBytes, safeStart, wholeBefore } from './cut.ts'

/** What a text message holds, in bytes (vendor page 90236); beyond it WeCom cuts without a word. */
export const textLimit = 2048

/** Where a reader does not mind a break, best first. A closing quotation mark stays with its sentence. */
const breaks = [/\n+/g, /[。！？；…]+[”’」』）】》]*/g, /[，、,][”’」』）】》]*/g]

/**
 * Divides a text into parts of at most `limit` bytes that, joined, are the text again, byte for byte.
 * Breaks after a paragraph, else after a sentence, else after a comma, each only in the latter half of a part, so that
 * parts stay few; else between two characters. Never inside a surrogate pair or before a combining mark
 * (unless one character alone, with its marks, is longer than `limit`). `limit` is at least 4.
 */
export function split(text: string, limit = textLimit): string[] {
  const parts: string[] = []
  let start = 0
  while (start < text.length) {
    const end = indexAtBytes(text, start, limit)
    const at = end === text.length ? end : breakBetween(text, start, end)
    parts.push(text.slice(start, at))
    start = at
  }
  return parts
}

function breakBetween(text: string, start: number, end: number): number {
  const half = start + Math.floor((end - start) / 2)
  for (const kind of breaks) {
    const found = [...text.slice(half, end).matchAll(kind)].map(match => half + match.index + match[0].length)
    const best = found.findLast(index => wholeBefore(text, index) === index)
    if (best !== undefined && best > start) return best
  }
  const whole = wholeBefore(text, end)
  return whole > start ? whole : safeStart(text, end)
}
