import type { Attachment, Layout } from './layout.ts'
import { headOfTable, type TableHead } from './table-head.ts'
import { tablesIn } from './tables-in-text.ts'
import { namesTable } from './words.ts'

/** A table that a plan wants filled in. */
export interface PlanTable {
  /** `附件1`, as printed but for blanks; null where none is printed. */
  attachment: string | null
  number: number | null
  title: string
  /** The columns, where they can be read; else empty. */
  columns: string[]
}

/** The same with what its checks need. */
export interface FoundTable extends PlanTable {
  head: TableHead | null
  /** The text under the table: notes on how to fill it in. */
  notes: string
}

/** The tables of a document: attachments whose title says so, and announced ones whose body is not there. */
export function tablesOf(layout: Layout): FoundTable[] {
  const bodies = layout.attachments.filter(({ title }) => namesTable(title))
  const numbers = new Set(layout.attachments.map(({ number }) => number))
  const announced = layout.listed.filter(entry => namesTable(entry.title) && !numbers.has(entry.number))
  return [
    ...bodies.map(attachment => tableIn(attachment, layout)),
    ...announced.map(({ number, title }) => ({
      attachment: number === null ? null : `附件${number}`,
      number,
      title,
      columns: [],
      head: null,
      notes: '',
    })),
  ]
}

function tableIn({ label, number, title, content, to }: Attachment, { lines }: Layout): FoundTable {
  const tables = tablesIn(lines, content, to)
  const widest = tables.toSorted((a, b) => width(b.rows) - width(a.rows))[0]
  const head = widest ? headOfTable(widest.rows) : null
  const notes = lines.slice(widest?.to ?? content, to).map(line => line.text)
  return {
    attachment: label.replace(/\s/g, ''),
    number,
    title,
    columns: head?.columns ?? [],
    head,
    notes: notes.join('\n'),
  }
}

const width = (rows: readonly string[][]): number => Math.max(0, ...rows.map(row => row.length))
