/** The kinds of file that can be read, by the end of their names: a new one is one more line. */
const formats: Record<string, (bytes: Uint8Array) => string> = {
  '.txt': decodeText,
}

/** The text of a file. Throws `Unreadable`, whose message is a sentence for people. */
export function textOfFile(name: string, bytes: Uint8Array): string {
  const end = /\.[^./\\]+$/.exec(name.toLowerCase())?.[0] ?? ''
  const read = Object.hasOwn(formats, end) ? formats[end] : undefined
  if (!read) throw new Unreadable(`目前能读的文件是 ${Object.keys(formats).join('、')}，请另存为其中一种后再试。`)
  return read(bytes)
}

/** UTF-8 with or without a byte order mark, else GB18030. The mark is not part of the text. */
function decodeText(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  throw new Unreadable('文件里的文字既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8 文本后再试。')
}

export class Unreadable extends Error {
  override name = 'Unreadable'
}
