import type { z } from 'zod'

/** A moment: milliseconds since 1970-01-01T00:00:00Z. Every stamp in the store is one. */
export type Instant = number

/** What may stand in a key or an index: compared by value, ordered by code unit or by number. */
export type Scalar = string | number | boolean | null

/**
 * How long rows are kept: for ever, or a number of days after the moment in `since`.
 * On a `monthly` collection whole months are dropped, so a row may stay up to a month longer.
 */
export type Keep<Row> = 'forever' | { days: number; since: keyof Row & string }

/** What is kept, declared once; no engine knows a collection by name. */
export interface Declaration<
  S extends z.ZodObject = z.ZodObject,
  K extends readonly string[] = readonly string[],
  I extends Record<string, readonly string[]> = Record<string, readonly string[]>,
> {
  /** Rows are parsed by it when they are written and when they are read back from disk. */
  schema: S
  /** The fields that make the key; all of them strings. */
  key: K
  /**
   * Named indexes: the fields compared, in order. An empty list is the index of all rows.
   * Rows of one index value come in key order.
   */
  indexes: I
  /**
   * `state`: small, changes; the embedded engine holds it in memory and rewrites it at a checkpoint.
   * `monthly`: grows; the first key field begins with the six digits of the month it was born in
   * (`202611…`), and that month is its partition. Only months in use are in memory.
   */
  grows: 'state' | 'monthly'
  /** Encrypted wherever the row is written (AES-256-GCM, authenticated by collection, key and field). */
  secret: readonly (keyof z.infer<S> & string)[]
  keep: Keep<z.infer<S>>
  /**
   * Rows that are work: the field that says when a row is due (an Instant, or null when nothing is left to do).
   * Only such collections offer `claim`.
   */
  due?: keyof z.infer<S> & string
}

/** Declares a collection, so that its row, key and index names are known to the compiler. */
export function collection<
  S extends z.ZodObject,
  const K extends readonly (keyof z.infer<S> & string)[],
  const I extends Record<string, readonly (keyof z.infer<S> & string)[]>,
>(declaration: Declaration<S, K, I>): Declaration<S, K, I> {
  return declaration
}

export type RowOf<D> = D extends Declaration<infer S, infer _K, infer _I> ? Readonly<z.infer<S>> : never

/** One string where the key is one field, else a tuple of strings in the key's order. */
export type KeyOf<D> =
  D extends Declaration<infer _S, infer K, infer _I>
    ? K extends readonly [string]
      ? string
      : { readonly [P in keyof K]: string }
    : never

export type IndexOf<D> = D extends Declaration<infer _S, infer _K, infer I> ? keyof I & string : never
