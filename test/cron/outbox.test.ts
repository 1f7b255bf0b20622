import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accepted, openWorkerBench, scriptedPost, type WorkerBench } from './worker-bench.ts'

describe('the outbox', () => {
  let bench: WorkerBench
  beforeEach(async () => {
    bench = await openWorkerBench()
  })
  afterEach(async () => {
    // Only a refused channel is an error.
    expect(bench.errors.filter(message => message !== 'WeCom refuses the channel')).toEqual([])
    await bench.close()
  })

  it('sends what is due once, in order, and records it', async () => {
    const { post, made } = scriptedPost([])
    const worker = bench.open(post)
    await bench.put('a')
    await bench.put('b')
    await worker.drain()
    await worker.drain()
    expect(made.map(call => call.to[0])).toEqual(['a', 'b'])
    expect((await bench.deliveries()).accepted).toEqual(['yan'])
  })

  it('repeats the very same body after a call of unknown fate, 1, 2, 4 s later', async () => {
    const { post, made } = scriptedPost([{ kind: 'unknown' }, { kind: 'unknown' }, { kind: 'unknown' }])
    const worker = bench.open(post)
    await bench.put('a')
    await worker.drain()
    for (const wait of [900, 200, 1900, 200, 3900, 200]) {
      bench.clock.add(wait)
      await worker.drain()
    }
    expect(made).toHaveLength(4)
    expect(new Set(made.map(call => call.body)).size).toBe(1)
    expect((await bench.deliveries()).accepted).toEqual(['yan'])
  })

  it('repeats it after a crash in the middle, too, and not once WeCom would no longer recognise it', async () => {
    const { post, made } = scriptedPost([])
    const crashing = bench.open({ ...post, make: () => new Promise(() => undefined) })
    await bench.put('a')
    void crashing.drain()
    await new Promise(resolve => setTimeout(resolve, 50))
    bench.clock.add(5 * 3_600_000)
    const worker = bench.open(post)
    await worker.drain()
    expect(made).toEqual([])
    expect((await bench.deliveries()).unknown).toEqual(['yan'])
    expect(bench.unknown).toHaveLength(1)
  })

  it('never repeats what WeCom would deliver twice: a group webhook of unknown fate', async () => {
    const { post, made } = scriptedPost([{ kind: 'unknown' }])
    const worker = bench.open(post)
    await bench.put('a', { group: '21' })
    await worker.drain()
    bench.clock.add(60_000)
    await worker.drain()
    expect(made).toHaveLength(1)
  })

  it('drops recipients who have done it by the time it leaves', async () => {
    const { post, made } = scriptedPost([])
    const worker = bench.open(post)
    await bench.store.commit(tx =>
      tx.confirmations.add({
        notice: '202611-n',
        person: 'yan',
        department: '22',
        at: 1,
        by: 'word',
        hash: '',
        version: 1,
        fact: 'f',
      }),
    )
    await bench.put('a', { unless: '202611-n' })
    await worker.drain()
    expect(made).toEqual([])
  })

  it('stays below thirty a minute to one person, and loses none', async () => {
    const { post, made } = scriptedPost([])
    bench.clock.add(120_000)
    const worker = bench.open(post)
    bench.clock.add(120_000)
    for (let i = 0; i < 60; i++) await bench.put(String(i).padStart(2, '0'))
    await worker.drain()
    expect(made.length).toBeLessThan(30)
    for (let i = 0; i < 5; i++) {
      bench.clock.add(61_000)
      await worker.drain()
    }
    expect(made).toHaveLength(60)
  })

  it('stops a channel that WeCom refuses as a whole, and goes on when it is mended', async () => {
    const { post, made } = scriptedPost([{ kind: 'busy', wait: null, fault: '可信 IP', code: 60020 }])
    const worker = bench.open(post)
    await bench.put('a')
    await worker.drain()
    expect(worker.state.fault?.why).toBe('可信 IP')
    expect(bench.errors).toEqual(['WeCom refuses the channel'])
    bench.clock.add(61_000)
    await worker.drain()
    expect(made).toHaveLength(2)
    expect(worker.state.fault).toBeNull()
  })

  it('remembers whom WeCom does not reach, and forgets it when it does', async () => {
    const { post } = scriptedPost([{ ...accepted, exceptions: { yan: 'not in range' } }])
    const worker = bench.open(post)
    await bench.put('a', { to: ['yan', 'zhao'] })
    await worker.drain()
    const why = async () => (await bench.store.read(tx => tx.people.get('yan')))?.unreachable?.why
    expect(await why()).toBe('不在应用可见范围')
    expect((await bench.deliveries()).failed).toEqual([{ person: 'yan', state: 'not in range' }])
    await bench.put('b')
    await worker.drain()
    expect(await why()).toBeUndefined()
  })

  it('lets a message go that makes no sense any more', async () => {
    const { post, made } = scriptedPost([])
    const worker = bench.open(post)
    await bench.put('a', { until: bench.clock.now() + 1000 })
    bench.clock.add(2000)
    await worker.drain()
    expect(made).toEqual([])
  })
})
