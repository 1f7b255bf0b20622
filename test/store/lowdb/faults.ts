import type { Files, OpenFile } from '../../../store/lowdb/files.ts'

/** One thing asked of the file system. */
export interface Operation {
  /** From 1, over everything that goes through the same `Files`. */
  number: number
  name: keyof Files | Exclude<keyof OpenFile, 'close'> | 'close'
  path: string
}

/** What goes wrong. Of a write, this share of the bytes has reached the file before. */
export interface Fault {
  error: Error
  share?: number
}

type Outcome = Fault | null | Promise<Fault | null>

/** A file system of which `fault` may let any operation fail, or wait. A handle is closed even where closing fails. */
export function withFaults(files: Files, fault: (operation: Operation) => Outcome): Files {
  let number = 0
  function next(name: Operation['name'], path: string): Outcome {
    number += 1
    return fault({ number, name, path })
  }
  async function tried<A>(name: Operation['name'], path: string, run: () => Promise<A>): Promise<A> {
    const failed = await next(name, path)
    if (failed) throw failed.error
    return run()
  }
  return {
    open: (path, how) =>
      tried('open', path, async () => {
        const file = await files.open(path, how)
        return {
          async write(bytes, at) {
            const failed = await next('write', path)
            if (!failed) return file.write(bytes, at)
            const { error, share = 0 } = failed
            if (share > 0) await file.write(bytes.subarray(0, Math.floor(share * bytes.length)), at)
            throw error
          },
          sync: () => tried('sync', path, () => file.sync()),
          truncate: length => tried('truncate', path, () => file.truncate(length)),
          async close() {
            const failed = await next('close', path)
            await file.close()
            if (failed) throw failed.error
          },
        }
      }),
    read: (path, length) => tried('read', path, () => files.read(path, length)),
    size: path => tried('size', path, () => files.size(path)),
    list: folder => tried('list', folder, () => files.list(folder)),
    mkdir: folder => tried('mkdir', folder, () => files.mkdir(folder)),
    rename: (from, to) => tried('rename', to, () => files.rename(from, to)),
    remove: path => tried('remove', path, () => files.remove(path)),
    syncFolder: folder => tried('syncFolder', folder, () => files.syncFolder(folder)),
  }
}

const changing: ReadonlySet<Operation['name']> = new Set([
  'open',
  'write',
  'sync',
  'truncate',
  'mkdir',
  'rename',
  'remove',
  'syncFolder',
])

/**
 * From its n-th change on, nothing reaches the disk any more, nor is anything read from it;
 * of that change, if it is a write, a part of its bytes.
 */
export function crashing(files: Files, at: number, share: number): Files {
  let changes = 0
  return withFaults(files, ({ name }) => {
    if (changing.has(name)) changes += 1
    return changes < at ? null : { error: new Error('crashed'), share: changes === at ? share : 0 }
  })
}

/** Its n-th change fails, and all that come after it where it `lasts`. What is read goes on being read. */
export function failing(files: Files, at: number, lasts: boolean, fault: Fault): Files {
  let changes = 0
  return withFaults(files, ({ name }) => {
    if (!changing.has(name)) return null
    changes += 1
    return changes === at || (lasts && changes > at) ? fault : null
  })
}

/** How many changes are asked for while something is done. */
export async function changesIn(files: Files, work: (files: Files) => Promise<unknown>): Promise<number> {
  let changes = 0
  await work(
    withFaults(files, ({ name }) => {
      if (changing.has(name)) changes += 1
      return null
    }),
  )
  return changes
}

/** As the system reports it. */
export function systemError(code: 'ENOSPC' | 'EIO' | 'ENOENT'): Error {
  return Object.assign(new Error(code), { code })
}
