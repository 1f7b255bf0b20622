import { crc32 } from 'node:zlib'
import { WrongKey } from '../cipher.ts'
import { messageOf, StoreDamaged } from './errors.ts'
import { isMissing, type Files } from './files.ts'
import type { PartRecord } from './manifest.ts'
import { pace } from './pace.ts'
import type { Row, Rows } from './rows.ts'

const MEGABYTE = 1024 * 1024

/** Asked for by a reader that runs beside the bot: the file is no longer what the manifest knew. */
export class PartGone extends Error {
  override name = 'PartGone'
  readonly file: string

  constructor(file: string, options?: ErrorOptions) {
    super(`${file} is missing`, options)
    this.file = file
  }
}

/**
 * Gives the rows of a part, the last of each key.
 * Throws `StoreDamaged` where the file is not what the checkpoint wrote, `PartGone` where it is missing.
 */
export async function readPart(
  files: Files,
  folder: string,
  rows: Rows,
  record: PartRecord,
  each: (key: string, row: Row) => void,
): Promise<void> {
  const { file } = record
  let bytes: Buffer
  try {
    bytes = await files.read(`${folder}/${file}`, record.bytes)
  } catch (error) {
    if (isMissing(error)) throw new PartGone(file, { cause: error })
    throw error
  }
  await mustBeWritten(bytes, record)
  const slices = pace()
  const last = new Map<string, { stored: Row; line: number }>()
  for (const [line, text] of linesOf(bytes)) {
    // What frames the rows in a file that is JSON as a whole.
    if (!rows.monthly && (text.endsWith('[') || text === ']}')) continue
    last.set(...inPlace(file, line, () => keyed(rows, text, line)))
    if (slices.tired(text.length)) await slices.breathe()
  }
  for (const [key, { stored, line }] of last) {
    each(
      key,
      inPlace(file, line, () => rows.fromStored(stored, key)),
    )
    if (slices.tired(0)) await slices.breathe()
  }
}

/** Throws `StoreDamaged` unless these are the bytes that the checkpoint wrote. */
export async function mustBeWritten(bytes: Buffer, { file, bytes: written, crc }: PartRecord): Promise<void> {
  if (bytes.length < written)
    throw new StoreDamaged(file, `byte ${bytes.length}`, `ends early, ${written} bytes were written`)
  const slices = pace()
  let sum = 0
  for (let from = 0; from < bytes.length; from += MEGABYTE) {
    sum = crc32(bytes.subarray(from, from + MEGABYTE), sum)
    if (from > 0) await slices.breathe()
  }
  if (sum !== crc) throw new StoreDamaged(file, `the first ${written} bytes`, 'the checksum does not hold')
}

/** The lines of a text and their numbers, from 1; what follows the last newline is not one. */
export function* linesOf(bytes: Buffer): Generator<[number, string], void> {
  let from = 0
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(10, from)
    if (end < 0) return
    yield [line, bytes.toString('utf8', from, end)]
    from = end + 1
  }
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Gives an error the file and line it belongs to. */
export function inPlace<T>(file: string, line: number, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof WrongKey || error instanceof StoreDamaged) throw error
    throw new StoreDamaged(file, `line ${line}`, messageOf(error), { cause: error })
  }
}

function keyed(rows: Rows, text: string, line: number): [string, { stored: Row; line: number }] {
  const stored: unknown = JSON.parse(rows.monthly || !text.endsWith(',') ? text : text.slice(0, -1))
  if (!isRow(stored)) throw new Error('this is not a row')
  return [rows.storedKey(stored), { stored, line }]
}
