import { Low } from 'lowdb'
import { crc32 } from 'node:zlib'
import type { Files } from './files.ts'
import { journalName, writeManifest, type Manifest, type PartRecord } from './manifest.ts'
import type { Held, Part } from './part.ts'
import { pace } from './pace.ts'
import type { Row, Rows } from './rows.ts'
import type { Shelf } from './shelf.ts'
import { stateFile, writeRows, type Written } from './state-file.ts'

/** Counts are kept for an index of at most this many values. */
const COUNTED_VALUES = 16
/** A month is written anew once this many of its lines, and more than half, have been replaced. */
const REPLACED_LINES = 500

/** What one part needs, taken in one moment between two acts. */
interface Task {
  readonly rows: Rows
  readonly part: Part
  readonly before: PartRecord | null
  readonly about: Pick<PartRecord, 'rows' | 'due' | 'newest' | 'counts'>
  /** Lines to append, or the rows to write anew. */
  readonly append: readonly string[] | null
  readonly whole: readonly Row[]
}

/** A consistent state of everything, taken in one moment between two acts. */
export interface Plan {
  readonly tasks: readonly Task[]
  /** What stays as the last checkpoint left it. */
  readonly records: Manifest['parts']
}

export function plan(shelves: Iterable<Shelf>): Plan {
  const tasks: Task[] = []
  const records: Manifest['parts'] = {}
  for (const shelf of shelves) {
    const kept: Record<string, PartRecord> = (records[shelf.rows.name] = {})
    for (const part of shelf.parts.values()) {
      if ((part.unsaved.size > 0 || part.renew) && part.held) tasks.push(taskFor(shelf, part, part.held))
      else if (part.record) kept[part.name] = part.record
    }
  }
  return { tasks, records }
}

function taskFor(shelf: Shelf, part: Part, held: Held): Task {
  const { rows } = shelf
  const lines: string[] = []
  let erases = false
  for (const unsaved of part.unsaved.values()) {
    if (unsaved === null) erases = true
    else lines.push(unsaved.text)
  }
  const replaced = (part.record?.lines ?? 0) + lines.length - held.rows.size
  // What was deleted shall not stay readable, not even as an old line.
  const anew = !rows.monthly || erases || part.renew || replaced > Math.max(REPLACED_LINES, held.rows.size)
  part.unsaved = new Map()
  part.renew = false
  part.saving = true
  return {
    rows,
    part,
    before: part.record,
    about: {
      rows: held.rows.size,
      due: held.due,
      newest: Number.isFinite(held.newest) ? held.newest : null,
      counts: countsOf(shelf, held),
    },
    append: anew ? null : lines,
    whole: anew ? [...held.rows.values()] : [],
  }
}

function countsOf(shelf: Shelf, held: Held): PartRecord['counts'] {
  const counts: PartRecord['counts'] = {}
  const { secret } = shelf.rows.declaration
  for (const [name, { place, fields }] of shelf.indexes) {
    if (fields.some(field => secret.includes(field))) continue
    const counted = held.indexes[place]?.counts(COUNTED_VALUES)
    if (counted) counts[name] = counted
  }
  return counts
}

/**
 * Writes a plan to disk and then the manifest that makes it count.
 * `settled` resolves when every act that the plan contains is durable: not before may the manifest say so.
 * Files that no longer belong to the store are removed.
 */
export async function writeCheckpoint(
  context: { files: Files; folder: string; key: string },
  { tasks, records }: Plan,
  before: Manifest,
  position: { generation: number; seq: number },
  settled: Promise<void>,
): Promise<Manifest> {
  const { files, folder } = context
  const done: [Task, PartRecord][] = []
  const folders = new Set<string>()
  for (const task of tasks) {
    const home = task.rows.monthly ? task.rows.name : 'state'
    if (!folders.has(home)) {
      folders.add(home)
      await files.mkdir(`${folder}/${home}`)
    }
    const record = task.append
      ? await appendTo(context, task, task.append, nameFor(task, filesOf(before), position.generation))
      : await writeAnew(context, task, position.generation)
    done.push([task, record])
  }
  for (const home of folders) await files.syncFolder(`${folder}/${home}`)
  await files.syncFolder(folder)

  const parts: Manifest['parts'] = { ...records }
  for (const [{ rows, part }, record] of done) parts[rows.name] = { ...parts[rows.name], [part.name]: record }
  const manifest: Manifest = { format: 1, ...position, key: context.key, parts }
  await settled
  await writeManifest(files, folder, manifest)

  for (const [{ part }, record] of done) {
    part.record = record
    part.saving = false
  }
  const kept = filesOf(manifest)
  for (const file of filesOf(before)) {
    if (!kept.has(file)) await files.remove(`${folder}/${file}`)
  }
  for (let old = before.generation; old < manifest.generation; old++) {
    await files.remove(`${folder}/${journalName(old)}`)
  }
  return manifest
}

export function filesOf(manifest: Manifest): Set<string> {
  return new Set(Object.values(manifest.parts).flatMap(parts => Object.values(parts).map(part => part.file)))
}

type Context = { files: Files; folder: string; key: string }

/** A month that was dropped and began again must not overwrite the file that the last manifest names. */
function nameFor({ rows, part, before }: Task, taken: ReadonlySet<string>, generation: number): string {
  const plain = `${rows.name}/${part.name}.jsonl`
  return before?.file ?? (taken.has(plain) ? `${rows.name}/${part.name}.${generation}.jsonl` : plain)
}

async function appendTo(
  { files, folder, key }: Context,
  { rows, before, about }: Task,
  lines: readonly string[],
  name: string,
): Promise<PartRecord> {
  const file = await files.open(`${folder}/${name}`, before ? 'edit' : 'create')
  let { bytes, crc } = before ?? { bytes: 0, crc: 0 }
  try {
    const slices = pace()
    let text = ''
    async function flush() {
      const chunk = Buffer.from(text)
      await file.write(chunk, bytes)
      bytes += chunk.length
      crc = crc32(chunk, crc)
      text = ''
    }
    for (const line of lines) {
      text += `${line}\n`
      if (slices.tired(line.length)) {
        await flush()
        await slices.breathe()
      }
    }
    await flush()
    await file.sync()
  } finally {
    await file.close()
  }
  const keys = rows.declaration.secret.length > 0 ? [...new Set([...(before?.keys ?? []), key])] : []
  return { file: name, bytes, crc, lines: (before?.lines ?? 0) + lines.length, keys, ...about }
}

async function writeAnew(
  { files, folder, key }: Context,
  { rows, part, before, about, whole }: Task,
  generation: number,
): Promise<PartRecord> {
  const keys = rows.declaration.secret.length > 0 ? [key] : []
  // A new name each time: what the last manifest names must stay until the next one stands.
  if (rows.monthly) {
    const name = `${rows.name}/${part.name}.${generation}.jsonl`
    return { file: name, keys, ...(await writeRows(files, folder, name, whole, rows)), ...about }
  }
  const name = `state/${rows.name}.${generation}.json`
  const adapter = stateFile(files, folder, { name, record: before }, rows)
  await new Low<readonly Row[]>(adapter, whole).write()
  return { file: name, keys, ...writtenBy(adapter.written), ...about }
}

function writtenBy(written: Written | null): Written {
  if (!written) throw new Error('lowdb wrote nothing')
  return written
}
