import { cipher as cipherOf, type Cipher } from '../cipher.ts'
import type { Instant } from '../collection.ts'
import { StoreStopped, type Store } from '../transaction.ts'
import { copyStore } from './backup.ts'
import { filesOf, plan, writeCheckpoint } from './checkpoint.ts'
import { queue, runAct, runRead, type Outcome } from './acts.ts'
import { StoreDamaged } from './errors.ts'
import { isMissing, nodeFiles, type Files } from './files.ts'
import { asDamage, loadOpenParts, renewOldKeys, shelvesOf } from './folder.ts'
import { openJournal } from './journal.ts'
import { lock } from './lock.ts'
import { silent, type Log } from './log.ts'
import { journalName, MANIFEST, readManifest, writeManifest, type Manifest } from './manifest.ts'
import { replay, type Replayed } from './replay.ts'
import { deleteOver, dropLine, monthsOver } from './retain.ts'
import { session } from './session.ts'

export interface LowdbOptions {
  folder: string
  /** AES-256, the current one first; all of them decrypt. */
  keys: readonly Buffer[]
  now: () => Instant
  random?: (bytes: number) => Buffer
  log?: Log
  files?: Files
  /** How long the journal grows before a checkpoint is written in the background. */
  checkpointBytes?: number
}

/** The embedded engine: one folder, one process that writes. */
export interface LowdbStore extends Store {
  /** Writes everything that has changed to its place and begins a new journal. Acts go on meanwhile. */
  checkpoint(): Promise<void>
}

const CHECKPOINT_BYTES = 4 * 1024 * 1024

/**
 * Opens a folder, new or not.
 * Throws `StoreLocked`, `WrongKey`, or `StoreDamaged` with file and place; then nothing in it has been changed.
 */
export async function openLowdb(options: LowdbOptions): Promise<LowdbStore> {
  const { folder, now, log = silent, files = nodeFiles } = options
  const cipher = cipherOf(options.keys, options.random)
  await files.mkdir(folder)
  const unlock = await lock(folder)
  try {
    return await open(folder, cipher, { now, log, files, unlock, limit: options.checkpointBytes ?? CHECKPOINT_BYTES })
  } catch (error) {
    await unlock()
    throw asDamage(error)
  }
}

async function open(
  folder: string,
  cipher: Cipher,
  context: { now: () => Instant; log: Log; files: Files; unlock: () => Promise<void>; limit: number },
): Promise<LowdbStore> {
  const { now, log, files, unlock, limit } = context
  let manifest = (await readManifest(files, folder)) ?? (await create(files, folder, cipher))
  const shelves = shelvesOf(files, folder, manifest, cipher)
  await checkLengths(files, folder, manifest)
  await loadOpenParts(shelves, now())
  const end = await replay(files, folder, manifest, shelves, cipher)
  renewOldKeys(shelves, cipher.current)
  await settle(files, folder, manifest, end)
  await tidy(files, folder, { manifest, end, homes: [...shelves.keys(), 'state', ''] }, log)

  let stop: (reason: Error) => void = () => undefined
  const stopped = new Promise<Error>(resolve => (stop = resolve))
  const journal = await openJournal(files, folder, { ...end, replayed: end.total }, reason => {
    log.error({ reason: reason.message }, 'store stopped')
    stop(reason)
  })
  const acts = queue()
  let closing: Promise<void> | null = null
  let closed = false
  let checkpointing: Promise<void> | null = null

  function mustRun(): void {
    if (closing) throw new StoreStopped('the store is closed')
    const broken = journal.broken()
    if (broken) throw broken
  }

  /** Tells an outcome once all that it saw or changed is durable. */
  async function tell<A>(outcome: Outcome<A>, durable: Promise<void>): Promise<A> {
    await durable
    if ('error' in outcome) throw asDamage(outcome.error)
    return outcome.answer
  }

  async function perform<A>(work: () => Promise<Outcome<A>>): Promise<A> {
    mustRun()
    // The wait for the disk is wrapped, so that the next act need not wait for it.
    const { outcome, durable } = await acts.run(async () => {
      const broken = journal.broken()
      if (broken) throw broken
      const outcome = await work()
      const line = 'error' in outcome ? null : outcome.line
      return { outcome, durable: line === null ? journal.durable() : journal.append(line) }
    })
    if (journal.bytes() > limit && !checkpointing && !closing) {
      // A failure has stopped the store, and says so there.
      checkpoint().catch(() => undefined)
    }
    return tell(outcome, durable)
  }

  async function checkpoint(): Promise<void> {
    while (checkpointing) await checkpointing
    if (closed) throw new StoreStopped('the store is closed')
    checkpointing = write().finally(() => (checkpointing = null))
    await checkpointing
  }

  async function write(): Promise<void> {
    if (journal.bytes() === 0 && manifest.key === cipher.current) return
    try {
      const position = await journal.rotate()
      const taken = await acts.run(() => plan(shelves.values()))
      const settled = journal.durable()
      settled.catch(() => undefined)
      manifest = await writeCheckpoint({ files, folder, key: cipher.current }, taken, manifest, position, settled)
      log.info({ generation: manifest.generation, parts: taken.tasks.length }, 'checkpoint written')
    } catch (error) {
      journal.stop(error)
      throw journal.broken() ?? error
    }
  }

  async function close(): Promise<void> {
    await acts.idle()
    try {
      if (!journal.broken()) {
        await journal.durable()
        await checkpoint()
      }
    } finally {
      closed = true
      // One that was under way when the store stopped must not go on in a folder that another may open.
      while (checkpointing) await checkpointing.catch(() => undefined)
      try {
        await journal.close()
      } finally {
        await unlock()
      }
    }
  }

  return {
    stopped,
    commit: work => perform(() => runAct(shelves, work)),
    read: work => perform(() => runRead(shelves, work)),
    async checkpoint() {
      mustRun()
      await checkpoint()
    },
    async backup(to) {
      mustRun()
      await acts.idle()
      await journal.durable()
      await copyStore(files, folder, to)
    },
    async retain(at) {
      const counts = await perform(async () => {
        const over = monthsOver(shelves.values(), at)
        for (const [shelf, names] of over.months) {
          for (const name of names) {
            const part = shelf.parts.get(name)
            if (part) shelf.drop(part)
          }
        }
        return { answer: over.counts, line: over.months.size > 0 ? dropLine(over) : null }
      })
      for (const shelf of shelves.values()) {
        for (;;) {
          const gone = await perform(async () => {
            const act = session()
            const answer = deleteOver(shelf, at, act)
            const line = act.line()
            act.end()
            return { answer, line }
          })
          if (gone === 0) break
          counts[shelf.rows.name] = (counts[shelf.rows.name] ?? 0) + gone
        }
      }
      // What is no longer kept shall not stay on the disk either.
      if (Object.keys(counts).length > 0) await checkpoint()
      return counts
    },
    close() {
      closing ??= close()
      return closing
    },
  }
}

