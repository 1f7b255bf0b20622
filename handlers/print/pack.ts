import { createHash } from 'node:crypto'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { bookFile, type Book } from './book.ts'
import type { Paper } from './paper.ts'
import { printPdf } from './pdf.ts'
import { zipTime } from './zip-time.ts'

/** A file of a pack. */
export interface Entry {
  /** Its path in the zip. */
  path: string
  /** What it is, in words for the index. */
  what: string
  /** A text for people (`.txt`) begins with a mark that Windows needs; data does not. */
  content:
    | { kind: 'text'; parts: string[] }
    | { kind: 'data'; parts: string[] }
    /** Base64. */
    | { kind: 'bytes'; bytes: string }
    | { kind: 'pdf'; paper: Paper }
    | { kind: 'book'; book: Book }
}

/** A file as it was packed. */
export interface Packed {
  path: string
  what: string
  bytes: number
  /** `3 页`, `120 行` */
  length: string
  sha256: string
  /** Characters that no font of ours has, `U+20BB7`. */
  missing: string[]
}

/** Packs files one after another into a zip; what is ready of it goes to `out`. */
export interface Packer {
  add(entry: Entry): Promise<Packed>
  /** Writes the end of the zip. */
  end(): void
}

/** The same files at the same moment are the same zip. Names are UTF-8, and marked as such. */
export function packer(at: number, out: (chunk: Uint8Array) => void): Packer {
  let failed: Error | null = null
  const zip = new Zip((error, chunk) => {
    if (error) failed = error
    else out(chunk)
  })
  return {
    add: async ({ path, what, content }) => {
      const { bytes, length, missing } = await made(content, at)
      // Pictures, PDFs and workbooks are packed already.
      const isText = content.kind === 'text' || content.kind === 'data'
      const file = isText ? new ZipDeflate(path, { level: 6 }) : new ZipPassThrough(path)
      file.mtime = zipTime(at)
      zip.add(file)
      file.push(bytes, true)
      if (failed) throw failed
      return {
        path,
        what,
        bytes: bytes.length,
        length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        missing,
      }
    },
    end: () => {
      zip.end()
      if (failed) throw failed
    },
  }
}

async function made(
  content: Entry['content'],
  at: number,
): Promise<{ bytes: Uint8Array; length: string; missing: string[] }> {
  switch (content.kind) {
    case 'text':
    case 'data': {
      const text = content.parts.join('')
      const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
      return {
        bytes: Buffer.from(content.kind === 'text' ? `\ufeff${text}` : text),
        length: `${lines} 行`,
        missing: [],
      }
    }
    case 'bytes':
      return { bytes: Buffer.from(content.bytes, 'base64'), length: '', missing: [] }
    case 'pdf': {
      const { bytes, pages, missing } = await printPdf(content.paper, at)
      return { bytes, length: `${pages} 页`, missing }
    }
    case 'book': {
      const rows = content.book.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)
      return { bytes: await bookFile(content.book, at), length: `${rows} 行`, missing: [] }
    }
  }
}
