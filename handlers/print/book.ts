import { unzipSync, zipSync, type Zippable } from 'fflate'
import exceljs from 'exceljs'
import { zipTime } from './zip-time.ts'

/** A workbook as plain data: every cell is a text or a number. */
export interface Book {
  sheets: Sheet[]
}

export interface Sheet {
  name: string
  /** Lines above the table: the title, and as of when. */
  above?: string[]
  columns: { header: string; width: number }[]
  rows: (string | number)[][]
}

/** Makes an `.xlsx` to be read and printed: A4 across, the head repeated on each page. The same book is the same bytes. */
export async function bookFile({ sheets }: Book, at: number): Promise<Uint8Array> {
  const book = new exceljs.Workbook()
  book.creator = '清风'
  book.lastModifiedBy = '清风'
  book.created = new Date(at)
  book.modified = new Date(at)
  for (const sheet of sheets) fill(book, sheet)
  return repacked(new Uint8Array(await book.xlsx.writeBuffer()), at)
}

function fill(book: exceljs.Workbook, { name, above = [], columns, rows }: Sheet): void {
  const head = above.length + 1
  const sheet = book.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: head }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${head}:${head}`,
    },
    headerFooter: { oddFooter: '第 &P 页，共 &N 页' },
  })
  columns.forEach(({ width }, index) => (sheet.getColumn(index + 1).width = width))
  above.forEach((line, index) => {
    const row = sheet.addRow([line])
    row.font = index === 0 ? { bold: true, size: 14 } : { color: { argb: 'FF555555' } }
  })
  const header = sheet.addRow(columns.map(column => column.header))
  header.font = { bold: true }
  header.eachCell(cell => (cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF4' } }))
  for (const row of rows) sheet.addRow(row)
}

/** The library stamps the parts with the moment it runs; packed again, they carry `at`. */
function repacked(bytes: Uint8Array, at: number): Uint8Array {
  const parts: Zippable = {}
  for (const [path, part] of Object.entries(unzipSync(bytes))) parts[path] = [part, { mtime: zipTime(at), level: 6 }]
  return zipSync(parts)
}
