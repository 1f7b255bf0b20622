import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cipher, WrongKey } from '../../../store/cipher.ts'
import { checked } from '../../../store/lowdb/checked.ts'
import { StoreDamaged } from '../../../store/lowdb/errors.ts'
import type { LowdbStore } from '../../../store/lowdb/open.ts'
import { openForReading } from '../../../store/lowdb/reading.ts'
import { deed, message, morning, person } from '../hospital.ts'
import { contentOf, copyAsCrashed, journalsOf } from './folders.ts'
import { key, openIn, otherKey, temporaryFolder } from './open-temporary.ts'

describe('the keys', () => {
  const folders: string[] = []
  let folder: string
  beforeEach(async () => {
    folder = await anotherFolder()
  })
  afterEach(async () => {
    for (const one of folders.splice(0)) await rm(one, { recursive: true, force: true })
  })
  async function anotherFolder(): Promise<string> {
    folders.push(await temporaryFolder())
    return folders.at(-1) ?? ''
  }
  async function using<A>(keys: Buffer[], work: (store: LowdbStore) => Promise<A>): Promise<A> {
    const store = await openIn(folder, { keys })
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  }
  const oldId = cipher([key]).current
  const newId = cipher([otherKey]).current
  /** Which keys something in the folder is encrypted with. */
  async function keysInUse(): Promise<string[]> {
    const texts = [...(await contentOf(folder)).values()].map(String)
    return [oldId, newId].filter(id => texts.some(text => text.includes(`"*":"${id}:`)))
  }
  /** A small collection and this month: all of it is in use. */
  const written = async (store: LowdbStore): Promise<void> => {
    await store.commit(tx => tx.people.put(person()))
    await store.commit(tx => tx.deeds.add(deed()))
    await store.commit(tx => tx.deeds.add(deed({ key: '202611:msg:2', at: morning + 1 })))
  }
  const closedMonth = (store: LowdbStore): Promise<unknown> =>
    store.commit(tx => tx.outbox.add(message({ id: '202511-old', due: null, state: 'done' })))
  const all = (store: Pick<LowdbStore, 'read'>): Promise<unknown[]> =>
    store.read(async tx => [
      await tx.people.list('all', []),
      await tx.deeds.get('202611:msg:1'),
      await tx.deeds.get('202611:msg:2'),
    ])
  const whole = [[person()], deed(), deed({ key: '202611:msg:2', at: morning + 1 })]

  it('that are not those it was written with open nothing, and change nothing', async () => {
    await using([key], written)
    const before = await contentOf(folder)
    await expect(openIn(folder, { keys: [otherKey] })).rejects.toThrow(WrongKey)
    await expect(openForReading({ folder, keys: [otherKey] })).rejects.toThrow(oldId)
    await expect(openIn(folder, { keys: [] })).rejects.toThrow(WrongKey)
    await expect(openIn(folder, { keys: [Buffer.alloc(31)] })).rejects.toThrow(WrongKey)
    expect(await contentOf(folder)).toEqual(before)
    expect(await using([key], all)).toEqual(whole)
  })

  it('new first and old second read everything; after a checkpoint all that is open has the new one', async () => {
    await using([key], written)
    await using([otherKey, key], async store => {
      expect(await all(store)).toEqual(whole)
      await store.checkpoint()
      expect(await keysInUse()).toEqual([newId])
      expect(await all(store)).toEqual(whole)
    })
    expect(await using([otherKey], all)).toEqual(whole)
    await expect(openIn(folder, { keys: [key] })).rejects.toThrow(newId)
  })

  it('of a closed month stay needed: without the old one the store says at the opening which is missing', async () => {
    await using([key], closedMonth)
    await using([otherKey, key], written)
    expect(await keysInUse()).toEqual([oldId, newId])
    await expect(openIn(folder, { keys: [otherKey] })).rejects.toThrow(oldId)
    await using([otherKey, key], async store => {
      expect(await all(store)).toEqual(whole)
      expect((await store.read(tx => tx.outbox.get('202511-old')))?.saying).toBe(message().saying)
    })
  })

  it('of a journal that a crash left serve until the next checkpoint, which leaves none of its lines', async () => {
    const store = await openIn(folder, { keys: [key] })
    await written(store)
    const origin = folder
    folder = await anotherFolder()
    await copyAsCrashed(origin, folder)
    await store.close()
    await expect(openIn(folder, { keys: [otherKey] })).rejects.toThrow(oldId)
    expect(await using([otherKey, key], all)).toEqual(whole)
    expect(await keysInUse()).toEqual([newId])
    expect(await using([otherKey], all)).toEqual(whole)
  })

  it('open no ciphertext that was moved to another row, field by field or whole', async () => {
    const store = await openIn(folder)
    await store.commit(async tx => {
      await tx.people.put(person())
      await tx.people.put(person({ id: 'lihua', name: '李华' }))
    })
    await store.commit(tx => tx.deeds.add(deed()))
    const origin = folder
    folder = await anotherFolder()
    await copyAsCrashed(origin, folder)
    await store.close()
    const [name = ''] = await journalsOf(folder)
    const text = await readFile(join(folder, name), 'utf8')
    const [zhang = '', li = '', answer = ''] = [...text.matchAll(/"\*":"([^"]+)"/g)].map(([, sealed]) => sealed)
    for (const [sealed, moved] of [
      [zhang, li],
      [zhang, answer],
      [zhang, `${zhang.slice(0, 30)}${zhang[30] === 'A' ? 'B' : 'A'}${zhang.slice(31)}`],
    ] as const) {
      // Whoever has the disk can make the checksum right, but not the tag.
      await writeFile(join(folder, name), rechecked(text.replace(sealed, moved)))
      await expect(openIn(folder)).rejects.toThrow(StoreDamaged)
      await expect(openIn(folder)).rejects.toMatchObject({ file: name, place: 'line 1' })
    }
    await writeFile(join(folder, name), rechecked(text))
    await (await openIn(folder)).close()
  })
})

function rechecked(journal: string): string {
  const lines = journal.trimEnd().split('\n')
  return lines.map(line => `${checked(line.slice('{"crc":"00000000",'.length, -1))}\n`).join('')
}
