import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'

/** A file open for writing. */
export interface OpenFile {
  /** Writes all bytes at this position. */
  write(bytes: Uint8Array, at: number): Promise<void>
  /** Resolves when what was written would survive the power failing. */
  sync(): Promise<void>
  truncate(length: number): Promise<void>
  close(): Promise<void>
}

/** What the engine asks of the file system, so that tests can make it fail. A missing file is an `ENOENT`. */
export interface Files {
  /** `create` empties an existing file, `edit` keeps it. */
  open(path: string, how: 'create' | 'edit'): Promise<OpenFile>
  /** The first `length` bytes; all of them by default, fewer where the file ends before. */
  read(path: string, length?: number): Promise<Buffer>
  size(path: string): Promise<number>
  list(folder: string): Promise<string[]>
  mkdir(folder: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** A file, or a folder with all in it; no error where there is none. */
  remove(path: string): Promise<void>
  /** Makes new and renamed names in a folder survive the power failing. */
  syncFolder(folder: string): Promise<void>
}

export const nodeFiles: Files = {
  async open(path, how) {
    const handle = await open(path, how === 'create' ? 'w' : 'r+', 0o600)
    return {
      async write(bytes, at) {
        for (let done = 0; done < bytes.length;) {
          done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten
        }
      },
      sync: () => handle.datasync(),
      truncate: length => handle.truncate(length),
      close: () => handle.close(),
    }
  },
  async read(path, length) {
    const handle = await open(path, 'r')
    try {
      if (length === undefined) return await handle.readFile()
      const bytes = Buffer.allocUnsafe(length)
      let done = 0
      while (done < length) {
        const { bytesRead } = await handle.read(bytes, done, length - done, done)
        if (bytesRead === 0) break
        done += bytesRead
      }
      return bytes.subarray(0, done)
    } finally {
      await handle.close()
    }
  },
  size: async path => (await stat(path)).size,
  list: folder => readdir(folder),
  mkdir: async folder => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  },
  rename,
  remove: path => rm(path, { force: true, recursive: true }),
  async syncFolder(folder) {
    // Windows cannot sync a folder; there a rename is durable by itself.
    if (process.platform === 'win32') return
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
}

/** Creates or replaces a file so that a crash leaves the old or the new one, whole. */
export async function replaceFile(
  files: Files,
  folder: string,
  name: string,
  write: (file: OpenFile) => Promise<void>,
): Promise<void> {
  const temporary = `${folder}/${name}.tmp`
  const file = await files.open(temporary, 'create')
  try {
    await write(file)
    await file.sync()
  } finally {
    await file.close()
  }
  await files.rename(temporary, `${folder}/${name}`)
  await files.syncFolder(folder)
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
