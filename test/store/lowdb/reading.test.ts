import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeFiles } from '../../../store/lowdb/files.ts'
import type { LowdbStore } from '../../../store/lowdb/open.ts'
import { openForReading, type ReadOnlyStore } from '../../../store/lowdb/reading.ts'
import type { ReadTx } from '../../../store/transaction.ts'
import { browserSession, confirmation, day, deed, morning } from '../hospital.ts'
import { withFaults } from './faults.ts'
import { contentOf } from './folders.ts'
import { key, openIn, temporaryFolder } from './open-temporary.ts'

const months = ['202508', '202509', '202510', '202611']

describe('a reader beside a bot that works', () => {
  let folder: string
  let store: LowdbStore
  beforeEach(async () => {
    folder = await temporaryFolder()
    store = await openIn(folder, { checkpointBytes: 2000 })
  })
  afterEach(async () => {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Everything but reading fails. */
  const readOnly = withFaults(nodeFiles, ({ name, path }) =>
    ['read', 'size', 'list'].includes(name) ? null : { error: new Error(`a reader asked for ${name} of ${path}`) },
  )
  const open = (): Promise<ReadOnlyStore> => openForReading({ folder, keys: [key], files: readOnly })

  /** One act: the same number everywhere, in months and in a small collection. */
  async function writeRound(round: number): Promise<void> {
    await store.commit(async tx => {
      for (const month of months) {
        const person = `p${round % 7}`
        await tx.confirmations.put(confirmation({ notice: `${month}-study`, person, at: round }))
        // Some rows go, so that months are written anew.
        if (round % 3 === 0) await tx.confirmations.delete([`${month}-study`, `p${(round + 1) % 7}`])
      }
      await tx.sessions.put(browserSession({ id: 'round', seen: round }))
    })
  }
  /** The number, where it is the same everywhere. */
  async function roundSeen(tx: ReadTx): Promise<number> {
    const round = (await tx.sessions.get('round'))?.seen ?? -1
    const latest = []
    for (const month of months) {
      const rows = await tx.confirmations.list('notice', [`${month}-study`])
      latest.push(Math.max(...rows.map(row => row.at), -1))
    }
    expect(latest).toEqual(months.map(() => round))
    return round
  }

  it('sees one state at a time, nothing older than was answered, through checkpoints and rewritten months', async () => {
    let answered = -1
    let working = true
    const bot = (async () => {
      while (working) {
        await writeRound(answered + 1)
        answered += 1
      }
    })()
    const staying = await open()
    let stayed = -1
    for (let i = 0; i < 40; i++) {
      const before = answered
      const reader = await open()
      const seen = await reader.read(roundSeen)
      expect(seen).toBeGreaterThanOrEqual(before)
      // Asked again it may have moved on, but never back.
      expect(await reader.read(roundSeen)).toBeGreaterThanOrEqual(seen)
      await reader.close()
      const again = await staying.read(roundSeen)
      expect(again).toBeGreaterThanOrEqual(stayed)
      stayed = again
    }
    working = false
    await bot
    expect(await (await open()).read(roundSeen)).toBe(answered)
    await staying.close()
  })

  it('loads a closed month when it is asked for; where that was replaced, it looks again', async () => {
    for (let round = 0; round < 5; round++) await writeRound(round)
    await store.close()
    store = await openIn(folder)
    const reader = await open()
    await store.commit(tx => tx.confirmations.delete(['202508-study', 'p3']))
    await store.checkpoint()
    expect(await reader.read(tx => tx.confirmations.get(['202508-study', 'p3']))).toBeUndefined()
    expect(await reader.read(tx => tx.confirmations.get(['202509-study', 'p3']))).toBeDefined()
    await reader.close()
  })

  it('is not in the way of retention, and sees what it has left', async () => {
    await store.commit(tx => tx.deeds.add(deed({ key: '202609:old', at: morning - 60 * day })))
    await store.checkpoint()
    const reader = await open()
    expect(await store.retain(morning)).toEqual({ deeds: 1 })
    expect(await reader.read(tx => tx.deeds.get('202609:old'))).toBeUndefined()
    await reader.close()
  })

  it('changes nothing in the folder, not even what a crash left there', async () => {
    await writeRound(0)
    for (const left of ['manifest.json.tmp', 'journal-00000099.jsonl']) await writeFile(join(folder, left), 'left')
    const before = await contentOf(folder)
    const reader = await open()
    expect(await reader.read(roundSeen)).toBe(0)
    await reader.close()
    expect(await contentOf(folder)).toEqual(before)
  })

  it('is told of an empty folder that there is no store', async () => {
    await store.close()
    await rm(folder, { recursive: true })
    await expect(open()).rejects.toMatchObject({ name: 'StoreDamaged', file: 'manifest.json' })
  })
})
