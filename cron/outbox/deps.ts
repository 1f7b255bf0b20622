import type { PlanContext, Post } from '../../handlers/post.ts'
import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { Store } from '../../store/transaction.ts'
import type { Logger } from '../logger.ts'
import type { Pace } from './pace.ts'

export type OutboxRow = RowOf<Collections['outbox']>
export type CallRow = RowOf<Collections['calls']>

export interface OutboxDeps {
  store: Store
  post: Post
  now: () => number
  /** [0, 1), for jitter. */
  random: () => number
  /** Makes the id of a call, which is also its task_id. */
  id: (at: number) => string
  /** Makes the bytes of a `file` saying. */
  file: PlanContext['file']
  /** Tells the office of a unit that something may not have arrived, or did not reach a group; a deed of its own. */
  onUnknown: (call: CallRow) => Promise<void>
  log: Logger
}

export interface OutboxPaces {
  member: Pace
  webhook: Pace
  /** Of the smart bot, by chat. */
  conversation: Pace
}

/** What the worker saw of the channel. `fault` is WeCom's standing refusal, in words for the operator. */
export interface OutboxState {
  fault: { since: number; until: number; why: string } | null
  /** Rounds in a row in which no call got an answer; the next is not made before `until`. */
  silent: { rounds: number; until: number } | null
}
