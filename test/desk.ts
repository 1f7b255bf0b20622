import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dispatch } from '../handlers/acts.ts'
import { makePerform, type Perform } from '../handlers/perform.ts'
import { openLowdb } from '../store/lowdb/open.ts'
import type { Store } from '../store/transaction.ts'
import type { HospitalPlan } from '../sandbox/wire.ts'
import { smallHospital } from './hospital.ts'
import { type TestClock, testClock } from './clock.ts'

export const testKey = Buffer.alloc(32, 7)

/** The acts on a real store, without WeCom. */
export interface Bench {
  store: Store
  perform: Perform
  clock: TestClock
  folder: string
  close(): Promise<void>
}

export async function openBench(start = '2026-11-12 09:07'): Promise<Bench> {
  const clock = testClock(start)
  const folder = await mkdtemp(join(tmpdir(), 'qingfeng-'))
  const store = await openLowdb({ folder, keys: [testKey], now: clock.now })
  const house = {
    admins: new Set(['jiwei']),
    pages: true,
    isWebhook: (address: string) => address.startsWith('http://127.0.0.1'),
  }
  const random = (bytes: number): string => randomBytes(bytes).toString('hex')
  const perform = makePerform({ store, dispatch, house, random, wake: () => undefined })
  await perform({
    key: '202611:directory',
    act: 'directory.reconcile',
    input: directoryOf(smallHospital()),
    who: null,
    reply: 'return',
    at: clock.now(),
  })
  return {
    store,
    perform,
    clock,
    folder,
    close: async () => {
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A plan as WeCom's directory would be read. */
export function directoryOf(plan: HospitalPlan) {
  return {
    departments: plan.departments.map(row => ({
      id: String(row.id),
      name: row.name,
      parent: String(row.parentid),
      order: row.order,
      leaders: [],
    })),
    people: plan.people.map(row => ({
      userid: row.userid,
      name: row.name,
      departments: row.department.map(String),
      leads: row.department.filter((_, index) => row.is_leader_in_dept[index] === 1).map(String),
      position: row.position,
      order: 0,
      status: row.status,
    })),
  }
}
