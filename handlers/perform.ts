import type { Instant } from '../store/collection.ts'

/** Something that happened, under a key that makes it distinct. */
export interface Deed {
  /** Begins with the six digits of the month the deed belongs to (a callback's CreateTime), e.g. `202611:msg:7300…`. */
  key: string
  /** A name in the table `handlers/acts.ts`. */
  act: string
  input: unknown
  /** The userid as WeCom said it; null for what time triggers. */
  who: string | null
  /**
   * How the answer travels: `passive` in the response to the callback, if it is one text of at most `limit` bytes;
   * everything else goes to the outbox in the same commit. `return` hands it to the caller (pages).
   */
  reply: { passive: number } | 'outbox' | 'return'
  at: Instant
}

/** What the deed's commit left for the caller: the passive text, or the page's answer as JSON. */
export interface Performed {
  text: string | null
  repeated: boolean
}

/** The only way anything happens. Resolves once durable; throws `StoreStopped` when it cannot be. */
export type Perform = (deed: Deed) => Promise<Performed>
