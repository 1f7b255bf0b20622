import { access, type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cipher as cipherOf } from './cipher.ts'

/**
 * Files that were made out of the store and can be made again: beside it, encrypted, in no journal and no backup.
 * A name is `[0-9a-z-]+`.
 */
export interface MadeFiles {
  /** Writes a file whole, or leaves none: under its name it stands only once it is durable. Gives its length in bytes. */
  write(name: string, chunks: AsyncIterable<Uint8Array>): Promise<number>
  /** Its bytes, each piece authenticated before it is given; null where there is no such file. Throws `MadeDamaged`. */
  read(name: string): Promise<AsyncIterable<Uint8Array> | null>
  list(): Promise<string[]>
  remove(name: string): Promise<void>
}

/** What stands there is not what was written, or was cut off. */
export class MadeDamaged extends Error {
  override name = 'MadeDamaged'
}

/** Begins a file: what it is, and the id of its key. */
const magic = 'qfmade1:'
const headLength = magic.length + 8
const pieceLength = 64 * 1024
/** Set in the length of the last piece. */
const isLast = 0x8000_0000

/** AES-256-GCM in pieces of 64 KB; each is authenticated with its name, its number and whether it is the last. */
export function madeFiles({ folder, keys }: { folder: string; keys: readonly Buffer[] }): MadeFiles {
  const cipher = cipherOf(keys)
  const pathOf = (name: string): string => {
    if (!/^[0-9a-z-]+$/.test(name)) throw new Error(`no name of a made file: ${name}`)
    return join(folder, name)
  }
  const contextOf = (name: string, place: number, last: boolean): string =>
    `made|${name}|${place}|${last ? 'last' : ''}`

  return {
    async write(name, chunks) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const path = pathOf(name)
      const file = await open(`${path}.tmp`, 'w', 0o600)
      let bytes = 0
      try {
        await file.write(`${magic}${cipher.current}`)
        let place = 0
        for await (const [piece, last] of pieces(chunks)) {
          const sealed = cipher.sealBytes(contextOf(name, place++, last), piece)
          const length = Buffer.alloc(4)
          length.writeUInt32BE((sealed.length | (last ? isLast : 0)) >>> 0)
          await file.writev([length, sealed])
          bytes += piece.length
        }
        await file.sync()
      } catch (error) {
        await file.close()
        await rm(`${path}.tmp`, { force: true })
        throw error
      }
      await file.close()
      await rename(`${path}.tmp`, path)
      return bytes
    },

    async read(name) {
      const path = pathOf(name)
      // Opened only once it is read: one that nobody goes on to read is not left open.
      const isThere = await access(path).then(
        () => true,
        () => false,
      )
      return isThere ? readPieces(path, name) : null
    },

    list: () =>
      readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return []
        throw error
      }),
    remove: name => rm(join(folder, name), { force: true }),
  }

  async function* readPieces(path: string, name: string): AsyncGenerator<Uint8Array> {
    const file = await open(path, 'r').catch((error: unknown) => {
      throw new MadeDamaged(name, { cause: error })
    })
    try {
      const head = (await exactly(file, headLength)).toString('latin1')
      if (!head.startsWith(magic)) throw new MadeDamaged(name)
      for (let place = 0; ; place++) {
        const length = (await exactly(file, 4)).readUInt32BE()
        const last = length >= isLast
        const size = length % isLast
        if (size > pieceLength + 64) throw new MadeDamaged(name)
        yield opened(head.slice(magic.length), contextOf(name, place, last), await exactly(file, size), name)
        if (last) return
      }
    } finally {
      await file.close()
    }
  }

  function opened(key: string, context: string, sealed: Buffer, name: string): Uint8Array {
    if (!cipher.knows(key)) throw new MadeDamaged(name)
    try {
      return cipher.openBytes(key, context, sealed)
    } catch (error) {
      throw new MadeDamaged(name, { cause: error })
    }
  }
}

/** Gathers chunks of any length into pieces of one; the last says that it is. */
async function* pieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<[Buffer, boolean]> {
  let held: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    held = Buffer.concat([held, chunk])
    while (held.length > pieceLength) {
      yield [held.subarray(0, pieceLength), false]
      held = held.subarray(pieceLength)
    }
  }
  yield [held, true]
}

async function exactly(file: FileHandle, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length)
  if (bytesRead !== length) throw new MadeDamaged('cut off')
  return buffer
}
