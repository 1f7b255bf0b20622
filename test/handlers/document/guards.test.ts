import { readFile } from 'node:fs/promises'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { textOfFile } from '../../../handlers/document/formats.ts'
import { Unreadable } from '../../../handlers/document/formats/unreadable.ts'
import { pdfFile } from './pdf-file.ts'
import { drawing, paragraph, wordFile } from './word-file.ts'

const file = (name: string): Promise<Uint8Array> => readFile(new URL(`files/${name}`, import.meta.url))
const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1')

/** What people are told: one sentence, and nothing else. */
async function told(name: string, bytes: Uint8Array): Promise<string> {
  const error: unknown = await textOfFile(name, bytes).catch((error: unknown) => error)
  if (!(error instanceof Unreadable)) throw error
  expect(error.message).toMatch(/^[^。\n]+。$/)
  return error.message
}

/** An OLE file with these streams in its directory; `word` is what its stream begins with. */
function oleFile(names: readonly string[], word = Buffer.alloc(0)): Uint8Array {
  const bytes = Buffer.alloc(512 * 12)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  names.forEach((name, index) => {
    const at = 512 + index * 128
    bytes.write(name, at, 'utf16le')
    bytes.writeUInt16LE(name.length * 2 + 2, at + 64)
    bytes.writeUInt8(2, at + 66)
  })
  word.copy(bytes, 1024)
  return bytes
}

describe('a file that cannot be read', () => {
  it.each([
    ['a picture', '通知.png', ascii('\x89PNG\r\n\x1a\n'), '这是一张图片'],
    ['a picture by another name', '通知.docx', ascii('\xff\xd8\xff\xe0'), '这是一张图片'],
    [
      'a spreadsheet',
      '表.xlsx',
      zipSync({ '[Content_Types].xml': strToU8('<a/>'), 'xl/workbook.xml': strToU8('<a/>') }),
      'Excel',
    ],
    ['an old spreadsheet by another name', '表.doc', oleFile(['Root Entry', 'Workbook']), 'Excel'],
    ['an OFD', '通知.ofd', zipSync({ 'OFD.xml': strToU8('<a/>') }), 'OFD'],
    ['a zip', '通知.zip', zipSync({ 'a.txt': strToU8('a') }), '解压'],
    ['a rar by another name', '通知.docx', ascii('Rar!\x1a\x07'), '解压'],
    ['RTF, as many a .doc is', '通知.doc', ascii('{\\rtf1 abc}'), 'RTF'],
    ['a web page, as many a .doc is', '通知.doc', ascii('<html><body>a</body></html>'), '网页'],
    ['bytes of no kind', '通知.txt', Uint8Array.from([0, 1, 2, 3]), '无法识别'],
    ['an empty file', '通知.txt', new Uint8Array(), '空文件'],
    ['a text of blanks', '通知.txt', ascii(' \n\n '), '没有文字'],
    ['a password of Office', '通知.docx', oleFile(['Root Entry', 'EncryptionInfo', 'EncryptedPackage']), '密码'],
    ['more than 20 MB', '通知.txt', new Uint8Array(20 * 1024 * 1024 + 1), '20 MB'],
    ['more text than anybody sends', '通知.txt', ascii('a'.repeat(400_001)), '40 万字'],
  ])('is %s', async (_, name, bytes, word) => {
    expect(await told(name, bytes)).toContain(word)
  })

  it.each([
    ['docx', '通知.doc', 'Word 文档', '.docx'],
    ['docx', '通知.txt', 'Word 文档', '.docx'],
    ['doc', '通知.docx', '旧版 Word 文档', '.doc'],
    ['pdf', '通知.docx', 'PDF', '.pdf'],
    ['txt', '通知.pdf', '纯文本', '.txt'],
    ['docx', '通知', 'Word 文档', '.docx'],
  ])('is a .%s called %s: what it really is, and how to name it', async (end, name, what, right) => {
    const sentence = await told(name, await file(`notice.${end}`))
    expect(sentence).toContain(`${what}，请把后缀改为 ${right} `)
  })

  it.each(['docx', 'doc', 'pdf'])('is a .%s that was cut off', async end => {
    const bytes = await file(`notice.${end}`)
    expect(await told(`通知.${end}`, bytes.subarray(0, bytes.length / 3))).toMatch(/损坏|没有文字/)
  })

  it('is a .docx with nothing but pictures', async () => {
    expect(await told('通知.docx', wordFile({ body: paragraph(drawing) }))).toContain('OCR')
  })

  it('is a .docx without text, without its main part, or not well formed', async () => {
    expect(await told('通知.docx', wordFile({ body: paragraph('') }))).toContain('没有文字')
    expect(await told('通知.docx', wordFile({ body: '<w:p>' }))).toContain('损坏')
    const empty = zipSync({ '[Content_Types].xml': strToU8('<a/>'), 'word/a.xml': strToU8('<a/>') })
    expect(await told('通知.docx', empty)).toContain('损坏')
  })

  it('is a PDF that only shows a picture', async () => {
    expect(await told('通知.pdf', pdfFile(['q 100 0 0 100 0 0 cm Q']))).toContain('OCR')
  })

  it('is a PDF with a password', async () => {
    const locked = `/Encrypt<</Filter/Standard/V 1/R 2/O<${'00'.repeat(32)}>/U<${'00'.repeat(32)}>/P -4>>/ID[<00><00>]`
    expect(await told('通知.pdf', pdfFile([''], locked))).toContain('密码')
  })

  it('is a .doc with a password', async () => {
    const bytes = Buffer.from(await file('notice.doc'))
    const head = bytes.indexOf(Buffer.from('eca5', 'hex'))
    bytes.writeUInt16LE(bytes.readUInt16LE(head + 10) | 0x0100, head + 10)
    expect(await told('通知.doc', bytes)).toContain('密码')
  })
})
