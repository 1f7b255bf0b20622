import type { Instant } from '../store/collection.ts'
import type { finalStates } from '../store/collections.ts'
import type { Conversation } from './conversation.ts'
import type { CardSaying, Saying } from './saying.ts'

/** The files that can be made when a saying with one is sent. */
export type FileMade = Extract<Saying, { kind: 'file' }>['make']

export type FinalState = (typeof finalStates)[number]

/** Somebody a saying goes to. */
export interface Recipient {
  id: string
  /** As WeCom spells it. */
  userid: string
  /** Through the WeChat plug-in only texts and text cards are seen. */
  reads: 'wecom' | 'wechat'
}

/** One exact call, before it has been tried. */
export interface PlannedCall {
  /** Person ids in the order of the body; empty for a group. */
  to: string[]
  /** JSON that only `bot/` reads; never changes once it is durable. */
  body: string
  /** False where WeCom would deliver the same body twice (group webhooks): it is then never repeated. */
  repeatable: boolean
  /** The smart bot's chat it goes to; null or absent where it goes another way. */
  chat?: string | null
}

/** What became of one try. */
export type CallOutcome =
  /** WeCom took it. `exceptions` are those whom its answer names. */
  | {
      kind: 'accepted'
      exceptions: Record<string, FinalState>
      msgid: string | null
      responseCode: string | null
    }
  /** WeCom will never take it: every recipient ends in `state`. */
  | { kind: 'refused'; state: FinalState; code: number | null }
  /** Nothing has happened; worth another try, not before `wait` ms if given. `fault` stops the channel until then. */
  | { kind: 'busy'; wait: number | null; fault: string | null; code: number | null }
  /** Nothing has happened, and this way it will not: a chat of the smart bot that it cannot speak in. Another way may. */
  | { kind: 'elsewhere'; code: number | null }
  /** It may or may not have arrived: only the same body may be repeated. */
  | { kind: 'unknown' }

/** The way out, as the outbox worker sees it. Implemented by `bot/`. */
export interface Post {
  /**
   * Turns a saying into exact calls: at most 1000 recipients each, long texts in parts, readers of the WeChat plug-in apart.
   * `ids` gives each call its id, used as task_id. A `file` uploads first, so planning may await WeCom.
   * Throws `CannotPlan` with a reason for people when there is nothing that could be sent.
   */
  plan(
    saying: Saying,
    to: readonly Recipient[],
    group: string | null,
    ids: () => string,
    context: PlanContext,
  ): Promise<Planned>
  /** Makes one call once. Never throws. */
  make(body: string): Promise<CallOutcome>
}

export interface PlanContext {
  /** The smart bot's chat it is said in, if that can be had; null where it is said another way. */
  chat: Conversation | null
  /** The card that was sent by the call of this id; null where there is none. */
  card: (call: string) => Promise<CardSaying | null>
  /** The address of a group's webhook; null where the saying goes to people. */
  webhook: string | null
  /** The code of a sent card, for `close-all`. */
  responseCode: string | null
  /** Makes the file of a `file` saying. */
  file: (make: FileMade, of: string) => Promise<Uint8Array>
  at: Instant
}

/** Calls in the order they are to be made; those with the same `part` may go side by side. */
export type Planned = { id: string; part: number; call: PlannedCall }[]

export class CannotPlan extends Error {
  override name = 'CannotPlan'
}
