import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { ReadTx } from '../../store/transaction.ts'

export type FactRow = RowOf<Collections['facts']>

/** Some kind of record held against its facts, both ways: each fact as it is met, then each record that should have one. */
export interface RecordCheck {
  /** Given every fact, in the order of their ids. Throws `Broken` where the record of a fact says something else. */
  meet(fact: FactRow): Promise<void>
  /** Throws `Broken` where a record has no fact. */
  close(): Promise<void>
}

/** What a check may count for the verdict. */
export interface Counts {
  confirmations: number
}

/** Opens a check over one state of the store. Only reads. */
export type OpenCheck = (tx: ReadTx, counts: Counts) => RecordCheck
