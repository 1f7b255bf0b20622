import { isWebAddress } from './address.ts'

export interface TextPart {
  words: string
  /** Null for what is not a link. */
  url: string | null
}

const anchor = /<a\s[^<>]*?href\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))[^<>]*>([^<>]*)<\/a>/gi

/** Parts a text message as WeCom does: `<a href>` is a link, and everything else stands as it was typed. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const found of text.matchAll(anchor)) {
    const [whole, doubled, single, bare, words = ''] = found
    const url = (doubled ?? single ?? bare ?? '').replaceAll('&amp;', '&')
    if (!isWebAddress(url)) continue
    if (found.index > end) parts.push({ words: text.slice(end, found.index), url: null })
    parts.push({ words: words || url, url })
    end = found.index + whole.length
  }
  if (end < text.length) parts.push({ words: text.slice(end), url: null })
  return parts
}
