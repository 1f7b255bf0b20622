import { schedule, type ScheduledTask } from 'node-cron'
import type { Perform } from '../handlers/perform.ts'
import type { MadeFiles } from '../store/made.ts'
import type { Store } from '../store/transaction.ts'
import type { Logger } from './logger.ts'
import type { OutboxWorker } from './outbox/worker.ts'
import { readDirectory, type ReadDirectory } from './directory.ts'
import { remindGroups } from './remind-groups.ts'
import { releaseDue } from './release.ts'
import { sealWaiting } from './seal.ts'
import { sweepMade } from './work/sweep.ts'
import type { JobWorker } from './work/worker.ts'

export interface CronContext {
  store: Store
  perform: Perform
  now: () => number
  outbox: OutboxWorker
  work: JobWorker
  made: MadeFiles
  /** Reads WeCom's directory. */
  directory: ReadDirectory
  log: Logger
}

/** Timed work: a function of the context that computes from the store what is due, so that a missed run loses nothing. */
export interface Job {
  name: string
  /** When it looks, in Asia/Shanghai; six fields, seconds first. Never minute 0 or 30 for what WeCom is asked. */
  at: string
  run: (context: CronContext) => Promise<object | void>
}

export const jobs: readonly Job[] = [
  { name: 'release', at: '*/20 * * * * *', run: releaseDue },
  { name: 'groups', at: '0 12,42 7-20 * * *', run: remindGroups },
  { name: 'outbox', at: '*/2 * * * * *', run: ({ outbox }) => Promise.resolve(outbox.wake()) },
  { name: 'work', at: '*/2 * * * * *', run: ({ work }) => Promise.resolve(work.wake()) },
  { name: 'seal', at: '*/4 * * * * *', run: sealWaiting },
  { name: 'directory', at: '0 7,37 * * * *', run: readDirectory },
  { name: 'sweep', at: '0 23 * * * *', run: sweepMade },
  { name: 'retain', at: '0 17 3 * * *', run: ({ store, now }) => store.retain(now()) },
]

export interface Cron {
  /** Runs one job now, or all of them in the table's order: at start, and when a clock was moved. */
  run(name?: string): Promise<void>
  stop(): Promise<void>
}

/** Starts the table. A run that takes longer than its interval is not overlapped; one that fails is logged and tried again. */
export function startCron(context: CronContext): Cron {
  const inHand = new Set<Promise<void>>()
  const runJob = (job: Job): Promise<void> => {
    const run = job
      .run(context)
      .then(counts => {
        if (counts && Object.values(counts).some(Boolean)) context.log.info({ job: job.name, ...counts }, 'job done')
      })
      .catch((error: unknown) => context.log.error({ job: job.name, err: error }, 'job failed'))
      .finally(() => inHand.delete(run))
    inHand.add(run)
    return run
  }
  const tasks: ScheduledTask[] = jobs.map(job =>
    schedule(job.at, () => runJob(job), { timezone: 'Asia/Shanghai', noOverlap: true, name: job.name }),
  )
  return {
    run: async name => {
      for (const job of jobs) if (name === undefined || job.name === name) await runJob(job)
    },
    stop: async () => {
      for (const task of tasks) await task.stop()
      await Promise.all(inHand)
    },
  }
}
