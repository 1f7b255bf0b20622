import type { Instant, RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { MadeFiles } from '../../store/made.ts'
import type { Store } from '../../store/transaction.ts'
import type { Desk } from '../act.ts'
import { day } from '../time.ts'

/** How long a made file is kept; it can be made again at any time. */
export const madeLives = 7 * day

export type JobRow = RowOf<Collections['jobs']>

/** What slow work may use. It changes nothing in the store: only the deed that ends it does. */
export interface JobContext {
  store: Pick<Store, 'read'>
  /** The moment this run began. */
  at: Instant
  made: MadeFiles
  /** Per cent; written down at most every second. */
  progress(percent: number): void
  /** The product stops: what is under way is left, and begun again later. */
  signal: AbortSignal
}

/** A kind of slow work. */
export interface JobKind {
  /** Does it and gives its result. It may be run again from the start, and then makes the same. */
  make(job: JobRow, context: JobContext): Promise<string>
  /** What it comes to, in the deed that ends it: facts, audit, and who is told. */
  done(job: JobRow, result: string, desk: Desk): Promise<void>
  failed(job: JobRow, desk: Desk): Promise<void>
}

/** Orders work; the worker finds it within two seconds. Gives its id. */
export async function beginJob(
  desk: Pick<Desk, 'tx' | 'at' | 'who' | 'id'>,
  { kind, unit, input }: Pick<JobRow, 'kind' | 'unit' | 'input'>,
): Promise<string> {
  const id = desk.id()
  await desk.tx.jobs.add({
    id,
    kind,
    by: desk.who.id,
    unit,
    input,
    at: desk.at,
    due: desk.at,
    begun: 0,
    state: 'waiting',
    progress: 0,
    result: null,
    ended: null,
  })
  return id
}
