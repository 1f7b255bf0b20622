import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { join } from 'node:path'
import { sweepMade } from '../../cron/work/sweep.ts'
import { type JobWorker, jobWorker } from '../../cron/work/worker.ts'
import type { JobContext } from '../../handlers/jobs/job.ts'
import { day } from '../../handlers/time.ts'
import { type MadeFiles, madeFiles } from '../../store/made.ts'
import { type Bench, openBench, testKey } from '../desk.ts'

const result = JSON.stringify({ at: 0, bytes: 3, files: 1, studies: 0, sha256: '00' })

describe('slow work', () => {
  let bench: Bench
  let made: MadeFiles
  beforeEach(async () => {
    bench = await openBench()
    made = madeFiles({ folder: join(bench.folder, 'made'), keys: [testKey] })
  })
  afterEach(() => bench.close())

  const ask = (month: string) =>
    bench.perform({
      key: `202611:ask:${month}:${bench.clock.now()}`,
      act: 'chat.text',
      input: { message: `导出 台账 ${month}`, sent: bench.clock.now() },
      who: 'jiwei',
      reply: 'return',
      at: bench.clock.now(),
    })
  const open = (make: (context: JobContext) => Promise<string>): JobWorker =>
    jobWorker({
      store: bench.store,
      perform: bench.perform,
      now: bench.clock.now,
      kinds: { archive: { make: (_job, context) => make(context) } },
      made,
      before: () => Promise.resolve(),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    })
  const jobs = async () => (await bench.store.read(tx => tx.jobs.list('unit', ['1']))).map(job => job)
  const told = async () =>
    (await bench.store.read(tx => tx.outbox.list('state', ['waiting'])))
      .map(({ saying }) => saying)
      .filter(saying => /已做好|没有做成/.test(saying))

  it('is done once, one job after another, and tells whoever ordered it', async () => {
    await ask('2026-11')
    await ask('2026-10')
    let under = 0
    const worker = open(async () => {
      expect(++under).toBe(1)
      await new Promise(resolve => setImmediate(resolve))
      under--
      return result
    })
    await Promise.all([worker.drain(), worker.drain()])
    expect((await jobs()).map(({ state, progress, due }) => ({ state, progress, due }))).toEqual(
      [1, 2].map(() => ({ state: 'done', progress: 100, due: null })),
    )
    expect(await told()).toHaveLength(2)
    await worker.drain()
    expect(await told()).toHaveLength(2)
  })

  it('shows how far it is, at most every second, and keeps its lease meanwhile', async () => {
    await ask('2026-11')
    const seen: number[] = []
    const worker = open(async ({ progress }) => {
      for (const percent of [1, 20, 40, 60]) {
        progress(percent)
        bench.clock.add(600)
        await new Promise(resolve => setTimeout(resolve, 20))
        seen.push((await jobs())[0]?.progress ?? -1)
        expect(
          await bench.store.commit(tx => tx.jobs.claim({ at: bench.clock.now(), by: 'x', lease: 1, limit: 9 })),
        ).toEqual([])
      }
      return result
    })
    await worker.drain()
    expect(seen).toEqual([0, 0, 40, 40])
  })

  it('that is cut off begins again from the start in the next process, and nothing is told twice', async () => {
    await ask('2026-11')
    let started: () => void = () => undefined
    const underWay = new Promise<void>(resolve => (started = resolve))
    const first = open(
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')))
          started()
        }),
    )
    const draining = first.drain()
    await underWay
    await first.stop()
    await draining
    expect([(await jobs())[0]?.state, await told()]).toEqual(['waiting', []])
    // A lease ends with its process; here that stands still, so its time goes by.
    bench.clock.add(61_000)
    const second = open(() => Promise.resolve(result))
    await second.drain()
    // The end is reported once more, as after a crash before it was seen.
    const [job] = await jobs()
    const end = { act: 'job.done' as const, input: { job: job?.id, result }, who: null, reply: 'return' as const }
    await bench.perform({ ...end, key: '202611:again', at: bench.clock.now() })
    expect([(await jobs())[0]?.begun, (await told()).length]).toEqual([2, 1])
  })

  it('that fails is told as failed, with what to say', async () => {
    await ask('2026-11')
    await open(() => Promise.reject(new Error('no paper'))).drain()
    expect((await jobs())[0]?.state).toBe('failed')
    expect((await told())[0]).toContain('请再说一次“导出 台账 2026-11”')
  })

  it('that ends the process each time is given up', async () => {
    await ask('2026-11')
    for (let begun = 0; begun < 3; begun++) {
      await bench.store.commit(async tx => {
        const [job] = await tx.jobs.list('unit', ['1'])
        if (job) await tx.jobs.update({ ...job, begun: job.begun + 1 })
      })
    }
    let ran = false
    await open(() => Promise.resolve(((ran = true), result))).drain()
    expect([ran, (await jobs())[0]?.state]).toEqual([false, 'failed'])
  })

  it('leaves its file for seven days; what no job names goes at once', async () => {
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from('zip'))
    }
    await ask('2026-11')
    const [job] = await jobs()
    const id = job?.id ?? ''
    await made.write(id, bytes())
    await made.write('202611-nobody', bytes())
    const sweep = () => sweepMade({ store: bench.store, made, now: bench.clock.now })
    expect(await sweep()).toEqual({ removed: 1 })
    await open(() => Promise.resolve(result)).drain()
    bench.clock.add(7 * day - 1000)
    expect([await sweep(), await made.list()]).toEqual([{ removed: 0 }, [id]])
    bench.clock.add(2000)
    expect([await sweep(), await made.list()]).toEqual([{ removed: 1 }, []])
  })
})
