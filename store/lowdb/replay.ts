import { z } from 'zod'
import { readChecked } from './checked.ts'
import { StoreDamaged } from './errors.ts'
import { isMissing, type Files } from './files.ts'
import { inPlace, isRow } from './lines.ts'
import { journalName } from './manifest.ts'
import { sealedWith } from './rows.ts'
import type { Shelf } from './shelf.ts'
import { pace } from './pace.ts'
import { unknownKey, type Cipher } from '../cipher.ts'

const entry = z.object({
  crc: z.string(),
  seq: z.number().int(),
  put: z.record(z.string(), z.array(z.custom<Readonly<Record<string, unknown>>>(isRow))).optional(),
  gone: z.record(z.string(), z.array(z.array(z.string()))).optional(),
  /** Whole parts that retention dropped. */
  drop: z.record(z.string(), z.array(z.string())).optional(),
  /** The number of the journal that goes on from here; then nothing follows in this one. */
  next: z.number().int().optional(),
})
type Entry = z.infer<typeof entry>

/** Where the journal ends. */
export interface Replayed {
  generation: number
  seq: number
  /** Length of the last file up to its last whole line. */
  bytes: number
  /** Bytes of all lines read. */
  total: number
  /** Bytes of a torn last line, which are not to be kept. */
  torn: number
}

/** Brings the shelves from the state of the checkpoint to that of the last whole line. */
export async function replay(
  files: Files,
  folder: string,
  from: { generation: number; seq: number },
  shelves: ReadonlyMap<string, Shelf>,
  cipher: Cipher,
): Promise<Replayed> {
  const reached: Replayed = { ...from, bytes: 0, total: 0, torn: 0 }
  for (;;) {
    const name = journalName(reached.generation)
    const bytes = await readJournal(files, folder, name)
    const { lines, end, torn } = await wholeLines(name, bytes, reached.seq)
    const slices = pace()
    for (const [index, { line, size }] of lines.entries()) {
      await apply(name, index + 1, line, shelves, cipher)
      if (slices.tired(size)) await slices.breathe()
    }
    reached.seq += lines.length
    reached.bytes = end
    reached.total += end
    reached.torn = torn
    const next = lines.at(-1)?.line.next
    if (next === undefined) return reached
    if (torn > 0) throw new StoreDamaged(name, `byte ${end}`, 'something follows the last line')
    reached.generation = next
  }
}

async function readJournal(files: Files, folder: string, name: string): Promise<Buffer> {
  try {
    return await files.read(`${folder}/${name}`)
  } catch (error) {
    if (isMissing(error)) throw new StoreDamaged(name, 'the whole file', 'it is missing', { cause: error })
    throw error
  }
}

/**
 * The lines of a journal. What follows the last newline was torn off while it was written, before anybody was answered;
 * so was a last line with zeros in it, which a file system may leave where the power failed.
 * Anything else that is not what was written throws.
 */
export async function wholeLines(
  name: string,
  bytes: Buffer,
  seq: number,
): Promise<{ lines: { line: Entry; size: number }[]; end: number; torn: number }> {
  const lines: { line: Entry; size: number }[] = []
  let end = 0
  const slices = pace()
  for (;;) {
    const newline = bytes.indexOf(10, end)
    if (newline < 0) break
    const text = bytes.toString('utf8', end, newline)
    const parsed = entry.safeParse(readChecked(text))
    if (!parsed.success) {
      if (newline === bytes.length - 1 && text.includes('\0')) break
      throw new StoreDamaged(name, `line ${lines.length + 1}`, 'the checksum does not hold')
    }
    const expected = seq + lines.length + 1
    if (parsed.data.seq !== expected) {
      throw new StoreDamaged(name, `line ${lines.length + 1}`, `has number ${parsed.data.seq} instead of ${expected}`)
    }
    lines.push({ line: parsed.data, size: text.length })
    end = newline + 1
    if (slices.tired(text.length)) await slices.breathe()
  }
  return { lines, end, torn: bytes.length - end }
}

async function apply(
  file: string,
  number: number,
  line: Entry,
  shelves: ReadonlyMap<string, Shelf>,
  cipher: Cipher,
): Promise<void> {
  function shelfOf(name: string): Shelf {
    const shelf = shelves.get(name)
    if (!shelf) throw new StoreDamaged(file, `line ${number}`, `this version knows no collection ${name}`)
    return shelf
  }
  for (const [name, months] of Object.entries(line.drop ?? {})) {
    const shelf = shelfOf(name)
    for (const month of months) {
      const part = shelf.parts.get(month)
      if (part) shelf.drop(part)
    }
  }
  for (const [name, stored] of Object.entries(line.put ?? {})) {
    const shelf = shelfOf(name)
    const { rows } = shelf
    for (const one of stored) {
      const sealed = sealedWith(one)
      if (sealed !== undefined && !cipher.knows(sealed)) throw unknownKey(sealed)
      const [key, row] = inPlace(file, number, () => {
        const key = rows.storedKey(one)
        return [key, rows.fromStored(one, key)] as const
      })
      const part = shelf.partOrNew(rows.partOf(key))
      await shelf.load(part)
      shelf.set(part, key, row)
      part.unsaved.set(key, { row: null, text: rows.monthly ? JSON.stringify(one) : '' })
      if (sealed !== undefined && sealed !== cipher.current) part.renew = true
    }
  }
  for (const [name, keys] of Object.entries(line.gone ?? {})) {
    const shelf = shelfOf(name)
    for (const fields of keys) {
      const key = shelf.rows.keyOf(fields)
      const part = shelf.parts.get(shelf.rows.partOf(key))
      if (!part) continue
      await shelf.load(part)
      shelf.set(part, key, undefined)
      part.unsaved.set(key, null)
    }
  }
}
