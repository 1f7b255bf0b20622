import type { z } from 'zod'
import type { Instant } from '../store/collection.ts'
import type { Tx } from '../store/transaction.ts'
import type { Conversation } from './conversation.ts'
import type { Fact } from './evidence/fact.ts'
import type { House } from './house.ts'
import type { Person } from './person.ts'
import type { Answer, Saying } from './saying.ts'

/** Said to the one who did the deed. */
export type { Answer }

/** What an act may use. It awaits nothing but `tx`, so that it may be run again. */
export interface Desk {
  readonly tx: Tx
  /** When the deed is done; every stamp of the act is this one. */
  readonly at: Instant
  /** Who does it, as WeCom says; the product itself for what time triggers. */
  readonly who: Person
  /** Writes rows of the outbox: to people (grouped by at most 1000), to a department's group, or into a chat of the smart bot. */
  readonly say: (to: Recipients, saying: Saying, options?: SayOptions) => Promise<void>
  /** Writes a row of evidence and gives its id. */
  readonly attest: (fact: Fact) => Promise<string>
  /** Writes a row of the audit log. */
  readonly audit: (entry: {
    act: string
    about?: string
    outcome?: 'done' | 'refused'
    detail?: string
  }) => Promise<void>
  /** What is true of this installation. */
  readonly house: House
  /** A new id that begins with the month of `at`. */
  readonly id: () => string
}

export type Recipients =
  /** By the app; `via` a chat with the smart bot where it can be had. */
  | { person: string; via?: Conversation | null }
  | { people: readonly string[] }
  /** A department's group: in the smart bot's chat of this id where it can speak, else by the webhook. */
  | { group: string; chat?: string }
  /** A group chat of the smart bot, and nowhere else. */
  | { chat: Conversation }

export interface SayOptions {
  /** What the saying belongs to, for counting deliveries. */
  about?: string
  /** Not before this moment; at once by default. */
  due?: Instant
  /** No longer of use after this moment; a day later by default. */
  until?: Instant
  /** A notice: whoever has confirmed it by the time of sending is not told. */
  unless?: string
}

/** What the bot does, one function a capability. Its commit belongs to whoever performs it. */
export type Act<I> = (input: I, desk: Desk) => Promise<Answer>

/** An act behind the parsing of its input: what the table of acts holds. */
export type Bound = (raw: unknown, desk: Desk) => Promise<Answer>

/** Ties an act to the shape of its input. */
export const entry =
  <S extends z.ZodType>(input: S, act: Act<z.infer<S>>): Bound =>
  (raw, desk) =>
    act(input.parse(raw), desk)
