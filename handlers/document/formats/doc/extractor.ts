import BufferReader from 'word-extractor/lib/buffer-reader.js'
import WordOleExtractor from 'word-extractor/lib/word-ole-extractor.js'
import { Labels } from '../numbering/labels.ts'
import { locked, Unreadable } from '../unreadable.ts'
import { isEncrypted, isModern, partOf } from './fib.ts'
import { listsOf } from './lists.ts'
import { charactersAt, paragraphAt, runsIn } from './runs.ts'
import { pictureAt, pictureLocation } from './pictures.ts'
import { edgesIn, sprm, sprmsIn } from './sprms.ts'
import { markIn, markOfStyle } from './styles.ts'

/** How a paragraph ends, and the label it begins with. */
export interface Ending {
  end: 'paragraph' | 'line in a cell' | 'cell' | 'row'
  list: string
  level: number
  /** Where the cells of a row begin and end. */
  edges: number[]
}

/** A paragraph's end is one character that names its kind: half a surrogate pair, which no text holds alone. */
const firstEnding = 0xdc00
const lastEnding = 0xdfff
/** Where a picture stands: those that may be shown each have a sign of their own, which no text holds. */
export const picture = '\ufffc'
const firstPicture = 0xfdd0
const lastPicture = 0xfdef
/** Where a note is referred to, and where it begins. */
export const noteSign = '\ufffa'
export const pictureSigns = /[\ufffc\ufdd0-\ufdef]/g

const cellMark = '\x07'
const noEnding: Ending = { end: 'paragraph', list: '', level: 0, edges: [] }

/** Adds to what word-extractor reads: lists, cells that hold several paragraphs, hidden text, places of pictures. */
export class DocExtractor extends WordOleExtractor {
  readonly #endings = new Map<string, { sign: string; ending: Ending }>()
  readonly #edits = new Map<number, string>()
  #labels = new Labels(new Map())
  #data: Buffer = Buffer.alloc(0)
  readonly #pictures: (Buffer | null)[] = []

  /** Body, notes and text boxes, each with the endings of their paragraphs; `endingOf` explains them. */
  async read(bytes: Buffer) {
    const reader = new BufferReader(bytes)
    await reader.open()
    const extracted = await this.extract(reader)
    const options = { filterUnicode: false, includeHeadersAndFooters: false }
    return {
      body: extracted.getBody(options),
      notes: [extracted.getFootnotes(options), extracted.getEndnotes(options)],
      boxes: extracted.getTextboxes(options),
    }
  }

