import { isDateLine } from '../../date-line.ts'
import { isOffice } from '../../words.ts'
import { type Cell, oneLine, tableLines, unindented } from '../table-lines.ts'
import { bareMark } from '../../picture-marks.ts'
import type { FileText } from '../text.ts'
import { DocExtractor, type Ending, noteSign, picture } from './extractor.ts'

/** A half of a surrogate pair without its first half. */
const ending = /(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Reads an old .doc: body, text boxes, notes, with the labels that Word generates. Headers and footers are left out. */
export async function readDoc(bytes: Uint8Array): Promise<FileText> {
  const extractor = new DocExtractor()
  const { body, notes, boxes } = await extractor.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  const lines = new Lines(extractor)
  let number = 0
  for (const text of [body, boxes]) lines.add(text.replaceAll(noteSign, () => `［${++number}］`))
  const said = notes
    .flatMap(text => new Lines(extractor).add(text.replaceAll(noteSign, '')).lines)
    .filter(line => line.trim() !== '')
  const numbered = said.map((line, index) => `［${index + 1}］${line.trim()}`)
  return { text: [...lines.lines, ...numbered].join('\n'), images: lines.images, pictures: [] }
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
  images = 0
  readonly #extractor: DocExtractor
  #rows: Row[] = []
  #row: string[] = []
  #cell: string[] = []

  constructor(extractor: DocExtractor) {
    this.#extractor = extractor
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
    const pictures = raw.split(picture).length - 1
    const text = unindented(label + raw.replaceAll(picture, '').replaceAll('\u00a0', ' '))
    this.images += pictures
    if (kind?.end === 'cell' || kind?.end === 'line in a cell') {
      this.#cell.push(text, ...Array.from({ length: pictures }, () => bareMark))
      if (kind.end === 'cell') this.#endCell()
      return
    }
    this.#endTable()
    if (text || pictures === 0) this.lines.push(...text.split('\n'))
    const stamped = isOffice(text.trim()) || isDateLine(text.trim())
    if (!stamped) this.lines.push(...Array.from({ length: pictures }, () => bareMark))
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