/** Lays out a new store. Throws where the folder holds one whose manifest is missing. */
async function create(files: Files, folder: string, cipher: Cipher): Promise<Manifest> {
  const first = journalName(1)
  for (const name of await files.list(folder)) {
    // A fresh disk brings a folder of its own.
    if (name.startsWith('lock') || name.startsWith('.') || name === 'lost+found' || name.endsWith('.tmp')) continue
    if (name === first && (await files.size(`${folder}/${name}`)) === 0) continue
    throw new StoreDamaged(MANIFEST, 'the whole file', `it is missing, though the folder holds ${name}`)
  }
  const journal = await files.open(`${folder}/${first}`, 'create')
  await journal.close()
  const manifest: Manifest = { format: 1, generation: 1, seq: 0, key: cipher.current, parts: {} }
  await writeManifest(files, folder, manifest)
  return manifest
}

/** Every file must be as long as the manifest says; what was appended after it by a checkpoint cut off comes off later. */
async function checkLengths(files: Files, folder: string, manifest: Manifest): Promise<void> {
  for (const parts of Object.values(manifest.parts)) {
    for (const { file, bytes } of Object.values(parts)) {
      let size: number
      try {
        size = await files.size(`${folder}/${file}`)
      } catch (error) {
        if (isMissing(error)) throw new StoreDamaged(file, 'the whole file', 'it is missing')
        throw error
      }
      if (size < bytes) throw new StoreDamaged(file, `byte ${size}`, `ends early, ${bytes} bytes were written`)
    }
  }
}

/**
 * Syncs what was read: a process that was killed may have written it and not come to its sync.
 * From here on it is shown, repeats are answered from it, and new journals hang on it.
 */
async function settle(files: Files, folder: string, manifest: Manifest, end: Replayed): Promise<void> {
  await files.syncFolder(folder)
  for (let number = manifest.generation; number <= end.generation; number++) {
    const file = await files.open(`${folder}/${journalName(number)}`, 'edit')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  }
}

/** Takes away what a crash left: the torn last line, a checkpoint cut off before its manifest, temporary files. */
async function tidy(
  files: Files,
  folder: string,
  { manifest, end, homes }: { manifest: Manifest; end: Replayed; homes: readonly string[] },
  log: Log,
): Promise<void> {
  if (end.torn > 0) {
    const name = journalName(end.generation)
    log.warn({ file: name, at: end.bytes, bytes: end.torn }, 'torn last line dropped: it was never answered')
    await cut(files, `${folder}/${name}`, end.bytes)
  }
  const lengths = new Map(
    Object.values(manifest.parts).flatMap(parts => Object.values(parts).map(p => [p.file, p.bytes])),
  )
  const ours = new Set([...filesOf(manifest), MANIFEST])
  for (let number = manifest.generation; number <= end.generation; number++) ours.add(journalName(number))
  for (const home of homes) {
    for (const name of await listed(files, home ? `${folder}/${home}` : folder)) {
      const file = home ? `${home}/${name}` : name
      const length = lengths.get(file)
      if (length !== undefined && (await files.size(`${folder}/${file}`)) > length) {
        await cut(files, `${folder}/${file}`, length)
      } else if (!ours.has(file) && /\.tmp$|^journal-\d+\.jsonl$|^[^/]+\/\w+(\.\d+)?\.jsonl?$/.test(file)) {
        await files.remove(`${folder}/${file}`)
      }
    }
  }
}

async function listed(files: Files, folder: string): Promise<string[]> {
  try {
    return await files.list(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

async function cut(files: Files, path: string, length: number): Promise<void> {
  const file = await files.open(path, 'edit')
  try {
    await file.truncate(length)
    await file.sync()
  } finally {
    await file.close()
  }
}