  /** Undefined for what ends no paragraph. */
  endingOf(sign: string): Ending | undefined {
    return [...this.#endings.values()].find(known => known.sign === sign)?.ending
  }

  /** The picture that a sign stands for; null where it cannot be had. */
  pictureOf(sign: string): Buffer | null {
    return sign === picture ? null : (this.#pictures[sign.charCodeAt(0) - firstPicture] ?? null)
  }

  /** The label of the next paragraph; to be asked for in the order of the text. */
  labelOf({ list, level }: Ending): string {
    return list ? this.#labels.next(list, level) : ''
  }

  protected override async extractWordDocument(document: unknown, file: Buffer) {
    if (!isModern(file)) {
      throw new Unreadable('这份文档由很旧的 Word 保存，请用新版 Word 或 WPS 打开、另存为 .docx 后再发。')
    }
    if (isEncrypted(file)) throw locked()
    this.#data = await this.#streamNamed(document, 'Data')
    return super.extractWordDocument(document, file)
  }

  /** Empty where there is none. */
  async #streamNamed(document: unknown, name: string): Promise<Buffer> {
    try {
      return await this.streamBuffer(await this.documentStream(document, name))
    } catch {
      return Buffer.alloc(0)
    }
  }

  /** Anew for pieces of one byte a character, and without what word-extractor would write as a word. */
  protected override writePieces(file: Buffer, table: Buffer): void {
    super.writePieces(file, table)
    const western = new TextDecoder('windows-1252')
    let at = 0
    for (const piece of this._pieces) {
      if (!piece.unicode) piece.text = western.decode(file.subarray(piece.startFilePos, piece.endFilePos))
      piece.text = piece.text
        .replaceAll('\x1e', '-')
        .replaceAll('\x1f', '\0')
        .replaceAll('\x01', picture)
        .replaceAll('\x02', noteSign)
      piece.length = piece.text.length
      piece.startCp = at
      at += piece.length
      piece.endCp = at
    }
  }

  protected override writeCharacterProperties(file: Buffer, table: Buffer): void {
    super.writeCharacterProperties(file, table)
    for (const { from, to, properties } of runsIn(file, partOf(file, table, 'characters'), 1, charactersAt)) {
      for (const { code, value } of sprmsIn(properties)) {
        if (code === sprm.hidden && value === 1) for (let at = from; at < to; at++) this.#edits.set(at, '\0')
        if (code === pictureLocation) this.#placePicture(from, to, value)
      }
    }
  }

  protected override writeParagraphProperties(file: Buffer, table: Buffer): void {
    const { lists, levelOf } = listsOf(file, table)
    const ofStyle = markOfStyle(file, table)
    this.#labels = new Labels(lists)
    for (const { to, properties } of runsIn(file, partOf(file, table, 'paragraphs'), 13, paragraphAt)) {
      const style = ofStyle(properties.length < 2 ? 0 : properties.readUInt16LE(0))
      const own = markIn(properties.subarray(2))
      const list = String(own.list ?? style.list ?? '')
      const given = own.list === undefined ? levelOf(list, style.from) : undefined
      const level = own.level ?? given ?? style.level ?? 0
      this.#end(to, properties.subarray(2), lists.has(list) ? list : '', level)
    }
    this.#apply()
  }

  #end(to: number, properties: Buffer, list: string, level: number): void {
    const codes = new Set([...sprmsIn(properties)].filter(({ value }) => value !== 0).map(({ code }) => code))
    const piece = this._pieces.find(({ startFilePos, endFilePos }) => startFilePos < to && to <= endFilePos)
    if (!piece) return
    const at = to - piece.bpc
    const cell = piece.text[(at - piece.startFilePos) / piece.bpc] === cellMark
    const inTable = codes.has(sprm.inTable)
    const row = codes.has(sprm.endsRow)
    const end = row ? 'row' : cell ? 'cell' : inTable ? 'line in a cell' : 'paragraph'
    this.#edits.set(at, this.#signOf({ end, list: row ? '' : list, level, edges: row ? edgesIn(properties) : [] }))
  }

  #signOf(ending: Ending): string {
    const key = JSON.stringify(ending)
    const known = this.#endings.get(key)
    if (known) return known.sign
    const code = firstEnding + this.#endings.size
    // More kinds than signs: the rest go without labels.
    if (code > lastEnding - 4 && (ending.list || ending.edges.length))
      return this.#signOf({ ...noEnding, end: ending.end })
    const sign = String.fromCharCode(code)
    this.#endings.set(key, { sign, ending })
    return sign
  }

  #placePicture(from: number, to: number, location: number): void {
    const code = firstPicture + this.#pictures.length
    const piece = this._pieces.find(({ startFilePos, endFilePos }) => startFilePos <= from && to <= endFilePos)
    if (!piece || code > lastPicture) return
    const at = piece.text.indexOf(picture, (from - piece.startFilePos) / piece.bpc)
    const position = piece.startFilePos + at * piece.bpc
    if (at < 0 || position >= to) return
    this.#pictures.push(pictureAt(this.#data, location))
    this.#edits.set(position, String.fromCharCode(code))
  }

  #apply(): void {
    for (const piece of this._pieces) {
      const characters = piece.text.split('')
      characters.forEach((_, index) => {
        const edit = this.#edits.get(piece.startFilePos + index * piece.bpc)
        if (edit !== undefined) characters[index] = edit
      })
      piece.text = characters.join('')
    }
  }
}
