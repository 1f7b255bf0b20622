import type { Instant, Scalar } from '../collection.ts'
import type { PartRecord } from './manifest.ts'
import { emptyHeld, newPart, type Held, type Part } from './part.ts'
import { indexValue, isScalar, type Row, type Rows } from './rows.ts'
import { byCodeUnit, sorted, type Sorted } from './sorted.ts'

export interface Due {
  readonly at: Instant
  readonly key: string
  readonly part: Part
}

export interface Lease {
  readonly by: string
  readonly until: Instant
}

export interface Index {
  readonly place: number
  readonly fields: readonly string[]
  /** Its first field is the key's first: a value lies in one part. */
  readonly inOnePart: boolean
}

/** One collection in memory: its parts, those that are loaded, and its work. */
export interface Shelf {
  readonly rows: Rows
  readonly parts: Map<string, Part>
  readonly indexes: ReadonlyMap<string, Index>
  /** Rows with something left to do, earliest first. Their parts stay in memory. */
  readonly due: Sorted<Due>
  readonly leases: Map<string, Lease>
  /** In the order of their names. */
  sortedParts(): readonly Part[]
  /** The part of this name, made where there is none. */
  partOrNew(name: string): Part
  /** A part's rows where they are in memory. */
  inMemory(part: Part): Held | null
  /** Brings a part to memory. It may be let go of as soon as something else is awaited. */
  load(part: Part): Promise<Held>
  /** Sets or deletes a row of a loaded part. Gives the row that was there. */
  set(part: Part, key: string, row: Row | undefined): Row | undefined
  /** Forgets a loaded part and its work. */
  drop(part: Part): void
  /** Lets a part that is saved go from memory. */
  shut(part: Part): void
}

/** Reads the rows of a part from disk, the last of each key. */
export type ReadPart = (rows: Rows, record: PartRecord, each: (key: string, row: Row) => void) => Promise<void>

export function shelf(
  rows: Rows,
  records: Record<string, PartRecord>,
  readPart: ReadPart,
  watch: { used: () => number; loaded: (part: Part) => void },
): Shelf {
  const { declaration } = rows
  const [firstKey] = declaration.key
  const indexes = new Map<string, Index>()
  for (const [name, fields] of Object.entries(declaration.indexes)) {
    indexes.set(name, { place: indexes.size, fields, inOnePart: rows.monthly && fields[0] === firstKey })
  }
  const indexFields = [...indexes.values()].map(index => index.fields)
  const parts = new Map<string, Part>()
  for (const [name, record] of Object.entries(records)) parts.set(name, newPart(name, record, indexes.size))
  if (!rows.monthly && !parts.has('')) parts.set('', newPart('', null, indexes.size))
  const due = sorted<Due>((a, b) => a.at - b.at || byCodeUnit(a.key, b.key))
  const leases = new Map<string, Lease>()
  const dueField = declaration.due
  const since = declaration.keep === 'forever' ? undefined : declaration.keep.since
  let inOrder: Part[] | null = null

  function dueAt(row: Row | undefined): Instant | undefined {
    const at = row && dueField !== undefined ? row[dueField] : undefined
    return typeof at === 'number' ? at : undefined
  }

  function setHeld(part: Part, held: Held, key: string, row: Row | undefined): Row | undefined {
    const before = held.rows.get(key)
    if (row) held.rows.set(key, row)
    else if (before) held.rows.delete(key)
    for (let place = 0; place < indexFields.length; place++) {
      const fields = indexFields[place]!
      const was = before && valueOf(before, fields)
      const is = row && valueOf(row, fields)
      if (was === is) continue
      if (was !== undefined) held.indexes[place]!.delete(was, key)
      if (is !== undefined) held.indexes[place]!.add(is, key)
    }
    const wasDue = dueAt(before)
    const isDue = dueAt(row)
    if (wasDue !== isDue) {
      if (wasDue !== undefined) due.delete({ at: wasDue, key, part })
      if (isDue !== undefined) due.add({ at: isDue, key, part })
      held.due += Number(isDue !== undefined) - Number(wasDue !== undefined)
    }
    if (row && since !== undefined) {
      const moment = row[since]
      held.newest = Math.max(held.newest, typeof moment === 'number' ? moment : Infinity)
    }
    return before
  }

  async function read(part: Part, record: PartRecord): Promise<Held> {
    const held = emptyHeld(indexes.size)
    await readPart(rows, record, (key, row) => setHeld(part, held, key, row))
    part.held = held
    watch.loaded(part)
    return held
  }

  function inMemory(part: Part): Held | null {
    part.used = watch.used()
    return part.held
  }

  function load(part: Part): Promise<Held> {
    const held = inMemory(part)
    if (held) return Promise.resolve(held)
    if (!part.record) throw new Error(`${rows.name}/${part.name} is nowhere`)
    part.loading ??= read(part, part.record).finally(() => (part.loading = null))
    return part.loading
  }

  return {
    rows,
    parts,
    indexes,
    due,
    leases,
    inMemory,
    load,
    sortedParts() {
      if (inOrder?.length !== parts.size) inOrder = [...parts.values()].sort((a, b) => byCodeUnit(a.name, b.name))
      return inOrder
    },
    partOrNew(name) {
      let part = parts.get(name)
      if (!part) {
        part = newPart(name, null, indexes.size)
        parts.set(name, part)
        inOrder = null
      }
      return part
    },
    set(part, key, row) {
      if (!part.held) throw new Error(`${rows.name}/${part.name} is not in memory`)
      leases.delete(key)
      return setHeld(part, part.held, key, row)
    },
    drop(part) {
      if (part.held && dueField !== undefined) {
        for (const [key, row] of part.held.rows) {
          leases.delete(key)
          const at = dueAt(row)
          if (at !== undefined) due.delete({ at, key, part })
        }
      }
      parts.delete(part.name)
      inOrder = null
    },
    shut(part) {
      part.held = null
    },
  }
}

/** The value that `fields` of a row have in an index. */
function valueOf(row: Row, fields: readonly string[]): string {
  return fields.length === 1 ? indexValue([row[fields[0]!]]) : indexValue(fields.map(field => row[field]))
}

/** Checks the values asked for and makes them one. */
export function wantedValue(index: Index, values: readonly Scalar[]): string {
  if (values.length !== index.fields.length || !values.every(isScalar)) {
    throw new Error(`this index takes ${index.fields.length} values: ${index.fields.join(', ')}`)
  }
  return indexValue(values)
}
