import { Unreadable } from './unreadable.ts'

/** UTF-8 with or without a byte order mark, UTF-16 with one, else GB18030. The mark is not part of the text. */
export function decodeText(bytes: Uint8Array): string {
  for (const encoding of [utf16(bytes) ?? 'utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  throw new Unreadable('文件里的文字既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8 文本后再试。')
}

function utf16([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : null
}
