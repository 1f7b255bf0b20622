import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeFiles } from '../../../store/lowdb/files.ts'
import type { LowdbStore } from '../../../store/lowdb/open.ts'
import { browserSession, confirmation, message, morning } from '../hospital.ts'
import { withFaults } from './faults.ts'
import { openIn, temporaryFolder } from './open-temporary.ts'

const months = Array.from(
  { length: 24 },
  (_, i) => `${2024 + Math.floor(i / 12)}${String((i % 12) + 1).padStart(2, '0')}`,
)

describe('opening a store with two years in it', () => {
  let folder: string
  let store: LowdbStore
  let reads: string[]
  const files = withFaults(nodeFiles, ({ name, path }) => {
    if (name === 'read') reads.push(path.slice(folder.length + 1))
    return null
  })
  const monthsRead = (): string[] => reads.filter(path => path.endsWith('.jsonl') && !path.startsWith('journal'))
  async function reopen(): Promise<void> {
    await store.close()
    reads = []
    store = await openIn(folder, { files })
  }
  beforeEach(async () => {
    folder = await temporaryFolder()
    reads = []
    store = await openIn(folder, { files })
    await store.commit(async tx => {
      for (const month of [...months, '202611']) {
        for (const who of ['a', 'b', 'c']) {
          const department = who === 'a' ? 'cardiology' : 'surgery'
          await tx.confirmations.add(confirmation({ notice: `${month}-study`, person: who, department }))
        }
        await tx.outbox.add(message({ id: `${month}-done`, due: null, state: 'done', about: 'a' }))
      }
      await tx.outbox.add(message({ id: '202405-waiting' }))
      await tx.sessions.add(browserSession())
    })
    await reopen()
  })
  afterEach(async () => {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('reads the small collections, this month, and months with work still to do, but no closed one', async () => {
    expect(monthsRead().sort()).toEqual(['confirmations/202611.jsonl', 'outbox/202405.jsonl', 'outbox/202611.jsonl'])
    expect(reads.filter(path => path.startsWith('state/')).map(path => path.split('.')[0])).toEqual(['state/sessions'])
    const claimed = await store.commit(tx => tx.outbox.claim({ at: morning, by: 'x', lease: 1, limit: 9 }))
    expect(claimed.map(row => row.id)).toEqual(['202405-waiting'])
  })

  it('counts closed months by what the manifest says, without reading them', async () => {
    const before = monthsRead().length
    await store.read(async tx => {
      for (const month of months) {
        expect(await tx.confirmations.count('notice', [`${month}-study`])).toBe(3)
        expect(await tx.confirmations.count('department', [`${month}-study`, 'surgery'])).toBe(2)
        expect(await tx.confirmations.count('department', [`${month}-study`, 'nowhere'])).toBe(0)
      }
      expect(await tx.confirmations.count('person', ['a'])).toBe(25)
      expect(await tx.outbox.count('state', ['done'])).toBe(25)
      expect(await tx.outbox.list('state', ['superseded'])).toEqual([])
    })
    expect(monthsRead()).toHaveLength(before)
  })

  it('reads a closed month once, when a row of it is asked for, and that month only', async () => {
    const before = monthsRead().length
    for (let i = 0; i < 3; i++) {
      expect(await store.read(tx => tx.confirmations.get(['202503-study', 'a']))).toBeDefined()
      expect(await store.read(tx => tx.confirmations.list('notice', ['202503-study']))).toHaveLength(3)
    }
    expect(monthsRead().slice(before)).toEqual(['confirmations/202503.jsonl'])
  })

  it('counts right after closed months have changed, now and once they are closed again', async () => {
    await store.commit(async tx => {
      await tx.confirmations.delete(['202503-study', 'b'])
      await tx.confirmations.add(confirmation({ notice: '202504-study', person: 'd', department: 'surgery' }))
      await tx.confirmations.update(confirmation({ notice: '202505-study', person: 'a', department: 'surgery' }))
    })
    for (const again of [false, true]) {
      if (again) await reopen()
      const before = monthsRead().length
      const counts = await store.read(async tx => {
        const found = []
        for (const month of ['202503', '202504', '202505']) {
          found.push(await tx.confirmations.count('department', [`${month}-study`, 'surgery']))
        }
        return found
      })
      expect(counts).toEqual([1, 3, 3])
      expect(monthsRead()).toHaveLength(before)
    }
  })

  it('costs no read more for a year that has gone by', async () => {
    const before = reads.length
    await store.commit(async tx => {
      for (const month of months) {
        await tx.confirmations.add(confirmation({ notice: `2022${month.slice(4)}-study`, person: month }))
      }
    })
    await reopen()
    expect(reads).toHaveLength(before)
  })
})
