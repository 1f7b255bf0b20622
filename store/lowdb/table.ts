import type { Instant, Scalar } from '../collection.ts'
import { MissingRow } from '../transaction.ts'
import type { Held, Part } from './part.ts'
import type { Row } from './rows.ts'
import type { Session } from './session.ts'
import { wantedValue, type Index, type Shelf } from './shelf.ts'

type Key = string | readonly string[]
interface Page {
  after?: Key
  limit?: number
}

/** What `ReadTx` offers of one collection, for any collection. Made anew for each act, so it holds next to nothing. */
export class ReadTable {
  protected readonly shelf: Shelf
  protected readonly session: Session

  constructor(shelf: Shelf, session: Session) {
    this.shelf = shelf
    this.session = session
  }

  async get(key: Key): Promise<Row | undefined> {
    this.session.alive()
    const { rows, parts } = this.shelf
    const joined = rows.keyOf(key)
    const part = parts.get(rows.partOf(joined))
    if (!part) return undefined
    // What is in memory is not awaited: that would cost more than the look-up.
    const held = this.shelf.inMemory(part) ?? (await this.shelf.load(part))
    return held.rows.get(joined)
  }

  async list(name: string, values: readonly Scalar[], page: Page = {}): Promise<Row[]> {
    this.session.alive()
    const { shelf } = this
    const index = indexOf(shelf, name)
    const value = wantedValue(index, values)
    const after = page.after === undefined ? undefined : shelf.rows.keyOf(page.after)
    const limit = page.limit ?? Infinity
    const found: Row[] = []
    for (const part of partsFor(shelf, index, values)) {
      if (found.length >= limit) break
      if (after !== undefined && part.name < shelf.rows.partOf(after)) continue
      if (countOnDisk(part, name, value) === 0) continue
      const { rows: byKey, indexes } = shelf.inMemory(part) ?? (await shelf.load(part))
      for (const key of indexes[index.place]!.keys(value, after)) {
        if (found.length >= limit) break
        found.push(byKey.get(key)!)
      }
    }
    return found
  }

  async count(name: string, values: readonly Scalar[]): Promise<number> {
    this.session.alive()
    const index = indexOf(this.shelf, name)
    const value = wantedValue(index, values)
    let count = 0
    for (const part of partsFor(this.shelf, index, values)) {
      count += countOnDisk(part, name, value) ?? (await this.shelf.load(part)).indexes[index.place]!.count(value)
    }
    return count
  }
}

/** What `Tx` offers of one collection, for any collection. */
export class Table extends ReadTable {
  async add(input: Row): Promise<boolean> {
    const { row, key, part } = this.#place(input)
    const held = this.shelf.inMemory(part) ?? (await this.#load(part))
    if (held.rows.has(key)) return false
    this.session.set(this.shelf, part, key, row)
    return true
  }

  async update(input: Row): Promise<void> {
    const { row, key, part } = this.#place(input)
    const held = this.shelf.inMemory(part) ?? (await this.#load(part))
    if (!held.rows.has(key)) throw new MissingRow(`${this.shelf.rows.name} has no row of this key`)
    this.session.set(this.shelf, part, key, row)
  }

  async put(input: Row): Promise<void> {
    const { row, key, part } = this.#place(input)
    if (!this.shelf.inMemory(part)) await this.#load(part)
    this.session.set(this.shelf, part, key, row)
  }

  async delete(key: Key): Promise<boolean> {
    this.session.alive()
    const { rows, parts } = this.shelf
    const joined = rows.keyOf(key)
    const part = parts.get(rows.partOf(joined))
    if (!part) return false
    this.session.pin(part)
    const held = this.shelf.inMemory(part) ?? (await this.#load(part))
    if (!held.rows.has(joined)) return false
    this.session.set(this.shelf, part, joined, undefined)
    return true
  }

  async claim(work: { at: Instant; by: string; lease: number; limit: number }): Promise<Row[]> {
    this.session.alive()
    const { shelf, session } = this
    if (shelf.rows.declaration.due === undefined) throw new Error(`${shelf.rows.name} holds no work`)
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
  }

  /** Checks a row and finds its part, which then stays in memory until the act ends. */
  #place(input: Row): { row: Row; key: string; part: Part } {
    this.session.alive()
    const { rows } = this.shelf
    const row = rows.check(input)
    const key = rows.key(row)
    const part = this.shelf.partOrNew(rows.partOf(key))
    this.session.pin(part)
    return { row, key, part }
  }

  async #load(part: Part): Promise<Held> {
    const held = await this.shelf.load(part)
    this.session.alive()
    return held
  }
}

function indexOf(shelf: Shelf, name: string): Index {
  const index = shelf.indexes.get(name)
  if (!index) throw new Error(`${shelf.rows.name} has no index ${name}`)
  return index
}

/** The parts in which a value can lie, in key order. */
function partsFor(shelf: Shelf, index: Index, values: readonly Scalar[]): readonly Part[] {
  if (!index.inOnePart) return shelf.sortedParts()
  const part = shelf.parts.get(shelf.rows.partOf(String(values[0])))
  return part ? [part] : []
}

/** What the last checkpoint counted in a part that is not in memory; undefined where it has to be loaded. */
function countOnDisk(part: Part, index: string, value: string): number | undefined {
  if (part.held) return undefined
  const counts = part.record?.counts[index]
  return counts && (Object.hasOwn(counts, value) ? counts[value] : 0)
}
