import exceljs from 'exceljs'
import { unzipSync } from 'fflate'

/** One line of the roster in an archive. */
export interface Line {
  userid: string
  state: string
}

/** What an archive says about its only notice. */
export interface Read {
  files: string[]
  roster: Line[]
  /** The line of sums of the counts by department: 应学, then the standings, in the words of the columns. */
  counts: Record<string, number>
}

/** Reads roster and counts out of the zip. */
export async function readArchive(zip: Uint8Array): Promise<Read> {
  const files = unzipSync(zip)
  const bookOf = async (part: string): Promise<string[][][]> => {
    const name = Object.keys(files).find(path => path.includes(part) && path.endsWith('.xlsx'))
    const book = new exceljs.Workbook()
    await book.xlsx.load((files[name ?? ''] ?? new Uint8Array()).slice().buffer)
    return book.worksheets.map(sheet => {
      const rows: string[][] = []
      sheet.eachRow(row => {
        const cells: string[] = []
        row.eachCell({ includeEmpty: true }, cell => void cells.push(cell.text))
        rows.push(cells)
      })
      return rows
    })
  }
  const [roster = []] = await bookOf('花名册')
  const [all = []] = await bookOf('分部门统计')
  return { files: Object.keys(files), roster: linesOf(roster), counts: sumsOf(all) }
}

function linesOf(rows: readonly string[][]): Line[] {
  const head = rows.findIndex(row => row.includes('账号') && row.includes('状态'))
  const [userid, state] = [rows[head]?.indexOf('账号') ?? -1, rows[head]?.indexOf('状态') ?? -1]
  return rows.slice(head + 1).map(row => ({ userid: row[userid] ?? '', state: row[state] ?? '' }))
}

function sumsOf(rows: readonly string[][]): Record<string, number> {
  const head = rows.findIndex(row => row.includes('应学'))
  const names = rows[head] ?? []
  const values = rows[head + 1] ?? []
  return Object.fromEntries(
    names.flatMap((name, place) => (place < names.indexOf('应学') ? [] : [[name, Number(values[place])]])),
  )
}
