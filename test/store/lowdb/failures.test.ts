import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StoreLocked } from '../../../store/lowdb/errors.ts'
import { nodeFiles, type Files } from '../../../store/lowdb/files.ts'
import type { LowdbStore } from '../../../store/lowdb/open.ts'
import { StoreStopped } from '../../../store/transaction.ts'
import { performOn, type Act } from '../histories.ts'
import { browserSession, confirmation, deed, morning, person } from '../hospital.ts'
import { memoryDisk } from './disk.ts'
import { changesIn, failing, systemError, withFaults, type Operation } from './faults.ts'
import { openIn, openTemporary } from './open-temporary.ts'
import { forEach, inFolder, live, placeOf, story } from './story.ts'

/** Confirms and notes the deed, as one act. */
const confirms = (store: LowdbStore, who: string): Promise<boolean> =>
  store.commit(async tx => {
    await tx.deeds.add(deed({ key: `202611:${who}` }))
    return tx.confirmations.add(confirmation({ person: who }))
  })

describe('a file operation that fails', () => {
  let opened: Awaited<ReturnType<typeof openTemporary>>
  let store: LowdbStore
  let isFaulty: (operation: Operation) => boolean | Promise<boolean>
  beforeEach(async () => {
    isFaulty = () => false
    const files = withFaults(nodeFiles, async operation =>
      (await isFaulty(operation)) ? { error: systemError('ENOSPC'), share: 0.6 } : null,
    )
    opened = await openTemporary({ files })
    store = opened.store as LowdbStore
    await confirms(store, 'answered')
  })
  afterEach(() => opened.remove())

  /** Nothing more is accepted, and says why; when it is opened again, acts are there whole or not at all. */
  async function stopsAndOpensAgain(refused: readonly string[]): Promise<void> {
    expect((await store.stopped).message).toContain('ENOSPC')
    await expect(store.commit(tx => tx.people.put(person()))).rejects.toThrow(StoreStopped)
    await expect(store.read(tx => tx.people.get('zhangmin'))).rejects.toThrow(StoreStopped)
    await expect(store.retain(morning)).rejects.toThrow(StoreStopped)
    await expect(store.checkpoint()).rejects.toThrow(StoreStopped)
    isFaulty = () => false
    const again = await opened.reopen()
    await again.read(async tx => {
      expect(await tx.people.count('all', [])).toBe(0)
      expect(await tx.deeds.get('202611:answered')).toBeDefined()
      for (const who of refused) {
        const halves = [await tx.deeds.get(`202611:${who}`), await tx.confirmations.get(['202611-study', who])]
        expect(halves.filter(Boolean).length % 2).toBe(0)
      }
    })
    expect(await again.commit(tx => tx.confirmations.add(confirmation({ person: 'answered' })))).toBe(false)
    expect(await again.commit(tx => tx.confirmations.add(confirmation({ person: 'later' })))).toBe(true)
  }

  for (const name of ['write', 'sync'] as const) {
    it(`stops the store at a ${name} of the journal: all that waited for it are refused`, async () => {
      isFaulty = operation => operation.name === name && operation.path.includes('journal')
      const taps = Array.from({ length: 12 }, (_, i) => `refused-${i}`)
      const answers = await Promise.allSettled(taps.map(who => confirms(store, who)))
      for (const one of answers) expect(one).toMatchObject({ status: 'rejected', reason: { name: 'StoreStopped' } })
      await stopsAndOpensAgain(taps)
    })

    it(`stops the store at a ${name} of a checkpoint, and what was answered meanwhile stays`, async () => {
      isFaulty = operation => operation.name === name && operation.path.includes('confirmations')
      const checkpoint = store.checkpoint()
      const meanwhile = confirms(store, 'answered-meanwhile')
      await expect(checkpoint).rejects.toThrow(StoreStopped)
      await meanwhile
      await stopsAndOpensAgain(['answered-meanwhile'])
      const again = await opened.reopen()
      expect(await again.read(tx => tx.deeds.get('202611:answered-meanwhile'))).toBeDefined()
    })
  }

  for (const [what, path] of [
    ['a small collection', /state\/sessions\.\d+\.json$/],
    ['the manifest', /manifest\.json$/],
  ] as const) {
    it(`stops the store at the rename of ${what}`, async () => {
      await store.commit(tx => tx.sessions.add(browserSession()))
      isFaulty = operation => operation.name === 'rename' && path.test(operation.path)
      await expect(store.checkpoint()).rejects.toThrow(StoreStopped)
      await stopsAndOpensAgain([])
      const again = await opened.reopen()
      expect(await again.read(tx => tx.sessions.get('session-1'))).toEqual(browserSession())
    })
  }

  it('never leaves a checkpoint waiting for a journal that has stopped', async () => {
    isFaulty = operation => operation.name === 'sync' && operation.path.includes('journal')
    const refused = confirms(store, 'refused')
    const checkpoint = store.checkpoint()
    await expect(refused).rejects.toThrow(StoreStopped)
    await expect(checkpoint).rejects.toThrow(StoreStopped)
    await stopsAndOpensAgain(['refused'])
  })

  it('lets go of the folder only when a checkpoint under way has ended', async () => {
    const disk = { goOn: (_faulty: boolean) => undefined as void }
    const atDisk = new Promise<void>(reached => {
      isFaulty = ({ name, path }) => {
        if (name === 'sync' && path.includes('journal-00000002')) return true
        if (name !== 'sync' || !path.includes('confirmations')) return false
        reached()
        return new Promise(resolve => (disk.goOn = resolve))
      }
    })
    const checkpoint = store.checkpoint()
    await atDisk
    await expect(confirms(store, 'refused')).rejects.toThrow(StoreStopped)
    const closing = store.close()
    await setTimeout(20)
    await expect(openIn(opened.folder)).rejects.toThrow(StoreLocked)
    disk.goOn(false)
    await closing
    await checkpoint.catch(() => undefined)
    await stopsAndOpensAgain(['refused'])
  })
})

