import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { outboxWorker, type OutboxWorker } from '../../cron/outbox/worker.ts'
import { deliveriesOf } from '../../handlers/delivery.ts'
import { idMaker } from '../../handlers/ids.ts'
import type { CallOutcome, Post } from '../../handlers/post.ts'
import { text } from '../../handlers/saying.ts'
import { type Bench, openBench } from '../desk.ts'

const accepted: CallOutcome = { kind: 'accepted', exceptions: {}, msgid: 'm', responseCode: null }

/** A way out that answers as told, and remembers what was tried. */
function scriptedPost(outcomes: CallOutcome[]) {
  const made: { to: string[]; body: string }[] = []
  const post: Post = {
    plan: (saying, to, group, ids) => {
      const id = ids()
      const call = {
        to: to.map(person => person.id),
        body: JSON.stringify({ id, saying, group }),
        repeatable: group === null,
      }
      return Promise.resolve([{ id, part: 0, call }])
    },
    make: body => {
      const { saying } = JSON.parse(body) as { saying: { text: string } }
      made.push({ to: [saying.text], body })
      return Promise.resolve(outcomes.shift() ?? accepted)
    },
  }
  return { post, made }
}

const notice = '202611-notice'

describe('the outbox', () => {
  let bench: Bench
  let serial = 0
  beforeEach(async () => {
    bench = await openBench()
  })
  afterEach(async () => {
    expect(errors.filter(message => message !== 'WeCom refuses the channel')).toEqual([])
    errors = []
    await bench.close()
  })

  const unknown: string[] = []
  /** What was logged as an error; only a refused channel is one. */
  let errors: string[] = []
  const open = (post: Post): OutboxWorker =>
    outboxWorker({
      store: bench.store,
      post,
      now: bench.clock.now,
      random: () => 0.5,
      id: idMaker(() => String(serial++).padStart(4, '0')),
      file: () => Promise.resolve(new Uint8Array()),
      onUnknown: call => Promise.resolve(void unknown.push(call.id)),
      log: { info: () => undefined, warn: () => undefined, error: (_fields, message) => void errors.push(message) },
    })
  const put = (id: string, more: { group?: string; unless?: string; until?: number; to?: string[] } = {}) =>
    bench.store.commit(tx =>
      tx.outbox.add({
        id: `202611-${id}`,
        at: bench.clock.now(),
        to: more.group ? [] : (more.to ?? ['yan']),
        group: more.group ?? null,
        saying: JSON.stringify(text(id)),
        about: notice,
        unless: more.unless ?? null,
        due: bench.clock.now(),
        until: more.until ?? bench.clock.now() + 86_400_000,
        state: 'waiting',
      }),
    )
  const deliveries = () => bench.store.read(tx => deliveriesOf(tx, notice))

  it('sends what is due once, in order, and records it', async () => {
    const { post, made } = scriptedPost([])
    const worker = open(post)
    await put('a')
    await put('b')
    await worker.drain()
    await worker.drain()
    expect(made.map(call => call.to[0])).toEqual(['a', 'b'])
    expect((await deliveries()).accepted).toEqual(['yan'])
  })

  it('repeats the very same body after a call of unknown fate, 1, 2, 4 s later', async () => {
    const { post, made } = scriptedPost([{ kind: 'unknown' }, { kind: 'unknown' }, { kind: 'unknown' }])
    const worker = open(post)
    await put('a')
    await worker.drain()
    for (const wait of [900, 200, 1900, 200, 3900, 200]) {
      bench.clock.add(wait)
      await worker.drain()
    }
    expect(made).toHaveLength(4)
    expect(new Set(made.map(call => call.body)).size).toBe(1)
    expect((await deliveries()).accepted).toEqual(['yan'])
  })

  it('repeats it after a crash in the middle, too, and not once WeCom would no longer recognise it', async () => {
    const { post, made } = scriptedPost([])
    const crashing = open({ ...post, make: () => new Promise(() => undefined) })
    await put('a')
    void crashing.drain()
    await new Promise(resolve => setTimeout(resolve, 50))
    bench.clock.add(5 * 3_600_000)
    const worker = open(post)
    await worker.drain()
    expect(made).toEqual([])
    expect((await deliveries()).unknown).toEqual(['yan'])
    expect(unknown).toHaveLength(1)
  })

  it('never repeats what WeCom would deliver twice: a group webhook of unknown fate', async () => {
    const { post, made } = scriptedPost([{ kind: 'unknown' }])
    const worker = open(post)
    await put('a', { group: '21' })
    await worker.drain()
    bench.clock.add(60_000)
    await worker.drain()
    expect(made).toHaveLength(1)
  })

  it('drops recipients who have done it by the time it leaves', async () => {
    const { post, made } = scriptedPost([])
    const worker = open(post)
    await bench.store.commit(tx =>
      tx.confirmations.add({
        notice: '202611-n',
        person: 'yan',
        department: '22',
        at: 1,
        by: 'word',
        hash: '',
        fact: 'f',
      }),
    )
    await put('a', { unless: '202611-n' })
    await worker.drain()
    expect(made).toEqual([])
  })

  it('stays below thirty a minute to one person, and loses none', async () => {
    const { post, made } = scriptedPost([])
    bench.clock.add(120_000)
    const worker = open(post)
    bench.clock.add(120_000)
    for (let i = 0; i < 60; i++) await put(String(i).padStart(2, '0'))
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
    const worker = open(post)
    await put('a')
    await worker.drain()
    expect(worker.state.fault?.why).toBe('可信 IP')
    expect(errors).toEqual(['WeCom refuses the channel'])
    bench.clock.add(61_000)
    await worker.drain()
    expect(made).toHaveLength(2)
    expect(worker.state.fault).toBeNull()
  })

  it('remembers whom WeCom does not reach, and forgets it when it does', async () => {
    const { post } = scriptedPost([{ ...accepted, exceptions: { yan: 'not in range' } }])
    const worker = open(post)
    await put('a', { to: ['yan', 'zhao'] })
    await worker.drain()
    const why = async () => (await bench.store.read(tx => tx.people.get('yan')))?.unreachable?.why
    expect(await why()).toBe('不在应用可见范围')
    expect((await deliveries()).failed).toEqual([{ person: 'yan', state: 'not in range' }])
    await put('b')
    await worker.drain()
    expect(await why()).toBeUndefined()
  })

  it('lets a message go that makes no sense any more', async () => {
    const { post, made } = scriptedPost([])
    const worker = open(post)
    await put('a', { until: bench.clock.now() + 1000 })
    bench.clock.add(2000)
    await worker.drain()
    expect(made).toEqual([])
  })
})
