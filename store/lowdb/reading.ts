import { cipher as cipherOf } from '../cipher.ts'
import type { ReadTx } from '../transaction.ts'
import { copyStore } from './backup.ts'
import { queue, runRead } from './acts.ts'
import { StoreDamaged } from './errors.ts'
import { nodeFiles, type Files } from './files.ts'
import { asDamage, shelvesOf, type Shelves } from './folder.ts'
import { PartGone } from './lines.ts'
import { MANIFEST, readManifest } from './manifest.ts'
import { replay } from './replay.ts'

/** The state of a folder, seen from another process. */
export interface ReadOnlyStore {
  /** Reads one consistent, durable state: that of the opening, or a later one where files were replaced since. */
  read<A>(work: (tx: ReadTx) => Promise<A>): Promise<A>
  backup(folder: string): Promise<void>
  close(): Promise<void>
}

const TRIES = 10

/**
 * Opens a folder for reading only: takes no lock, writes nothing, and does not mind a bot that works in it.
 * Throws `WrongKey` and `StoreDamaged` as `openLowdb` does.
 */
export async function openForReading(options: {
  folder: string
  keys: readonly Buffer[]
  files?: Files
}): Promise<ReadOnlyStore> {
  const { folder, files = nodeFiles } = options
  const cipher = cipherOf(options.keys)

  async function look(): Promise<Shelves> {
    const manifest = await readManifest(files, folder)
    if (!manifest) throw new StoreDamaged(MANIFEST, 'the whole file', 'it is missing')
    const shelves = shelvesOf(files, folder, manifest, cipher)
    try {
      for (const shelf of shelves.values()) {
        const only = shelf.rows.monthly ? undefined : shelf.parts.get('')
        if (only) await shelf.load(only)
        // Work is found only in memory, but a reader claims none.
      }
      await replay(files, folder, manifest, shelves, cipher)
    } catch (error) {
      // A checkpoint since then has taken away what this manifest named.
      if ((await readManifest(files, folder))?.generation !== manifest.generation) throw new PartGone(MANIFEST)
      throw asDamage(error)
    }
    return shelves
  }

  async function retried<A>(work: () => Promise<A>): Promise<A> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof PartGone) || attempt === TRIES) throw asDamage(error)
      }
    }
  }

  let shelves: Shelves | null = await retried(look)
  const reads = queue()

  return {
    read: work =>
      reads.run(() =>
        retried(async () => {
          const outcome = await runRead((shelves ??= await look()), work)
          if (!('error' in outcome)) return outcome.answer
          if (outcome.error instanceof PartGone) shelves = null
          throw outcome.error
        }),
      ),
    backup: to => copyStore(files, folder, to),
    async close() {
      await reads.idle()
    },
  }
}