describe('a disk that is full', () => {
  const after: Act = {
    steps: [{ do: 'see', how: 'put', row: browserSession({ id: 'c', person: 'c', seen: 1 }) }],
    throws: false,
  }
  const opensAndLives = async (folder: string, files: Files) => {
    const store = await openIn(folder, { files })
    const told = await live(store, story)
    await store.close().catch(() => undefined)
    return { store, told }
  }

  it('at any change, once or from then on, stops the store; nothing answered is lost, nothing refused is half there', async () => {
    const changes = await inFolder(folder => changesIn(memoryDisk(folder).files, files => opensAndLives(folder, files)))
    let stops = 0
    await forEach(changes, async (at, folder) => {
      const disk = memoryDisk(folder)
      const files = failing(disk.files, at, at % 2 === 0, { error: systemError('ENOSPC'), share: (at * 0.37) % 1 })
      const lived = await opensAndLives(folder, files).catch((error: Error) => error)
      if (lived instanceof Error) {
        // It was refused at the opening; the next one finds a folder that opens.
        expect(lived.message).toBe('ENOSPC')
        return (await openIn(folder, { files: disk.files })).close()
      }
      stops += 1
      expect((await lived.store.stopped).message).toContain('ENOSPC')
      await expect(lived.store.commit(tx => tx.people.put(person()))).rejects.toThrow(StoreStopped)
      const again = await openIn(folder, { files: disk.files })
      expect(await placeOf(again, lived.told)).toBeGreaterThanOrEqual(0)
      await performOn(again, after)
      await again.close()
      const last = await openIn(folder, { files: disk.files })
      expect((await last.read(tx => tx.sessions.get('c')))?.seen).toBe(1)
      await last.close()
    })
    expect(stops).toBeGreaterThan(changes - 20)
  })
})
