import type { Adapter } from 'lowdb'
import { crc32 } from 'node:zlib'
import { replaceFile, type Files } from './files.ts'
import { readPart } from './lines.ts'
import type { PartRecord } from './manifest.ts'
import { pace } from './pace.ts'
import type { Row, Rows } from './rows.ts'

/** What was written, for the manifest. */
export type Written = Pick<PartRecord, 'bytes' | 'crc' | 'lines'>

/**
 * Keeps the rows of a small collection for lowdb as one readable JSON file, a row a line.
 * Unlike lowdb's own adapter it syncs file and folder, writes in slices, and encrypts secret fields.
 */
export interface StateFile extends Adapter<readonly Row[]> {
  readonly written: Written | null
}

export function stateFile(
  files: Files,
  folder: string,
  file: { name: string; record: PartRecord | null },
  rows: Rows,
): StateFile {
  let written: Written | null = null
  return {
    get written() {
      return written
    },
    async read() {
      if (!file.record) return null
      const found: Row[] = []
      await readPart(files, folder, rows, file.record, (_key, row) => found.push(row))
      return found
    },
    async write(data) {
      written = await writeRows(files, folder, file.name, data, rows)
    },
  }
}

/** Writes a whole part anew, in slices. */
export async function writeRows(
  files: Files,
  folder: string,
  name: string,
  data: readonly Row[],
  rows: Rows,
): Promise<Written> {
  let bytes = 0
  let crc = 0
  const framed = !rows.monthly
  const slash = name.lastIndexOf('/')
  await replaceFile(files, `${folder}/${name.slice(0, slash)}`, name.slice(slash + 1), async out => {
    const slices = pace()
    let text = framed ? `{"collection":"${rows.name}","rows":[\n` : ''
    async function flush() {
      const chunk = Buffer.from(text)
      await out.write(chunk, bytes)
      bytes += chunk.length
      crc = crc32(chunk, crc)
      text = ''
    }
    for (const [place, row] of data.entries()) {
      const line = rows.toText(row, rows.key(row))
      text += framed && place < data.length - 1 ? `${line},\n` : `${line}\n`
      if (slices.tired(line.length)) {
        await flush()
        await slices.breathe()
      }
    }
    if (framed) text += ']}\n'
    await flush()
  })
  return { bytes, crc, lines: data.length }
}
