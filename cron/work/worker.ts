import type { JobKind, JobRow } from '../../handlers/jobs/job.ts'
import type { Perform } from '../../handlers/perform.ts'
import type { MadeFiles } from '../../store/made.ts'
import { type Store, StoreStopped } from '../../store/transaction.ts'
import type { Logger } from '../logger.ts'

export interface WorkDeps {
  store: Store
  perform: Perform
  now: () => number
  kinds: Record<JobRow['kind'], Pick<JobKind, 'make'>>
  made: MadeFiles
  /** Done before each job: what it says of the evidence shall be sealed. */
  before: () => Promise<unknown>
  log: Logger
}

export interface JobWorker {
  /** Begins to work, and waits for nothing. Never throws. */
  wake(): void
  /** Works until no job is due. One at a time; a second call joins the first. */
  drain(): Promise<void>
  /** Leaves what is in hand, to be begun again by the next process. */
  stop(): Promise<void>
}

const lease = 60_000
/** Progress is written at most once in this span, ms. */
const progressEvery = 1000
/** Who has ended the process so often would do so again. */
const mostBegun = 3

/** Does slow work one job after another, outside of any act, and ends each with a deed that tells whoever ordered it. */
export function jobWorker({ store, perform, now, kinds, made, before, log }: WorkDeps): JobWorker {
  const by = 'work'
  const stopping = new AbortController()
  let running: Promise<void> | null = null

  const hold = { by, lease, limit: 1 }
  const takeNext = (): Promise<JobRow | null> =>
    store.commit(async tx => {
      const [job] = await tx.jobs.claim({ at: now(), ...hold })
      if (!job) return null
      const taken = { ...job, begun: job.begun + 1, progress: 0 }
      await tx.jobs.update(taken)
      // The change has ended its lease.
      await tx.jobs.claim({ at: now(), ...hold })
      return taken
    })

  const end = (job: JobRow, act: 'job.done' | 'job.failed', input: object): Promise<unknown> =>
    perform({
      key: `${job.id.slice(0, 6)}:${act}:${job.id}`,
      act,
      input: { job: job.id, ...input },
      who: null,
      reply: 'return',
      at: now(),
    })

  function progressOf(job: JobRow): { note: (percent: number) => void; settled: () => Promise<void> } {
    let last = now()
    let shown = 0
    let writing: Promise<void> = Promise.resolve()
    const write = (percent: number): Promise<void> =>
      store.commit(async tx => {
        const current = await tx.jobs.get(job.id)
        if (current?.state !== 'waiting') return
        await tx.jobs.update({ ...current, progress: percent })
        await tx.jobs.claim({ at: now(), ...hold })
      })
    return {
      note: percent => {
        if (percent <= shown || now() - last < progressEvery) return
        shown = Math.min(99, Math.floor(percent))
        last = now()
        // A store that has stopped is told by whoever uses it next.
        writing = write(shown).catch(() => undefined)
      },
      settled: () => writing,
    }
  }

  async function work(job: JobRow): Promise<void> {
    if (job.begun > mostBegun) {
      log.error({ job: job.id, begun: job.begun }, 'job given up')
      await end(job, 'job.failed', {})
      return
    }
    await before()
    const progress = progressOf(job)
    let result: string
    try {
      result = await kinds[job.kind].make(job, {
        store,
        at: now(),
        made,
        progress: progress.note,
        signal: stopping.signal,
      })
    } catch (error) {
      if (stopping.signal.aborted || error instanceof StoreStopped) return
      log.error({ job: job.id, kind: job.kind, err: error }, 'job failed')
      await progress.settled()
      await end(job, 'job.failed', {})
      return
    }
    await progress.settled()
    await end(job, 'job.done', { result })
  }

  async function round(): Promise<void> {
    while (!stopping.signal.aborted) {
      const job = await takeNext()
      if (!job) return
      await work(job)
    }
  }

  const drain = (): Promise<void> => (running ??= round().finally(() => (running = null)))
  return {
    wake: () => {
      drain().catch((error: unknown) => log.error({ err: error }, 'slow work failed'))
    },
    drain,
    stop: async () => {
      stopping.abort()
      await running?.catch(() => undefined)
    },
  }
}
