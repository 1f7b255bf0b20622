import PDFDocument from 'pdfkit'
import { encode } from 'uqr'
import { fonts, settable } from './font.ts'
import { leading, left, margin, type Page } from './page.ts'
import type { Paper, PaperBlock, Printed } from './paper.ts'
import { drawTable } from './table.ts'

/** Sizes of letters in points: 三号 for the text where there is room. */
const largest = 16
const smallest = 9
/**
 * Prints a paper as PDF (A4, Noto Sans SC). The same paper at the same moment `at` is the same bytes.
 * Takes tens of milliseconds a document: for a thread of its own.
 */
export async function printPdf(paper: Paper, at: number): Promise<Printed> {
  if (!paper.onePage) return print(paper, at, 14)
  for (let size = largest; ; size--) {
    const printed = await print(paper, at, size)
    if (printed.pages === 1 || size === smallest) return printed
  }
}

async function print(paper: Paper, at: number, size: number): Promise<Printed> {
  const missing = new Set<string>()
  const doc = new PDFDocument({
    size: 'A4',
    margins: margin,
    bufferPages: true,
    lang: 'zh-CN',
    info: { Title: paper.title, Producer: '清风', Creator: '清风', CreationDate: new Date(at), ModDate: new Date(at) },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => doc.once('end', resolve).once('error', reject))
  const { regular, bold } = fonts()
  doc.registerFont('regular', regular)
  doc.registerFont('bold', bold)
  const page: Page = {
    doc,
    size,
    width: doc.page.width - margin.left - margin.right,
    text: words => settable(words, missing),
  }
  for (const block of paper.blocks) draw(block, page)
  const { count } = doc.bufferedPageRange()
  footer(page, paper.foot ?? '', count)
  doc.end()
  await ended
  return { bytes: new Uint8Array(Buffer.concat(chunks)), pages: count, missing: [...missing] }
}

function draw(block: PaperBlock, page: Page): void {
  const { doc, size } = page
  switch (block.kind) {
    case 'title':
      return write(page, block.text, { font: 'bold', size: size * 1.4, align: 'center', after: 0.5 })
    case 'subtitle':
      return write(page, block.text, { size: size * 0.9, align: 'center', after: 0.5 })
    case 'heading':
      needs(page, 3)
      return write(page, block.text, {
        font: 'bold',
        size: block.level === 1 ? size : size * 0.97,
        indent: size * 2,
        after: 0.2,
      })
    case 'paragraph':
      return write(page, block.text, { indent: size * 2, after: 0.2 })
    case 'line':
      return write(page, block.text, { after: 0.2 })
    case 'right':
      return write(page, block.text, { align: 'right', after: 0.2 })
    case 'code':
      return write(page, block.text.replace(/(.{64})(?=.)/g, '$1\n'), { size: size * 0.75, after: 0.4 })
    case 'space':
      doc.y += block.lines * size * (1 + leading)
      return
    case 'page':
      doc.addPage()
      return
    case 'table':
      return drawTable(block, page)
    case 'qr':
      return drawCode(block, page)
    case 'picture':
      return drawPicture(block, page)
  }
}

interface Style {
  font?: 'bold'
  size?: number
  align?: 'center' | 'right'
  indent?: number
  /** Space after it, as a share of its size. */
  after: number
}

function write({ doc, size: usual, width, text }: Page, words: string, style: Style): void {
  const size = style.size ?? usual
  doc.font(style.font ?? 'regular').fontSize(size)
  for (const line of text(words).split('\n')) {
    doc.text(line || ' ', left, doc.y, {
      width,
      align: style.align ?? 'left',
      indent: style.indent ?? 0,
      lineGap: size * leading,
    })
  }
  doc.y += size * style.after
}

/** A heading does not stand alone at the foot of a page. */
function needs({ doc, size }: Page, lines: number): void {
  if (doc.y + lines * size * (1 + leading) > doc.page.height - margin.bottom) doc.addPage()
}

function drawCode(block: Extract<PaperBlock, { kind: 'qr' }>, { doc, size, width, text }: Page): void {
  const { data } = encode(block.holds, { ecc: 'M', border: 0 })
  const side = 130
  if (doc.y + side > doc.page.height - margin.bottom) doc.addPage()
  const top = doc.y
  const module = side / data.length
  data.forEach((row, y) =>
    row.forEach((isDark, x) => {
      // A hair wider, so that no reader draws seams between them.
      if (isDark) doc.rect(left + x * module, top + y * module, module + 0.05, module + 0.05)
    }),
  )
  doc.fill('black')
  doc.font('regular').fontSize(size * 0.85)
  const from = left + side + 20
  doc.y = top
  for (const line of block.beside) {
    doc.text(text(line), from, doc.y, { width: width - side - 20, lineGap: size * 0.3 })
    doc.y += size * 0.3
  }
  doc.y = Math.max(doc.y, top + side) + size
}

/** As wide as it is in print at 96 dots an inch, or as the line; not taller than two thirds of a page. */
function drawPicture({ bytes, otherwise }: Extract<PaperBlock, { kind: 'picture' }>, page: Page): void {
  const { doc, size, width } = page
  const most = (doc.page.height - margin.top - margin.bottom) * 0.66
  try {
    const picture = doc.openImage(Buffer.from(bytes, 'base64'))
    const scale = Math.min(0.75, width / picture.width, most / picture.height)
    const [across, down] = [picture.width * scale, picture.height * scale]
    if (doc.y + down > doc.page.height - margin.bottom) doc.addPage()
    doc.image(picture, left + (width - across) / 2, doc.y, { width: across, height: down })
    doc.y += down + size * 0.5
  } catch {
    // A kind of picture that a PDF does not hold, or a damaged one.
    write(page, otherwise, { align: 'center', after: 0.4 })
  }
}

function footer({ doc, text }: Page, foot: string, count: number): void {
  for (let index = 0; index < count; index++) {
    doc.switchToPage(index)
    doc.font('regular').fontSize(9).fillColor('#555')
    // Below the margin: without this a new page would be begun for it.
    doc.page.margins.bottom = 0
    const y = doc.page.height - 44
    const width = doc.page.width - margin.left - margin.right
    doc.text(text(foot), left, y, { width: width - 80, lineBreak: false })
    doc.text(`第 ${index + 1} 页，共 ${count} 页`, left, y, { width, align: 'right', lineBreak: false })
    doc.page.margins.bottom = margin.bottom
  }
  doc.fillColor('black')
}
