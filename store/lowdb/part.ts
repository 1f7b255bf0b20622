import type { PartRecord } from './manifest.ts'
import { postings, type Postings } from './postings.ts'
import type { Row, Unsaved } from './rows.ts'

/** The rows of a part and what finds them, while the part is in memory. */
export interface Held {
  readonly rows: Map<string, Row>
  /** In the order in which the declaration names the indexes. */
  readonly indexes: readonly Postings[]
  due: number
  /** Infinity where a row has no moment to count from. */
  newest: number
}

/** One collection's rows of one month, or all rows of a collection that is not kept by month. */
export interface Part {
  readonly name: string
  /** What the last checkpoint says of it; null where it has not been in one. */
  record: PartRecord | null
  /** Null while only on disk. */
  held: Held | null
  loading: Promise<Held> | null
  /** Rows changed since the last checkpoint began, by key; null for a row that has gone. */
  unsaved: Map<string, Unsaved | null>
  /** To be written anew at the next checkpoint, although nothing has changed. */
  renew: boolean
  /** A checkpoint that includes it is being written. */
  saving: boolean
  /** How often the act under way needs it in memory. */
  pinned: number
  /** When it was last asked for, in calls. */
  used: number
}

export function newPart(name: string, record: PartRecord | null, indexes: number): Part {
  return {
    name,
    record,
    held: record ? null : emptyHeld(indexes),
    loading: null,
    unsaved: new Map(),
    renew: false,
    saving: false,
    pinned: 0,
    used: 0,
  }
}

export function emptyHeld(indexes: number): Held {
  return { rows: new Map(), indexes: Array.from({ length: indexes }, postings), due: 0, newest: -Infinity }
}
