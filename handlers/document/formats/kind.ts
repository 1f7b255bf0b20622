import { unzipSync } from 'fflate'
import { ole } from './ole.ts'
import { damaged, locked, Unreadable } from './unreadable.ts'

export type Kind = 'docx' | 'doc' | 'pdf' | 'txt'

export const readable = 'Word（.docx、.doc）、PDF（.pdf）和纯文本（.txt）'

/** Of what begins otherwise, what it is, and what to do about it. Bytes as characters of one byte. */
const others: [RegExp, string][] = [
  [/^\x89PNG|^\xff\xd8\xff|^GIF8|^BM.{4}\0\0\0\0|^II\*\0|^MM\0\*|^RIFF.{4}WEBP|^.{4}ftyp(?:heic|heix|mif1)/s, '图片'],
  [/^\{\\rtf/, 'RTF 文档'],
  [/^(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<head)/i, '网页'],
  [/^(?:MIME-Version:|From: <Saved by|Message-ID:)/i, '网页'],
  [/^(?:\xef\xbb\xbf)?\s*<\?xml/, 'XML 文件'],
  [/^(?:Rar!|7z\xbc\xaf|\x1f\x8b)/, '压缩包'],
  [/^(?:MZ|\x7fELF)/, '程序'],
]

/** What a file really is, by its bytes and never by its name. Throws `Unreadable` for what cannot be read. */
export function kindOf(bytes: Uint8Array): Kind {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1')
  if (start.startsWith('PK')) return kindOfZip(bytes)
  if (start.startsWith(ole.start)) return kindOfOle(bytes)
  if (/^(?:\xef\xbb\xbf)?[\s\0]*%PDF-/.test(start)) return 'pdf'
  const other = others.find(([sign]) => sign.test(start))
  if (other) throw cannotRead(other[1])
  if (isBinary(bytes)) throw cannotRead('无法识别的文件')
  return 'txt'
}

/** The bytes of a text hold no signs that only programs use. */
function isBinary(bytes: Uint8Array): boolean {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  return !isUtf16 && bytes.subarray(0, 64 * 1024).some(byte => byte < 9 || (byte > 13 && byte < 26) || byte === 28)
}

function cannotRead(what: string): Unreadable {
  if (what === '图片') return new Unreadable('这是一张图片，请发 Word 版，或先做文字识别（OCR）、存为 Word 后再发。')
  if (what === '压缩包') return new Unreadable('这是压缩包，请解压后把里面的文件发来。')
  return new Unreadable(`这是${what}，目前能读的是 ${readable}，请另存为其中一种后再发。`)
}

function kindOfZip(bytes: Uint8Array): Kind {
  const names: string[] = []
  try {
    unzipSync(bytes, { filter: ({ name }) => (names.push(name), false) })
  } catch (error) {
    throw damaged(error)
  }
  const has = (name: string): boolean => names.includes(name)
  const within = (folder: string): boolean => names.some(name => name.startsWith(folder))
  if (has('[Content_Types].xml')) {
    if (within('word/')) return 'docx'
    if (within('xl/')) throw cannotRead(' Excel 表格')
    if (within('ppt/')) throw cannotRead(' PowerPoint 演示文稿')
  }
  if (has('OFD.xml')) {
    throw new Unreadable('这是 OFD 版式文件，请用 OFD 阅读器或 WPS 打开、另存为 Word 或 PDF 后再发。')
  }
  if (has('META-INF/manifest.xml') && has('content.xml')) throw cannotRead(' OpenDocument 文档')
  throw cannotRead('压缩包')
}

function kindOfOle(bytes: Uint8Array): Kind {
  const names = ole.namesIn(bytes)
  if (names.has('EncryptedPackage')) throw locked()
  if (names.has('WordDocument')) return 'doc'
  if (names.has('Workbook') || names.has('Book')) throw cannotRead(' Excel 表格')
  if (names.has('PowerPoint Document')) throw cannotRead(' PowerPoint 演示文稿')
  if (names.size === 0) throw damaged()
  throw cannotRead('无法识别的文件')
}
