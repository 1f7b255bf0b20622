import { execFile } from 'node:child_process'
import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { builtFile, ensureBuilt } from '../../../drill/built.ts'
import { nodeFiles } from '../../../store/lowdb/files.ts'
import type { LowdbStore } from '../../../store/lowdb/open.ts'
import { openForReading } from '../../../store/lowdb/reading.ts'
import type { ReadTx } from '../../../store/transaction.ts'
import { browserSession, confirmation, day, deed, morning, person } from '../hospital.ts'
import { systemError, withFaults } from './faults.ts'
import { contentOf } from './folders.ts'
import { key, openIn, otherKey, temporaryFolder } from './open-temporary.ts'

const folders: string[] = []
afterEach(async () => {
  for (const one of folders.splice(0)) await rm(one, { recursive: true, force: true })
})
async function newFolder(): Promise<string> {
  folders.push(await temporaryFolder())
  return folders.at(-1) ?? ''
}

/** Every third is in the month before. */
const noticeOf = (i: number): string => (i % 3 === 0 ? '202610-study' : '202611-study')
const confirms = (store: LowdbStore, i: number): Promise<unknown> =>
  store.commit(async tx => {
    await tx.confirmations.add(confirmation({ notice: noticeOf(i), person: `p${i}` }))
    await tx.deeds.add(deed({ key: `202611:${i}` }))
    await tx.sessions.put(browserSession({ id: 'last', person: String(i) }))
  })

/** How many of the acts are there; they are the first ones, each whole. */
async function prefixIn(store: { read<A>(work: (tx: ReadTx) => Promise<A>): Promise<A> }): Promise<number> {
  return store.read(async tx => {
    const last = Number((await tx.sessions.get('last'))?.person ?? -1)
    for (let i = 0; i < last + 3; i++) {
      const halves = [await tx.confirmations.get([noticeOf(i), `p${i}`]), await tx.deeds.get(`202611:${i}`)]
      expect(halves.map(Boolean), `act ${i} of ${last}`).toEqual([i <= last, i <= last])
    }
    return last + 1
  })
}

describe('a backup', () => {
  for (const from of ['the bot itself', 'a process beside it'] as const) {
    it(`by ${from}, while acts and checkpoints go on, holds all that was answered before, and a prefix of the rest`, async () => {
      const folder = await newFolder()
      const store = await openIn(folder, { checkpointBytes: 1500 })
      let answered = 0
      let writing = true
      const writer = (async () => {
        while (writing) {
          await confirms(store, answered)
          answered += 1
        }
      })().catch((error: unknown) => error)
      const lengths: number[] = []
      for (let round = 0; round < 5; round++) {
        await new Promise(resolve => setTimeout(resolve, 15))
        const copy = join(await newFolder(), 'copy')
        const before = answered
        const reader = from === 'the bot itself' ? null : await openForReading({ folder, keys: [key] })
        await (reader ?? store).backup(copy)
        await reader?.close()
        const restored = await openIn(copy)
        const length = await prefixIn(restored)
        expect(length).toBeGreaterThanOrEqual(before)
        // It goes on from there, and the original knows nothing of it.
        await confirms(restored, length)
        expect(await prefixIn(restored)).toBe(length + 1)
        await restored.close()
        lengths.push(length)
      }
      writing = false
      expect(await writer).toBeUndefined()
      expect(await prefixIn(store)).toBe(answered)
      expect(lengths).toEqual([...lengths].sort((a, b) => a - b))
      await store.close()
    })
  }

  it('that was cut off does not open', async () => {
    const store = await openIn(await newFolder())
    await confirms(store, 0)
    await store.checkpoint()
    await confirms(store, 1)
    const copy = join(await newFolder(), 'copy')
    const files = withFaults(nodeFiles, ({ name, path }) =>
      name === 'rename' && path.startsWith(copy) && path.endsWith('manifest.json')
        ? { error: systemError('EIO') }
        : null,
    )
    await store.close()
    const again = await openIn(folders[0] ?? '', { files })
    await expect(again.backup(copy)).rejects.toThrow('EIO')
    await again.close()
    await expect(openIn(copy)).rejects.toMatchObject({ name: 'StoreDamaged', file: 'manifest.json' })
  })

  it('holds nothing that retention has erased, also where it was erased while it was being copied', async () => {
    const folder = await newFolder()
    let copying: (() => Promise<unknown>) | null = null
    const files = withFaults(nodeFiles, async ({ name, path }) => {
      const once = copying
      if (name === 'read' && path.includes('/deeds/')) {
        copying = null
        await once?.()
      }
      return null
    })
    const store = await openIn(folder, { files })
    await store.commit(tx => tx.deeds.add(deed({ key: '202609:erased', at: morning - 60 * day, act: 'erased-act' })))
    await store.commit(tx => tx.people.put(person()))
    await store.checkpoint()
    copying = () => store.retain(morning)
    const copy = join(await newFolder(), 'copy')
    await store.backup(copy)
    await store.close()
    for (const [name, bytes] of await contentOf(copy)) expect(bytes.includes('erased'), name).toBe(false)
    const restored = await openIn(copy)
    expect(await restored.read(tx => tx.people.get('zhangmin'))).toEqual(person())
    await restored.close()
  })
})

describe('npm run backup', () => {
  beforeAll(ensureBuilt)

  it('copies a folder in use; the copy verifies and opens; nothing is ever written over', async () => {
    const folder = await newFolder()
    const store = await openIn(folder, { keys: [otherKey, key] })
    for (let i = 0; i < 5; i++) await confirms(store, i)
    await store.checkpoint()
    for (let i = 5; i < 9; i++) await confirms(store, i)
    const copy = join(await newFolder(), 'copy')
    expect(await run('backup.js', folder, copy)).toMatchObject({
      code: 0,
      out: expect.stringContaining(copy) as string,
    })
    await confirms(store, 9)
    const before = await contentOf(copy)
    expect(await run('backup.js', folder, copy)).toMatchObject({
      code: 2,
      out: expect.stringContaining('空的文件夹') as string,
    })
    expect(await contentOf(copy)).toEqual(before)
    await store.close()

    const restored = await newFolder()
    await cp(copy, restored, { recursive: true })
    const verdict = await run('verify.js', restored)
    expect([verdict.code, JSON.parse(verdict.out)]).toEqual([0, expect.objectContaining({ ok: true, links: 0 })])
    const again = await openIn(restored, { keys: [otherKey, key] })
    expect(await prefixIn(again)).toBe(9)
    await confirms(again, 9)
    await again.close()
    expect(await readdir(copy)).not.toContain('lock')
  })
})

function run(command: string, folder: string, ...rest: string[]): Promise<{ code: number; out: string }> {
  const keys = [otherKey, key].map(one => one.toString('base64')).join(',')
  const env = { ...process.env, DATA_DIR: folder, DATA_KEY: keys }
  return new Promise(resolve => {
    execFile(process.execPath, [builtFile(command), ...rest], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out: out + err }),
    )
  })
}
