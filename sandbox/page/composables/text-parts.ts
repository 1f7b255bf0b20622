import { isWebAddress } from './address.ts'

export interface TextPart {
  words: string
  /** Null for what is not a link. */
  url: string | null
}

const anchor = /<a\s[^<>]*?href\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))[^<>]*>([^<>]*)<\/a>/gi

/** An address as it is typed; Chinese words and signs may stand right behind it. */
const bareAddress = /https?:\/\/[\w.:~%/?#@!$&*+,;=()[\]-]+/gi
/** What ends a sentence rather than an address. */
const tail = /(?:[.,;:!?*]|&[a-z]+;|(?<!\([^()]*)\))+$/i

/** Parts a text message as WeCom does: `<a href>` and addresses are links, and everything else stands as it was typed. */
export function textParts(text: string): TextPart[] {
  return anchored(text).flatMap(part => (part.url === null ? addressed(part.words) : [part]))
}

function addressed(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const found of text.matchAll(bareAddress)) {
    const url = found[0].replace(tail, '')
    if (!isWebAddress(url)) continue
    if (found.index > end) parts.push({ words: text.slice(end, found.index), url: null })
    parts.push({ words: url, url })
    end = found.index + url.length
  }
  if (end < text.length) parts.push({ words: text.slice(end), url: null })
  return parts
}

function anchored(text: string): TextPart[] {
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
