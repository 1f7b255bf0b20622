import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { personOf } from '../../../handlers/roles.ts'
import { membersOf } from '../../../handlers/drafting/scope.ts'
import { readOrganisation } from '../../../handlers/directory/organisation.ts'
import type { HospitalPlan } from '../../../sandbox/wire.ts'
import { type Bench, directoryOf, openBench } from '../../desk.ts'
import { smallHospital } from '../../hospital.ts'

const house = { admins: new Set(['jiwei']), pages: true, isWebhook: () => false }

describe('the directory', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench()
  })
  afterEach(() => bench.close())

  const reads = async (plan: HospitalPlan): Promise<string | null> => {
    const at = bench.clock.now()
    const key = `202611:directory:${at}`
    const input = directoryOf(plan)
    return (await bench.perform({ key, act: 'directory.reconcile', input, who: null, reply: 'return', at })).text
  }
  const changed = (change: (plan: HospitalPlan) => void): HospitalPlan => {
    const plan = smallHospital()
    change(plan)
    return plan
  }
  const present = () =>
    bench.store.read(async tx => (await tx.people.list('all', [])).filter(row => row.left === null).length)
  const whole = () => bench.store.read(async tx => (await membersOf(tx, (await readOrganisation(tx)).root, [])).length)

  it('that is suddenly empty is believed only when it still is half an hour later', async () => {
    const empty = changed(plan => {
      plan.people = []
      plan.departments = []
    })
    bench.clock.add(60_000)
    expect(await reads(empty)).toMatch(/14/)
    bench.clock.add(60_000)
    await reads(empty)
    expect(await present()).toBe(14)
    bench.clock.add(30 * 60_000)
    expect(await reads(empty)).toBeNull()
    expect(await present()).toBe(0)
  })

  it('that was empty by accident leaves no trace', async () => {
    bench.clock.add(60_000)
    await reads(changed(plan => (plan.people = plan.people.slice(0, 2))))
    bench.clock.add(30 * 60_000)
    await reads(smallHospital())
    bench.clock.add(30 * 60_000)
    await reads(changed(plan => (plan.people = [])))
    expect(await present()).toBe(14)
  })

  it('lets one person go at once', async () => {
    bench.clock.add(60_000)
    expect(await reads(changed(plan => plan.people.pop()))).toBeNull()
    expect(await present()).toBe(13)
  })

  it('without the root is one unit all the same', async () => {
    bench.clock.add(60_000)
    const rootless = changed(plan => plan.departments.shift())
    await reads(rootless)
    expect(await whole()).toBe(14)
    const jiwei = await bench.store.read(tx => personOf(tx, 'jiwei', house, bench.clock.now()))
    const root = await bench.store.read(async tx => (await readOrganisation(tx)).root)
    expect(jiwei.officeOf).toBe(root)
  })

  it('counts whoever was made visible alone, in no visible department', async () => {
    bench.clock.add(60_000)
    await reads(changed(plan => plan.people.push({ ...plan.people[0]!, userid: 'alone', department: [77] })))
    expect(await whole()).toBe(15)
    const alone = await bench.store.read(tx => personOf(tx, 'ALONE', house, bench.clock.now()))
    expect(alone.unit).toBe('1')
  })

  it('with a circle of departments still answers', async () => {
    bench.clock.add(60_000)
    const circle = changed(plan => {
      for (const row of plan.departments) if (row.id === 2) row.parentid = 21
    })
    await reads(circle)
    expect(await whole()).toBe(14)
    const { subtree } = await bench.store.read(tx => readOrganisation(tx))
    expect(subtree('2').length).toBeGreaterThan(1)
  })
})
