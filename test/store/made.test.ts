import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MadeDamaged, madeFiles } from '../../store/made.ts'

const key = Buffer.alloc(32, 7)
const other = Buffer.alloc(32, 8)

/** Pieces of odd lengths. */
async function* inPieces(bytes: Buffer, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) {
    await Promise.resolve()
    yield bytes.subarray(at, at + length)
  }
}

describe('made files', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qingfeng-made-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
  const open = (keys = [key]) => madeFiles({ folder: join(folder, 'made'), keys })
  const content = (length: number) => Buffer.from(Array.from({ length }, (_, place) => (place * 31) % 251))
  const readAll = async (made = open()) => {
    const pieces = await made.read('202611-a')
    return pieces && (await buffer(pieces))
  }

  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])(
    'come back as they were written: %d bytes',
    async length => {
      const bytes = content(length)
      expect(await open().write('202611-a', inPieces(bytes, 997))).toBe(length)
      expect(bytes.equals((await readAll()) ?? Buffer.alloc(1))).toBe(true)
      expect(await open().list()).toEqual(['202611-a'])
    },
  )

  it('are not there before they are whole', async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield* inPieces(content(100_000), 5000)
      throw new Error('in the middle')
    }
    await expect(open().write('202611-a', broken())).rejects.toThrow('in the middle')
    expect([await readAll(), await open().list()]).toEqual([null, []])
  })

  it('show nothing of what they hold, and open with a key that has been replaced', async () => {
    await open().write('202611-a', inPieces(Buffer.from('鄢㛃'.repeat(10_000)), 4096))
    expect((await readFile(join(folder, 'made', '202611-a'))).includes('鄢㛃')).toBe(false)
    expect((await readAll(open([other, key])))?.toString()).toBe('鄢㛃'.repeat(10_000))
    await expect(readAll(open([other]))).rejects.toThrow(MadeDamaged)
  })

  it('give no byte that was not written: changed, cut off, exchanged', async () => {
    await open().write('202611-a', inPieces(content(200_000), 4096))
    const path = join(folder, 'made', '202611-a')
    const whole = await readFile(path)
    const changed = Buffer.from(whole)
    changed[100_000] = (changed[100_000] ?? 0) ^ 1
    await writeFile(path, changed)
    await expect(readAll()).rejects.toThrow(MadeDamaged)
    // At the end of a piece: what is there is authentic, and yet not all of it.
    for (const length of [whole.length - 1, 16 + 4 + 28 + 65_536, 16, 3]) {
      await writeFile(path, whole)
      await truncate(path, length)
      await expect(readAll()).rejects.toThrow(MadeDamaged)
    }
    await writeFile(join(folder, 'made', '202611-b'), whole)
    await expect((async () => buffer((await open().read('202611-b')) ?? never()))()).rejects.toThrow(MadeDamaged)
  })

  it('have names that lead nowhere else', async () => {
    await expect(open().read('../secret')).rejects.toThrow('no name')
  })
})

function never(): never {
  throw new Error('no file')
}
