import type { Instant, IndexOf, KeyOf, RowOf, Scalar } from './collection.ts'
import type { Collections } from './collections.ts'

/**
 * One collection inside a transaction.
 *
 * Rows that come out are frozen, and stay as they were even when the store changes: holding one edits nothing.
 * A row that goes in is copied and parsed by the collection's schema; one that does not parse throws,
 * and the transaction leaves no trace.
 */
export interface Table<D> {
  get(key: KeyOf<D>): Promise<RowOf<D> | undefined>
  /** Inserts where no row has this key. Says whether it did; an existing row stays as it is. */
  add(row: RowOf<D>): Promise<boolean>
  /** Replaces the row of the same key. Throws `MissingRow` where there is none. */
  update(row: RowOf<D>): Promise<void>
  /** Inserts or replaces. */
  put(row: RowOf<D>): Promise<void>
  /** Says whether there was a row. */
  delete(key: KeyOf<D>): Promise<boolean>
  /** The rows whose index fields equal `values`, in key order (by code unit, field by field). */
  list(index: IndexOf<D>, values: readonly Scalar[], page?: Page<D>): Promise<RowOf<D>[]>
  /** How many rows `list` would give without a page. Costs the same for ten and for a million. */
  count(index: IndexOf<D>, values: readonly Scalar[]): Promise<number>
  /**
   * Rows that are due at `at` and that nobody holds, earliest first (then by key), now held by `by` until `at + lease`.
   * A lease ends with its time, with any change of the row, and on the embedded engine with the process.
   * Throws on a collection that declares no `due`.
   */
  claim(work: { at: Instant; by: string; lease: number; limit: number }): Promise<RowOf<D>[]>
}

export interface Page<D> {
  /** Rows after this key only. */
  after?: KeyOf<D>
  limit?: number
}

/** Everything that is kept, inside one transaction. Nothing of it may be used once the work has ended. */
export type Tx = { readonly [N in keyof Collections]: Table<Collections[N]> }

/** The same, without the calls that change anything. */
export type ReadTx = {
  readonly [N in keyof Collections]: Pick<Table<Collections[N]>, 'get' | 'list' | 'count'>
}

/** Where everything is kept. Both engines pass `test/store/contract.ts`. */
export interface Store {
  /**
   * Runs `work` alone, or as if alone, and resolves with what it gave once everything it changed is durable.
   * `work` awaits nothing but the transaction: an engine may run it again from the start.
   * If it throws, nothing has changed and the error comes through.
   * Throws `StoreStopped` when durability can no longer be had; after that nothing more is accepted.
   */
  commit<A>(work: (tx: Tx) => Promise<A>): Promise<A>
  /** Reads one consistent state. What it gives is durable: nothing that could still be lost is shown. */
  read<A>(work: (tx: ReadTx) => Promise<A>): Promise<A>
  /** A consistent copy into an empty or new folder, while running. */
  backup(folder: string): Promise<void>
  /** Drops what `keep` says is no longer kept. Says how many rows went, by collection. */
  retain(at: Instant): Promise<Record<string, number>>
  /** Resolves when the store can no longer be trusted to keep anything, with the reason. */
  readonly stopped: Promise<Error>
  /** Waits for what is in hand, writes a checkpoint and lets go of the folder. */
  close(): Promise<void>
}

/** `update` of a row that is not there. */
export class MissingRow extends Error {
  override name = 'MissingRow'
}

/** The store has stopped accepting: a write or sync failed, or it was closed. */
export class StoreStopped extends Error {
  override name = 'StoreStopped'
}
