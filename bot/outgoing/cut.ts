/**
 * Cutting and cleaning of texts to what WeCom takes.
 * Where the vendor counts 字, UTF-16 code units are counted: never fewer than the characters, so the limit holds either way.
 */

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** The last place at or before `index` where no character is torn: no surrogate pair, no combining mark, no CRLF. */
export function wholeBefore(text: string, index: number): number {
  if (index <= 0 || index >= text.length) return Math.max(0, Math.min(index, text.length))
  // A mark reaches back over few characters; the segmenter need not see the whole text.
  const from = safeStart(text, Math.max(0, index - 256))
  const segment = graphemes.segment(text.slice(from, index + 2)).containing(index - from)
  return segment ? from + segment.index : index
}

/** Not between the halves of a surrogate pair. */
export const safeStart = (text: string, index: number): number =>
  /[\ud800-\udbff]/.test(text.charAt(index - 1)) && /[\udc00-\udfff]/.test(text.charAt(index)) ? index - 1 : index

/** At most `limit` code units; what is cut ends in … */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  return `${text.slice(0, wholeBefore(text, limit - 1)).trimEnd()}…`
}

/** At most `limit` bytes of UTF-8; what is cut ends in … */
export function cutBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text
  return `${text.slice(0, wholeBefore(text, indexAtBytes(text, 0, limit - 3))).trimEnd()}…`
}

/** The largest index up to which `text` from `start` has at most `limit` bytes, at a code point. */
export function indexAtBytes(text: string, start: number, limit: number): number {
  let bytes = 0
  let index = start
  while (index < text.length) {
    const point = text.codePointAt(index) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
    if (bytes > limit) return index
    index += point < 0x10000 ? 1 : 2
  }
  return index
}

/**
 * Text as WeCom can show it: line ends as one, no control characters and no torn surrogates.
 * JSON would write those as `\uxxxx`, which WeCom refuses (40033).
 */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u000b\u000c]/g, '\n')
    .replace(/[\u0000-\u0008\u000e-\u001f]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
}

/** The same on one line. */
export const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim()
