import type { Instant, Scalar } from '../collection.ts'
import { MissingRow } from '../transaction.ts'
import type { Part } from './part.ts'
import type { Row } from './rows.ts'
import type { Session } from './session.ts'
import { wantedValue, type Index, type Shelf } from './shelf.ts'

type Key = string | readonly string[]
interface Page {
  after?: Key
  limit?: number
}

/** What `ReadTx` offers of one collection, for any collection. */
export function readTable(shelf: Shelf, session: Session) {
  const { rows } = shelf

  function indexOf(name: string): Index {
    const index = shelf.indexes.get(name)
    if (!index) throw new Error(`${rows.name} has no index ${name}`)
    return index
  }

  /** The parts in which a value can lie, in key order. */
  function partsFor(index: Index, values: readonly Scalar[]): readonly Part[] {
    if (!index.inOnePart) return shelf.sortedParts()
    const part = shelf.parts.get(rows.partOf(String(values[0])))
    return part ? [part] : []
  }

  return {
    async get(key: Key): Promise<Row | undefined> {
      session.alive()
      const joined = rows.keyOf(key)
      const part = shelf.parts.get(rows.partOf(joined))
      return part && (await shelf.load(part)).rows.get(joined)
    },

    async list(name: string, values: readonly Scalar[], page: Page = {}): Promise<Row[]> {
      session.alive()
      const index = indexOf(name)
      const value = wantedValue(index, values)
      const after = page.after === undefined ? undefined : rows.keyOf(page.after)
      const limit = page.limit ?? Infinity
      const found: Row[] = []
      for (const part of partsFor(index, values)) {
        if (found.length >= limit) break
        if (after !== undefined && part.name < rows.partOf(after)) continue
        if (countOnDisk(part, name, value) === 0) continue
        const { rows: byKey, indexes } = await shelf.load(part)
        for (const key of indexes[index.place]!.keys(value, after)) {
          if (found.length >= limit) break
          found.push(byKey.get(key)!)
        }
      }
      return found
    },

    async count(name: string, values: readonly Scalar[]): Promise<number> {
      session.alive()
      const index = indexOf(name)
      const value = wantedValue(index, values)
      let count = 0
      for (const part of partsFor(index, values)) {
        count += countOnDisk(part, name, value) ?? (await shelf.load(part)).indexes[index.place]!.count(value)
      }
      return count
    },
  }
}

/** What `Tx` offers of one collection, for any collection. */
export function table(shelf: Shelf, session: Session) {
  const { rows } = shelf
  const reading = readTable(shelf, session)

  /** Checks a row and brings its part to memory, to stay there until the act ends. */
  async function place(input: Row) {
    session.alive()
    const row = rows.check(input)
    const key = rows.key(row)
    const part = shelf.partOrNew(rows.partOf(key))
    session.pin(part)
    const before = (part.held ?? (await shelf.load(part))).rows.get(key)
    session.alive()
    return { row, key, part, before }
  }

  return {
    ...reading,

    async add(input: Row): Promise<boolean> {
      const { row, key, part, before } = await place(input)
      if (before) return false
      session.set(shelf, part, key, row)
      return true
    },

    async update(input: Row): Promise<void> {
      const { row, key, part, before } = await place(input)
      if (!before) throw new MissingRow(`${rows.name} has no row of this key`)
      session.set(shelf, part, key, row)
    },

    async put(input: Row): Promise<void> {
      const { row, key, part } = await place(input)
      session.set(shelf, part, key, row)
    },

    async delete(key: Key): Promise<boolean> {
      session.alive()
      const joined = rows.keyOf(key)
      const part = shelf.parts.get(rows.partOf(joined))
      if (!part) return false
      session.pin(part)
      const held = await shelf.load(part)
      session.alive()
      if (!held.rows.has(joined)) return false
      session.set(shelf, part, joined, undefined)
      return true
    },

    async claim(work: { at: Instant; by: string; lease: number; limit: number }): Promise<Row[]> {
      session.alive()
      if (rows.declaration.due === undefined) throw new Error(`${rows.name} holds no work`)
      const claimed: Row[] = []
      for (const { at, key, part } of shelf.due.items()) {
        if (at > work.at || claimed.length >= work.limit) break
        const lease = shelf.leases.get(key)
        if (lease && lease.until > work.at) continue
        const row = part.held?.rows.get(key)
        if (!row) continue
        session.lease(shelf, part, key, { by: work.by, until: work.at + work.lease })
        claimed.push(row)
      }
      return claimed
    },
  }
}

/** What the last checkpoint counted in a part that is not in memory; undefined where it has to be loaded. */
function countOnDisk(part: Part, index: string, value: string): number | undefined {
  if (part.held) return undefined
  const counts = part.record?.counts[index]
  return counts && (Object.hasOwn(counts, value) ? counts[value] : 0)
}
