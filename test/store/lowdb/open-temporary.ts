import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLowdb, type LowdbOptions, type LowdbStore } from '../../../store/lowdb/open.ts'
import type { OpenedStore } from '../contract.ts'
import { morning } from '../hospital.ts'

export const key = Buffer.alloc(32, 7)
export const otherKey = Buffer.alloc(32, 8)

/** A folder of its own under the system's temporary one. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'qingfeng-store-'))
}

export function openIn(folder: string, options: Partial<LowdbOptions> = {}): Promise<LowdbStore> {
  return openLowdb({ folder, keys: [key], now: () => morning, ...options })
}

/** For the contract, and for histories. */
export async function openTemporary(options: Partial<LowdbOptions> = {}): Promise<OpenedStore & { folder: string }> {
  const folder = await temporaryFolder()
  const extra: string[] = []
  const others: LowdbStore[] = []
  let store = await openIn(folder, options)
  return {
    folder,
    store,
    async reopen() {
      await store.close()
      store = await openIn(folder, options)
      return store
    },
    async restore(from) {
      const restored = await openIn(from, options)
      others.push(restored)
      return restored
    },
    async emptyFolder() {
      const home = await temporaryFolder()
      extra.push(home)
      return join(home, 'backup')
    },
    async remove() {
      for (const one of [store, ...others]) await one.close().catch(() => undefined)
      for (const one of [folder, ...extra]) await rm(one, { recursive: true, force: true })
    },
  }
}
