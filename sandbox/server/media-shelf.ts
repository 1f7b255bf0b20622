import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The bytes of uploaded media: in a folder beside the state file, or in memory where there is none. */
export interface MediaShelf {
  put(id: string, bytes: Buffer): Promise<void>
  get(id: string): Promise<Buffer | null>
}

export function openMediaShelf(folder: string | null): MediaShelf {
  if (folder === null) {
    const kept = new Map<string, Buffer>()
    return {
      put: async (id, bytes) => void kept.set(id, bytes),
      get: async id => kept.get(id) ?? null,
    }
  }
  return {
    put: async (id, bytes) => {
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, id), bytes)
    },
    get: async id => {
      try {
        return await readFile(join(folder, id))
      } catch {
        return null
      }
    },
  }
}
