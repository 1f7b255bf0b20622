import { left, type Page } from './page.ts'
import type { PaperBlock } from './paper.ts'

type Table = Extract<PaperBlock, { kind: 'table' }>

const padding = 4

/** Draws ruled cells by hand: a table of the library costs tens of milliseconds a cell. */
export function drawTable({ rows, widths, head }: Table, page: Page): void {
  const { doc } = page
  const columns = Math.max(1, ...rows.map(row => row.length))
  const shares = widths ?? Array.from({ length: columns }, () => 1)
  const sum = shares.reduce((total, share) => total + share, 0)
  const spans = shares.map(share => (share / sum) * page.width)
  const size = Math.min(page.size, columns > 6 ? 8.5 : columns > 3 ? 9.5 : 11)
  const foot = doc.page.height - doc.page.margins.bottom
  const set = rows.map(row => row.map(page.text))
  const [first] = set
  set.forEach((row, index) => {
    const height = heightOf(row, spans, page, size)
    if (doc.y + height > foot && height < foot - doc.page.margins.top) {
      doc.addPage()
      if (head && first && index > 0) drawRow(first, spans, page, size, true)
    }
    drawRow(row, spans, page, size, head === true && index === 0)
  })
  doc.x = left
  doc.y += size
}

const heightOf = (row: readonly string[], spans: readonly number[], { doc }: Page, size: number): number => {
  doc.font('regular').fontSize(size)
  const heights = row.map((cell, column) =>
    doc.heightOfString(cell || ' ', { width: (spans[column] ?? 0) - 2 * padding, lineGap: 2 }),
  )
  return Math.max(...heights, size) + 2 * padding
}

function drawRow(row: readonly string[], spans: readonly number[], page: Page, size: number, isHead: boolean): void {
  const { doc } = page
  const top = doc.y
  const height = heightOf(row, spans, page, size)
  let x = left
  spans.forEach((span, column) => {
    doc.rect(x, top, span, height).lineWidth(0.5).stroke('#444')
    doc
      .fillColor('black')
      .font(isHead ? 'bold' : 'regular')
      .fontSize(size)
    doc.text(row[column] || ' ', x + padding, top + padding, { width: span - 2 * padding, lineGap: 2 })
    x += span
  })
  doc.y = top + height
}
