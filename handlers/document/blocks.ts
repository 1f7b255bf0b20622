import { layoutOf, type Layout } from './layout.ts'
import { type Line, trim } from './lines.ts'
import { isPictures } from './picture-marks.ts'
import { type Span, spansOf } from './spans.ts'
import { type TextTable, tablesIn } from './tables-in-text.ts'
import { markerOf } from './words.ts'

interface Written {
  /** The characters it was made of, blank lines after it included. Those of all blocks are the whole text. */
  raw: string
  /** What is shown: without markdown signs and outer blanks. */
  text: string
  /** `text` in stretches of one weight. */
  spans: Span[]
}

/** A piece of a document as a page sets it. */
export type Block =
  /** A line of the title: of the document, or of an attachment under its label. */
  | ({ kind: 'title' } & Written)
  /** `各科室、各部门：` Not indented. */
  | ({ kind: 'addressees' } & Written)
  /** `附件1：` */
  | ({ kind: 'attachment' } & Written)
  /** `一、` 1, `（一）` 2, `1.` 3, `（1）` 4. The number stays in the text. */
  | ({ kind: 'heading'; level: 1 | 2 | 3 | 4 } & Written)
  /** An item whose printed number is `marker`; `text` is without it. */
  | ({ kind: 'item'; marker: string } & Written)
  | ({ kind: 'quote' } & Written)
  /** The name of an office under the text. Set to the right. */
  | ({ kind: 'signature' } & Written)
  /** The date under it. Set to the right. */
  | ({ kind: 'date' } & Written)
  | ({ kind: 'paragraph' } & Written)
  /** Pictures, one after another: `text` is their marks, see `picture-marks.ts`. */
  | ({ kind: 'picture' } & Written)
  | { kind: 'table'; raw: string; rows: string[][] }

/**
 * Parts a text into blocks, one a printed line; a table is one. No character is lost:
 * the `raw` of the blocks, one after another, are the text. Blank lines belong to the block before them,
 * those at the very beginning to the first. A text of nothing but blanks is one empty paragraph, an empty text none.
 */
export function blocksOf(text: string): Block[] {
  if (!text) return []
  const layout = layoutOf(text)
  const { lines } = layout
  const roles = rolesIn(layout)
  const tables = new Map(tablesIn(lines).map(table => [table.from, table]))
  const blocks: Block[] = []
  let leading = ''
  for (let index = 0; index < lines.length;) {
    const table = roles.has(index) ? undefined : tables.get(index)
    const to = table?.to ?? index + 1
    const raw = lines
      .slice(index, to)
      .map(line => line.raw)
      .join('')
    const last = blocks.at(-1)
    if (!table && lines[index]?.text === '' && !isPictures(raw)) {
      if (last) last.raw += raw
      else leading += raw
    } else {
      blocks.push(table ? tableBlock(table, leading + raw) : lineBlock(lines, index, leading + raw, roles.get(index)))
      leading = ''
    }
    index = to
  }
  return blocks.length ? blocks : [{ kind: 'paragraph', raw: text, text: '', spans: [] }]
}

type Role = 'title' | 'addressees' | 'attachment' | 'signature' | 'date' | 'entry' | 'above'

/** What surroundings alone can tell. An `entry` of a list of attachments and a line `above` the title are no headings. */
function rolesIn({ lines, head, listLines, attachments, embedded, signature }: Layout): Map<number, Role> {
  const roles = new Map<number, Role>()
  const give = (role: Role, from: number, to = from + 1): void => {
    for (let index = from; index < to; index++) if (lines[index]?.text) roles.set(index, role)
  }
  for (const line of listLines) give('entry', line)
  give('above', 0, head.title?.from ?? 0)
  if (head.title) give('title', head.title.from, head.title.to)
  if (head.addressees !== null) give('addressees', head.title?.to ?? 0, head.to)
  if (embedded) give('title', embedded.title.from, embedded.title.to)
  for (const { from, content } of attachments) {
    give('attachment', from)
    give('title', from + 1, content)
  }
  for (const line of signature.officeLines) give('signature', line)
  if (signature.dateLine !== null) give('date', signature.dateLine)
  return roles
}

const tableBlock = ({ rows }: TextTable, raw: string): Block => ({ kind: 'table', raw, rows })

function lineBlock(lines: readonly Line[], index: number, raw: string, role: Role | undefined): Block {
  const line = lines[index]
  if (isPictures(raw)) return { kind: 'picture', raw, text: trim(raw), spans: [] }
  const shown = trim(trim(line?.raw ?? '').replace(/^#{1,6}(?=[^#])/, ''))
  if (role && role !== 'entry' && role !== 'above') return { kind: role, raw, ...written(shown) }
  if (shown.startsWith('>')) return { kind: 'quote', raw, ...written(trim(shown.replace(/^>+/, ''))) }
  const said = line?.text ?? ''
  const marker = markerOf(said)
  const hashes = /^#{1,6}(?=[^#])/.exec(trim(line?.raw ?? ''))?.[0].length ?? 0
  const level = role ? null : headingLevel(lines, index, hashes)
  if (level) return { kind: 'heading', level, raw, ...written(shown) }
  if (marker) return { kind: 'item', marker: marker.sign, raw, ...written(withoutMarker(shown, marker.sign)) }
  const bullet = /^[-*+•●]\s{1,4}(?=\S)/.exec(shown)?.[0]
  if (bullet) return { kind: 'item', marker: '•', raw, ...written(shown.slice(bullet.length)) }
  if (/^“[^“”]{2,2000}”$/.test(shown)) return { kind: 'quote', raw, ...written(shown) }
  return { kind: 'paragraph', raw, ...written(shown) }
}

function written(text: string): { text: string; spans: Span[] } {
  const spans = spansOf(text)
  return { text: spans.map(span => span.text).join(''), spans }
}

/** Takes the number away, also from inside `**（一）…**`. A number in other characters than read (１．) is as long. */
function withoutMarker(shown: string, sign: string): string {
  const bullet = /^[-+][ \t]+|^\*[ \t]+/.exec(shown)?.[0].length ?? 0
  const rest = shown.slice(bullet)
  return rest.startsWith('**') ? `**${rest.slice(2 + sign.length).trimStart()}` : rest.slice(sign.length).trimStart()
}

/** A short line with a number, or with # before it, that ends without punctuation and has something under it. */
function headingLevel(lines: readonly Line[], index: number, hashes: number): 1 | 2 | 3 | 4 | null {
  const text = lines[index]?.text ?? ''
  const marker = markerOf(text)
  if (!marker && !hashes) return null
  if (text.length > 50 || /[。；，、,;]$/.test(text) || /[。；]/.test(text)) return null
  if (hashes) return marker?.level ?? (hashes <= 2 ? 1 : hashes === 3 ? 2 : 3)
  if (marker?.level === 1) return 1
  const next = nextText(lines, index)
  const sibling = [next, textBefore(lines, index)].some(text => markerOf(text)?.level === marker?.level)
  return next === '' || sibling ? null : (marker?.level ?? null)
}

/** The line with text before this one, at most five lines up. */
function textBefore(lines: readonly Line[], index: number): string {
  const above = lines.slice(Math.max(0, index - 5), index)
  return above.findLast(line => line.text)?.text ?? ''
}

function nextText(lines: readonly Line[], index: number): string {
  for (let next = index + 1; next < Math.min(lines.length, index + 6); next++) {
    const text = lines[next]?.text ?? ''
    if (text) return text
  }
  return ''
}
