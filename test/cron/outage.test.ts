import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallOutcome } from '../../handlers/post.ts'
import { accepted, busy, openWorkerBench, scriptedPost, type WorkerBench } from './worker-bench.ts'

const hour = 3_600_000
const lost: CallOutcome = { kind: 'unknown' }

describe('the outbox in an outage', () => {
  let bench: WorkerBench
  beforeEach(async () => {
    bench = await openWorkerBench()
  })
  afterEach(() => bench.close())

  it('sends what was never taken once WeCom answers again, also after more than four hours', async () => {
    const { post, made } = scriptedPost([busy, busy, busy])
    const worker = bench.open(post)
    await bench.put('a')
    await worker.drain()
    for (const wait of [2000, 5 * hour, 20_000]) {
      bench.clock.add(wait)
      await worker.drain()
    }
    expect(made).toHaveLength(4)
    expect((await bench.deliveries()).accepted).toEqual(['yan'])
    expect(bench.unknown).toEqual([])
  })

  it('sends a group what was never taken, however often WeCom was busy', async () => {
    const { post, made } = scriptedPost([busy, busy, busy])
    const worker = bench.open(post)
    await bench.put('a', { group: '21' })
    for (const wait of [0, 2000, 5000, 9000, 20_000]) {
      bench.clock.add(wait)
      await worker.drain()
    }
    expect(made).toHaveLength(4)
    expect(bench.unknown).toEqual([])
  })

  it('counts the window from the first try that may have arrived', async () => {
    const { post, made } = scriptedPost([busy, lost, busy, busy])
    const worker = bench.open(post)
    await bench.put('a')
    for (const wait of [0, hour, 2 * hour, 1.5 * hour, hour]) {
      bench.clock.add(wait)
      await worker.drain()
    }
    expect(made).toHaveLength(4)
    expect((await bench.deliveries()).unknown).toEqual(['yan'])
    expect(bench.unknown).toHaveLength(1)
  })

  it('does not call obsolete what may have arrived before its time was over', async () => {
    const { post } = scriptedPost([lost, busy])
    const worker = bench.open(post)
    await bench.put('a', { until: bench.clock.now() + hour })
    await worker.drain()
    bench.clock.add(2 * hour)
    await worker.drain()
    expect((await bench.deliveries()).unknown).toEqual(['yan'])
    expect(bench.unknown).toHaveLength(1)
  })

  it('sends the later parts of a text no more where the first may be missing, and says so', async () => {
    const { post, made } = scriptedPost([lost])
    const worker = bench.open(post)
    await bench.put('a\nb\nc')
    await worker.drain()
    bench.clock.add(5 * hour)
    await worker.drain()
    expect(made).toHaveLength(1)
    expect(await bench.deliveries()).toMatchObject({ unknown: ['yan'], waiting: [], accepted: [] })
    const open = await bench.store.read(tx => tx.calls.count('state', ['waiting']))
    expect(open).toBe(0)
  })

  it('does not count a text as delivered of which a part was refused', async () => {
    const { post } = scriptedPost([accepted, { kind: 'refused', state: 'refused', code: 40058 }])
    const worker = bench.open(post)
    await bench.put('a\nb')
    await worker.drain()
    expect(await bench.deliveries()).toMatchObject({ accepted: [], failed: [{ person: 'yan', state: 'refused' }] })
  })

  it('lets all parts go when their time is over', async () => {
    const { post, made } = scriptedPost([busy])
    const worker = bench.open(post)
    await bench.put('a\nb', { until: bench.clock.now() + hour })
    await worker.drain()
    bench.clock.add(2 * hour)
    await worker.drain()
    expect(made).toHaveLength(1)
    expect(await bench.store.read(tx => tx.calls.count('state', ['waiting']))).toBe(0)
  })

  it('reminds nobody who has confirmed while WeCom was away', async () => {
    const { post, made } = scriptedPost([busy])
    const worker = bench.open(post)
    await bench.put('a', { unless: '202611-n', to: ['yan', 'zhao'] })
    await worker.drain()
    await bench.store.commit(tx =>
      tx.confirmations.add({
        notice: '202611-n',
        person: 'yan',
        department: '22',
        at: bench.clock.now(),
        by: 'word',
        hash: '',
        version: 1,
        fact: 'f',
      }),
    )
    bench.clock.add(hour)
    await worker.drain()
    expect(made).toHaveLength(2)
    expect((await bench.deliveries()).accepted).toEqual(['zhao'])
  })

  it('tries a few of thousands while no call gets an answer, and sends all once one does', async () => {
    const away = Array.from({ length: 100_000 }, (): CallOutcome => ({ ...busy, code: null }))
    const { post, made } = scriptedPost(away)
    const worker = bench.open(post)
    const many = Array.from({ length: 1000 }, (_, place) => String(place))
    for (const id of many) await bench.put(id, { to: [`p${id}`] })
    for (let second = 0; second < 600; second += 2) {
      bench.clock.add(2000)
      await worker.drain()
    }
    expect(made.length).toBeLessThan(600)
    away.length = 0
    bench.clock.add(20_000)
    await worker.drain()
    expect((await bench.deliveries()).accepted).toHaveLength(1000)
  })

  it('takes what WeCom says of strangers for nothing', async () => {
    const { post } = scriptedPost([
      { ...accepted, exceptions: { zhao: 'not in range', ['x'.repeat(500)]: 'disabled' } },
    ])
    const worker = bench.open(post)
    await bench.put('a')
    await worker.drain()
    expect(bench.errors).toEqual([])
    expect((await bench.deliveries()).accepted).toEqual(['yan'])
    expect((await bench.store.read(tx => tx.people.get('zhao')))?.unreachable).toBeNull()
  })

  it('goes on with the others where one row cannot be read', async () => {
    const { post, made } = scriptedPost([])
    const worker = bench.open(post)
    await bench.put('a')
    await bench.store.commit(async tx => {
      const row = await tx.outbox.get('202611-a')
      if (row) await tx.outbox.add({ ...row, id: '202611-0', saying: '{"kind":"nothing known"}' })
    })
    await worker.drain()
    expect(made).toHaveLength(1)
  })
})
