import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeFiles } from '../../../store/lowdb/files.ts'
import type { LowdbStore } from '../../../store/lowdb/open.ts'
import { browserSession, confirmation, day, deed, message, morning } from '../hospital.ts'
import { systemError, withFaults } from './faults.ts'
import { contentOf } from './folders.ts'
import { openIn, temporaryFolder } from './open-temporary.ts'

describe('what is no longer kept', () => {
  let folder: string
  let store: LowdbStore
  beforeEach(async () => {
    folder = await temporaryFolder()
    store = await openIn(folder)
  })
  afterEach(async () => {
    await store.close().catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
  })

  const oldDeed = deed({ key: '202609:gone', at: morning - 60 * day, act: 'gone-act', answer: 'gone-answer' })
  const oldSession = browserSession({ id: 'gone-session', at: morning - 3 * day })
  const oldMessage = message({ id: '202509-gone', at: morning - 420 * day, due: null, state: 'done' })
  const writeAll = () =>
    store.commit(async tx => {
      await tx.deeds.add(oldDeed)
      await tx.deeds.add(deed({ key: '202611:kept', act: 'kept-act' }))
      await tx.sessions.add(oldSession)
      await tx.sessions.add(browserSession({ id: 'kept-session' }))
      await tx.outbox.add(oldMessage)
      await tx.confirmations.add(confirmation({ notice: '201001-kept', at: 0 }))
    })

  /** The files in which something stands, also what was encrypted. */
  async function filesWith(text: string): Promise<string[]> {
    return [...(await contentOf(folder))].filter(([, bytes]) => bytes.includes(text)).map(([name]) => name)
  }
  const sealedIn = (text: string): string[] => [...text.matchAll(/"\*":"([^"]+)"/g)].map(([, sealed]) => sealed ?? '')

  it('is gone from every file once `retain` has answered, from the journal too', async () => {
    await writeAll()
    const [sealedDeed = ''] = sealedIn(await readFile(join(folder, 'journal-00000001.jsonl'), 'utf8'))
    expect(await filesWith(sealedDeed)).toHaveLength(1)
    expect(await store.retain(morning + 1)).toEqual({ deeds: 1, sessions: 1, outbox: 1 })
    for (const gone of ['gone', sealedDeed]) expect(await filesWith(gone)).toEqual([])
    for (const kept of ['kept-act', 'kept-session', '201001-kept']) expect(await filesWith(kept)).not.toEqual([])
  })

  it('is gone from months that are not in memory, which need not be read for it', async () => {
    await writeAll()
    await store.close()
    const reads: string[] = []
    const files = withFaults(nodeFiles, ({ name, path }) => {
      if (name === 'read') reads.push(path)
      return null
    })
    store = await openIn(folder, { files })
    expect(await store.retain(morning + 1)).toEqual({ deeds: 1, sessions: 1, outbox: 1 })
    expect(await filesWith('gone')).toEqual([])
    expect(reads.filter(path => /202609|202509|201001/.test(path))).toEqual([])
    expect((await contentOf(folder)).keys()).not.toContain('deeds/202609.jsonl')
  })

  it('stays gone after a restart, and its key may be used again', async () => {
    await writeAll()
    await store.retain(morning + 1)
    await store.commit(tx => tx.deeds.add({ ...oldDeed, act: 'again' }))
    await store.close()
    store = await openIn(folder)
    expect((await store.read(tx => tx.deeds.get(oldDeed.key)))?.act).toBe('again')
    expect(await store.read(tx => tx.outbox.get(oldMessage.id))).toBeUndefined()
    expect(await store.read(tx => tx.sessions.count('person', ['zhangmin']))).toBe(1)
  })

  it('goes at the next opening where the disk failed when it was to be erased', async () => {
    await writeAll()
    await store.checkpoint()
    await store.close()
    const files = withFaults(nodeFiles, ({ name, path }) =>
      name === 'rename' && path.endsWith('manifest.json') ? { error: systemError('EIO') } : null,
    )
    store = await openIn(folder, { files })
    await expect(store.retain(morning + 1)).rejects.toThrow('EIO')
    await store.close()
    store = await openIn(folder)
    expect(await store.read(tx => tx.deeds.get(oldDeed.key))).toBeUndefined()
    await store.close()
    expect(await filesWith('gone')).toEqual([])
  })

  it('goes from the files of an old month too where single rows are deleted', async () => {
    await store.commit(async tx => {
      await tx.confirmations.add(confirmation({ notice: '202001-study', person: 'gone-person' }))
      await tx.confirmations.add(confirmation({ notice: '202001-study', person: 'kept-person' }))
    })
    await store.close()
    store = await openIn(folder)
    await store.commit(tx => tx.confirmations.delete(['202001-study', 'gone-person']))
    await store.checkpoint()
    expect(await filesWith('gone-person')).toEqual([])
    expect(await filesWith('kept-person')).not.toEqual([])
  })

  it('waits for its last day: a row is there as long as its collection says', async () => {
    const at = morning - 2 * day
    await store.commit(tx => tx.sessions.add(browserSession({ at })))
    expect(await store.retain(morning)).toEqual({})
    expect(await store.retain(morning + 1)).toEqual({ sessions: 1 })
  })

  it('goes in slices where it is much, and other acts are answered meanwhile', async () => {
    await store.commit(async tx => {
      for (let i = 0; i < 1200; i++) await tx.sessions.add(browserSession({ id: `old-${i}`, at: 0 }))
    })
    const order: string[] = []
    const retaining = store.retain(morning).then(counts => (order.push('retained'), counts))
    await store.commit(tx => tx.sessions.put(browserSession())).then(() => order.push('answered'))
    expect(await retaining).toEqual({ sessions: 1200 })
    expect(order).toEqual(['answered', 'retained'])
    expect(await filesWith('old-')).toEqual([])
  })
})
