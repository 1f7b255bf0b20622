import type { Instant } from '../collection.ts'
import { collections } from '../collections.ts'
import { unknownKey, type Cipher } from '../cipher.ts'
import { StoreDamaged } from './errors.ts'
import type { Files } from './files.ts'
import { PartGone, readPart } from './lines.ts'
import { stateFile } from './state-file.ts'
import { Low } from 'lowdb'
import type { Manifest, PartRecord } from './manifest.ts'
import type { Part } from './part.ts'
import { rowsOf, type Row, type Rows } from './rows.ts'
import { shelf, type Shelf } from './shelf.ts'

/** Rows of closed months that may stay in memory. */
const ROWS_IN_MEMORY = 100_000

export type Shelves = ReadonlyMap<string, Shelf>

/** The shelves as a manifest describes them, nothing loaded yet. Throws `WrongKey` where a key is missing. */
export function shelvesOf(files: Files, folder: string, manifest: Manifest, cipher: Cipher): Shelves {
  checkKeys(manifest, cipher)
  const shelves = new Map<string, Shelf>()
  let calls = 0
  const watch = {
    used: () => ++calls,
    loaded: (part: Part) => makeRoom(shelves, part),
  }
  for (const [name, declaration] of Object.entries(collections)) {
    const records: Record<string, PartRecord> = manifest.parts[name] ?? {}
    shelves.set(
      name,
      shelf(
        rowsOf(name, declaration, cipher),
        records,
        (rows, record, each) =>
          rows.monthly ? readPart(files, folder, rows, record, each) : readState(files, folder, rows, record, each),
        watch,
      ),
    )
  }
  for (const name of Object.keys(manifest.parts)) {
    if (!shelves.has(name)) throw new StoreDamaged('manifest.json', name, 'this version knows no such collection')
  }
  return shelves
}

/** Loads what is in use: small collections, months with work still to do, and this month. */
export async function loadOpenParts(shelves: Shelves, at: Instant): Promise<void> {
  const month = monthOf(at)
  for (const shelf of shelves.values()) {
    for (const part of shelf.sortedParts()) {
      if (!shelf.rows.monthly || part.record?.due || part.name === month) await shelf.load(part)
    }
  }
}

/** The next checkpoint encrypts with the current key what is in use; a closed month keeps the one it has. */
export function renewOldKeys(shelves: Shelves, current: string): void {
  for (const shelf of shelves.values()) {
    for (const part of shelf.parts.values()) {
      if (part.held && part.record?.keys.some(id => id !== current)) part.renew = true
    }
  }
}

async function readState(
  files: Files,
  folder: string,
  rows: Rows,
  record: PartRecord,
  each: (key: string, row: Row) => void,
): Promise<void> {
  const low = new Low<readonly Row[]>(stateFile(files, folder, { name: record.file, record }, rows), [])
  await low.read()
  for (const row of low.data) each(rows.key(row), row)
}

/** Turns what only a reader beside the bot may meet into what it is for the bot itself. */
export function asDamage(error: unknown): unknown {
  return error instanceof PartGone ? new StoreDamaged(error.file, 'the whole file', 'it is missing') : error
}

/** Lets go of the saved months that were used longest ago, except the one just loaded. */
function makeRoom(shelves: Shelves, justLoaded: Part): void {
  const idle: { shelf: Shelf; part: Part; rows: number }[] = []
  let total = 0
  for (const shelf of shelves.values()) {
    if (!shelf.rows.monthly) continue
    for (const part of shelf.parts.values()) {
      if (!part.held || !part.record || part.held.due > 0 || part === justLoaded) continue
      if (part.unsaved.size > 0 || part.saving || part.renew || part.pinned > 0) continue
      idle.push({ shelf, part, rows: part.held.rows.size })
      total += part.held.rows.size
    }
  }
  idle.sort((a, b) => a.part.used - b.part.used)
  for (const { shelf, part, rows } of idle) {
    if (total <= ROWS_IN_MEMORY) return
    shelf.shut(part)
    total -= rows
  }
}

function checkKeys(manifest: Manifest, cipher: Cipher): void {
  const ids = [
    manifest.key,
    ...Object.values(manifest.parts)
      .flatMap(Object.values<PartRecord>)
      .flatMap(p => p.keys),
  ]
  const missing = ids.find(id => !cipher.knows(id))
  if (missing !== undefined) throw unknownKey(missing)
}

/** The six digits of the month in China, where the days of the records are counted. */
export function monthOf(at: Instant): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 7).replace('-', '')
}
