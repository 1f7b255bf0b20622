import { isDateLine } from '../../date-line.ts'
import { isOffice } from '../../words.ts'
import { type Cell, oneLine, tableLines, unindented } from '../table-lines.ts'
import { notKept } from '../../picture-marks.ts'
import { Album, pictureLimits } from '../album.ts'
import type { FileText } from '../text.ts'
import { DocExtractor, type Ending, noteSign, pictureSigns } from './extractor.ts'

/** A half of a surrogate pair without its first half. */
const ending = /(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Reads an old .doc: body, text boxes, notes, with the labels that Word generates. Headers and footers are left out. */
export async function readDoc(bytes: Uint8Array): Promise<FileText> {
  const extractor = new DocExtractor()
  const { body, notes, boxes } = await extractor.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  const album = new Album()
  const lines = new Lines(extractor, album)
  let number = 0
  for (const text of [body, boxes]) lines.add(text.replaceAll(noteSign, () => `［${++number}］`))
  const said = notes
    .flatMap(text => new Lines(extractor, album).add(text.replaceAll(noteSign, '')).lines)
    .filter(line => line.trim() !== '')
  const numbered = said.map((line, index) => `［${index + 1}］${line.trim()}`)
  const text = [...lines.lines, ...numbered].join('\n')
  return { text, images: album.images, pictures: album.in(text) }
}

interface Row {
  cells: string[]
  edges: number[]
}

/** Edges nearer than this, in twentieths of a point, are one. */
const near = 40

/** A cell takes as many columns as other rows have edges inside it. */
function spread(rows: readonly Row[]): Cell[][] {
  const edges: number[] = []
  for (const edge of rows.flatMap(row => row.edges).toSorted((a, b) => a - b)) {
    if (edge - (edges.at(-1) ?? -Infinity) > near) edges.push(edge)
  }
  return rows.map(row =>
    row.cells.map((text, index) => {
      const [from, to] = [row.edges[index], row.edges[index + 1]]
      const within = edges.filter(
        edge => from !== undefined && to !== undefined && edge > from + near && edge < to - near,
      )
      return { text, columns: within.length + 1, rows: 1 }
    }),
  )
}

class Lines {
  readonly lines: string[] = []
  readonly #extractor: DocExtractor
  readonly #album: Album
  #rows: Row[] = []
  #row: string[] = []
  #cell: string[] = []

  constructor(extractor: DocExtractor, album: Album) {
    this.#extractor = extractor
    this.#album = album
  }

  add(text: string): this {
    let from = 0
    for (const { 0: sign, index } of text.matchAll(ending)) {
      this.#paragraph(text.slice(from, index), this.#extractor.endingOf(sign))
      from = index + 1
    }
    if (from < text.length) this.#paragraph(text.slice(from), undefined)
    this.#endTable()
    return this
  }

  #paragraph(raw: string, kind: Ending | undefined): void {
    if (kind?.end === 'row') {
      this.#rows.push({ cells: this.#row, edges: kind.edges })
      this.#row = []
      return
    }
    const label = kind ? this.#extractor.labelOf(kind) : ''
    const pictures = [...raw.matchAll(pictureSigns)].map(([sign]) => this.#mark(sign))
    const text = unindented(label + raw.replaceAll(pictureSigns, '').replaceAll('\u00a0', ' '))
    if (kind?.end === 'cell' || kind?.end === 'line in a cell') {
      this.#cell.push(text, ...pictures)
      if (kind.end === 'cell') this.#endCell()
      return
    }
    this.#endTable()
    if (text || pictures.length === 0) this.lines.push(...text.split('\n'))
    const stamped = isOffice(text.trim()) || isDateLine(text.trim())
    if (!stamped) this.lines.push(...pictures)
  }

  #mark(sign: string): string {
    const bytes = this.#extractor.pictureOf(sign)
    if (bytes === null) return this.#album.miss(notKept.format)
    return bytes.length > pictureLimits.bytes ? this.#album.miss(notKept.size) : this.#album.add(bytes)
  }

  #endCell(): void {
    this.#row.push(oneLine(this.#cell))
    this.#cell = []
  }

  #endTable(): void {
    if (this.#row.length) this.#rows.push({ cells: this.#row, edges: [] })
    this.lines.push(...tableLines(spread(this.#rows)))
    this.#rows = []
    this.#row = []
  }
}
