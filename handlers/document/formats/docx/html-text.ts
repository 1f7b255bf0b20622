import { isDateLine } from '../../date-line.ts'
import { isOffice } from '../../words.ts'
import { type Cell, oneLine, tableLines, unindented } from '../table-lines.ts'
import { walk } from './walk.ts'

/**
 * The text of the HTML that mammoth makes without its style map: a paragraph a line, an empty one for an empty
 * paragraph; a table's rows as lines with tabs; a picture as the mark in its `src` on a line of its own; notes at the end.
 */
export function textOfHtml(html: string): string {
  const page = new Page()
  walk(`<body>${html}</body>`, {
    open: (name, attributes) => page.open(name, attributes),
    close: name => page.close(name),
    text: text => page.say(text),
  })
  return page.read()
}

class Page {
  readonly #lines: string[] = []
  readonly #notes: string[][] = []
  /** Tables inside one another; a cell collects its lines. */
  readonly #tables: { rows: Cell[][]; cell: string[] }[] = []
  #paragraph: string | null = null
  #pictured: string[] = []
  #inNote = false
  #inReference = false

  open(name: string, attributes: Record<string, string>): void {
    const { id = '' } = attributes
    if (name === 'p') this.#paragraph = ''
    else if (name === 'br') this.#add('\n')
    else if (name === 'img') this.#pictured.push(attributes.src ?? '')
    else if (name === 'input') this.#add(attributes.checked === undefined ? '□' : '☑')
    else if (name === 'a') this.#inReference = /^(?:foot|end)note-ref-/.test(id)
    else if (name === 'li' && /^(?:foot|end)note-/.test(id)) {
      this.#inNote = true
      this.#notes.push([])
    } else if (name === 'table') this.#tables.push({ rows: [], cell: [] })
    else if (name === 'tr') this.#tables.at(-1)?.rows.push([])
    else if (name === 'td' || name === 'th') {
      const { colspan = '1', rowspan = '1' } = attributes
      this.#tables
        .at(-1)
        ?.rows.at(-1)
        ?.push({ text: '', columns: Number(colspan), rows: Number(rowspan) })
    }
  }

  close(name: string): void {
    if (name === 'p') this.#endParagraph()
    else if (name === 'a') this.#inReference = false
    else if (name === 'li') this.#inNote = false
    else if (name === 'td' || name === 'th') this.#endCell()
    else if (name === 'table') this.#endTable()
  }

  /** The arrow is mammoth's way back from a note. */
  say(text: string): void {
    if (this.#inReference) this.#add(text.replace(/^\[(\d+)\]$/, '［$1］'))
    else if (!(this.#inNote && text === '↑')) this.#add(text)
  }

  read(): string {
    const notes = this.#notes.map((lines, index) => `［${index + 1}］${oneLine(lines)}`)
    return [...this.#lines, ...notes].join('\n')
  }

  #add(text: string): void {
    if (this.#paragraph !== null) this.#paragraph += text
  }

  #put(lines: readonly string[]): void {
    const into = this.#tables.at(-1)?.cell ?? (this.#inNote ? this.#notes.at(-1) : undefined) ?? this.#lines
    for (const line of lines) into.push(line)
  }

  #endParagraph(): void {
    const text = unindented(plain(this.#paragraph ?? ''))
    // What is stamped on a signature must not come between its lines.
    const stamped = isOffice(text.trim()) || isDateLine(text.trim())
    this.#put(text || !this.#pictured.length ? text.split('\n') : [])
    if (!stamped) this.#put(this.#pictured)
    this.#pictured = []
    this.#paragraph = null
  }

  #endCell(): void {
    const table = this.#tables.at(-1)
    const cell = table?.rows.at(-1)?.at(-1)
    if (!table || !cell) return
    cell.text = oneLine(table.cell)
    table.cell = []
  }

  /** A table inside a cell is its texts. */
  #endTable(): void {
    const lines = tableLines(this.#tables.pop()?.rows ?? [])
    this.#put(this.#tables.length ? lines.map(line => line.replaceAll('\t', ' ')) : lines)
  }
}

/** Without the hyphens that only show where a line breaks there. */
const plain = (text: string): string =>
  text.replaceAll('\u00ad', '').replaceAll('\u2011', '-').replaceAll('\u00a0', ' ')
