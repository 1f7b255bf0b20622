import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StoreDamaged } from '../../../store/lowdb/errors.ts'
import { nodeFiles } from '../../../store/lowdb/files.ts'
import { silent } from '../../../store/lowdb/log.ts'
import type { LowdbStore } from '../../../store/lowdb/open.ts'
import { openForReading } from '../../../store/lowdb/reading.ts'
import type { ReadTx } from '../../../store/transaction.ts'
import { browserSession, confirmation, message } from '../hospital.ts'
import { systemError, withFaults } from './faults.ts'
import { contentOf, copyAsCrashed, journalsOf } from './folders.ts'
import { key, openIn, temporaryFolder } from './open-temporary.ts'

describe('a folder', () => {
  let folder: string
  const folders: string[] = []
  const inFolder = (file: string): string => join(folder, file)
  async function anotherFolder(): Promise<string> {
    folders.push(await temporaryFolder())
    return folders.at(-1) ?? ''
  }
  /** A small collection, this month, an old month, and three lines in the journal after the checkpoint. */
  beforeEach(async () => {
    const origin = await anotherFolder()
    const store = await openIn(origin)
    await store.commit(tx => tx.sessions.add(browserSession()))
    await store.commit(tx => tx.confirmations.add(confirmation()))
    await store.commit(tx => tx.confirmations.add(confirmation({ notice: '202510-old' })))
    await store.checkpoint()
    for (const id of ['202611-1', '202611-2', '202611-3']) await store.commit(tx => tx.outbox.add(message({ id })))
    folder = await anotherFolder()
    await copyAsCrashed(origin, folder)
    await store.close()
  })
  afterEach(async () => {
    for (const one of folders.splice(0)) await rm(one, { recursive: true, force: true })
  })

  async function flip(file: string, at: number): Promise<void> {
    const bytes = await readFile(inFolder(file))
    bytes[at] = bytes[at]! ^ 1
    await writeFile(inFolder(file), bytes)
  }
  const middle = async (file: string): Promise<number> => (await readFile(inFolder(file))).length >> 1
  const damages = {
    'with a flipped bit': async (file: string) => flip(file, await middle(file)),
    'cut short': async (file: string) => truncate(inFolder(file), await middle(file)),
    missing: (file: string) => rm(inFolder(file)),
  }
  const open = (): Promise<LowdbStore> => openIn(folder)
  const read = () => openForReading({ folder, keys: [key] })

  /** Both the bot and a reader refuse it, and leave every byte as it is. */
  async function isRefused(file: string, place: RegExp): Promise<void> {
    const before = await contentOf(folder)
    for (const opening of [open, read]) {
      const error = await opening().then(
        () => null,
        (reason: unknown) => reason,
      )
      expect(error).toBeInstanceOf(StoreDamaged)
      expect(error).toMatchObject({ file, place: expect.stringMatching(place) as string })
    }
    expect(await contentOf(folder)).toEqual(before)
  }

  const uses: ((tx: ReadTx) => Promise<unknown>)[] = [
    tx => tx.confirmations.get(['202510-old', 'zhangmin']),
    tx => tx.confirmations.list('person', ['zhangmin']),
  ]
  const state = 'state/sessions.2.json'
  const months = ['confirmations/202611.jsonl', 'confirmations/202510.jsonl'] as const
  const journal = 'journal-00000002.jsonl'

  for (const [how, damage] of Object.entries(damages)) {
    it(`whose small collection or manifest is ${how} is refused with file and place`, async () => {
      for (const file of [state, 'manifest.json']) {
        const kept = await readFile(inFolder(file))
        await damage(file)
        await isRefused(file, /^the whole file$|^byte \d+$|^the first \d+ bytes$/)
        await writeFile(inFolder(file), kept)
      }
      await (await open()).close()
    })
  }
  for (const how of ['cut short', 'missing'] as const) {
    it(`with a month that is ${how} is refused at the opening, an old month too`, async () => {
      await damages[how](months[1])
      await expect(open()).rejects.toMatchObject({ name: 'StoreDamaged', file: months[1] })
    })
  }
  it('with a flipped bit in this month is refused at the opening', async () => {
    await damages['with a flipped bit'](months[0])
    await expect(open()).rejects.toMatchObject({ name: 'StoreDamaged', file: months[0] })
  })

  it('with a flipped bit in an old month says so whenever that month is used, shows none of it, goes on without', async () => {
    await damages['with a flipped bit'](months[1])
    const damaged = await readFile(inFolder(months[1]))
    const store = await open()
    for (const use of uses) {
      await expect(store.commit(use)).rejects.toMatchObject({ name: 'StoreDamaged', file: months[1] })
      await expect(store.read(use)).rejects.toMatchObject({ name: 'StoreDamaged', file: months[1] })
    }
    expect(await store.commit(tx => tx.confirmations.add(confirmation({ person: 'lihua' })))).toBe(true)
    const copy = join(await anotherFolder(), 'copy')
    await expect(store.backup(copy)).rejects.toMatchObject({ name: 'StoreDamaged', file: months[1] })
    await store.close()
    expect(await readFile(inFolder(months[1]))).toEqual(damaged)
  })

  it('that loses an old month while it is open says so when that month is used', async () => {
    const store = await open()
    await rm(inFolder(months[1]))
    for (const use of uses) await expect(store.read(use)).rejects.toThrow(StoreDamaged)
    await store.close()
  })

  it('without its journal is refused', async () => {
    await rm(inFolder(journal))
    await isRefused(journal, /^the whole file$/)
  })

  it('is refused where any line of the journal is not what was written, the last one included', async () => {
    const bytes = await readFile(inFolder(journal))
    let start = 0
    for (const line of [1, 2, 3]) {
      const end = bytes.indexOf(10, start)
      for (const at of [start, start + 9, (start + end) >> 1, end - 1]) {
        await flip(journal, at)
        await isRefused(journal, new RegExp(`^line ${line}$`))
        await writeFile(inFolder(journal), bytes)
      }
      start = end + 1
    }
    const [first = '', , third = ''] = bytes.toString().split('\n')
    await writeFile(inFolder(journal), `${first}\n${third}\n`)
    await isRefused(journal, /^line 2$/)
  })

  for (const [how, tail] of [
    ['half a line', '{"crc":"0a1b2c3d","seq":8,"put":{"outbox":[{"id":"2026'],
    ['zeros, as some file systems leave them', '\0'.repeat(100)],
    ['a line with a hole', '{"crc":"0a1b2c3d","seq":8,"put":\0\0\0\0}\n'],
  ] as const) {
    it(`with ${how} at the end of its journal drops that, logs it, and keeps the rest`, async () => {
      const whole = await readFile(inFolder(journal))
      await appendFile(inFolder(journal), tail)
      const reader = await read()
      expect(await reader.read(tx => tx.outbox.count('state', ['waiting']))).toBe(3)
      const warnings: object[] = []
      const store = await openIn(folder, { log: { ...silent, warn: about => warnings.push(about) } })
      expect(warnings).toEqual([{ file: journal, at: whole.length, bytes: tail.length }])
      expect(await readFile(inFolder(journal))).toEqual(whole)
      expect(await store.read(tx => tx.outbox.count('state', ['waiting']))).toBe(3)
      await store.close()
    })
  }

  it('with something after the line that says where its journal goes on, or without that file, is refused', async () => {
    const files = withFaults(nodeFiles, ({ name, path }) =>
      name === 'rename' && path.endsWith('manifest.json') ? { error: systemError('EIO') } : null,
    )
    const store = await openIn(folder, { files })
    await expect(store.checkpoint()).rejects.toThrow('EIO')
    await store.close()
    expect(await journalsOf(folder)).toEqual([journal, 'journal-00000003.jsonl'])
    const whole = await readFile(inFolder(journal))
    await appendFile(inFolder(journal), '{"crc"')
    await isRefused(journal, new RegExp(`^byte ${whole.length}$`))
    await writeFile(inFolder(journal), whole)
    await rm(inFolder('journal-00000003.jsonl'))
    await isRefused('journal-00000003.jsonl', /^the whole file$/)
  })
})
