import type { Lease, Shelf } from './shelf.ts'
import type { Part } from './part.ts'
import type { Row } from './rows.ts'

interface Change {
  readonly shelf: Shelf
  readonly part: Part
  readonly key: string
  readonly before: Row | undefined
  readonly after: Row | undefined
  readonly lease: Lease | undefined
}

/**
 * One act's hold on the store. Acts run one after another, so each changes memory directly
 * and keeps what was there before: thrown away when it succeeds, put back when it throws.
 */
export interface Session {
  /** Throws once the work has ended: nothing of a transaction may be used after it. */
  alive(): void
  /** Keeps a part in memory until the act ends. */
  pin(part: Part): void
  set(shelf: Shelf, part: Part, key: string, row: Row | undefined): void
  lease(shelf: Shelf, part: Part, key: string, lease: Lease): void
  /** Puts back what was there. */
  undo(): void
  /** The body of a journal line with the whole new states; null where nothing changed. Marks the parts unsaved. */
  line(): string | null
  end(): void
}

export function session(): Session {
  const changes: Change[] = []
  const pinned: Part[] = []
  let ended = false

  return {
    alive() {
      if (ended) throw new Error('this transaction has ended')
    },
    pin(part) {
      part.pinned += 1
      pinned.push(part)
    },
    set(shelf, part, key, row) {
      const lease = shelf.leases.get(key)
      changes.push({ shelf, part, key, before: shelf.set(part, key, row), after: row, lease })
    },
    lease(shelf, part, key, lease) {
      const row = part.held?.rows.get(key)
      changes.push({ shelf, part, key, before: row, after: row, lease: shelf.leases.get(key) })
      shelf.leases.set(key, lease)
    },
    undo() {
      for (const { shelf, part, key, before, lease } of changes.reverse()) {
        if (part.held?.rows.get(key) !== before) shelf.set(part, key, before)
        if (lease) shelf.leases.set(key, lease)
        else shelf.leases.delete(key)
      }
    },
    line() {
      const put = new Map<Shelf, string>()
      const gone = new Map<Shelf, string>()
      for (const { shelf, part, key, before, after } of changes) {
        // Only the last state of a key is told; a lease is no change.
        if (before === after || part.held?.rows.get(key) !== after) continue
        const { rows } = shelf
        if (after) {
          const text = rows.toText(after, key, part.unsaved.get(key) ?? undefined)
          part.unsaved.set(key, { row: after, text: rows.monthly ? text : '' })
          append(put, shelf, text)
        } else {
          part.unsaved.set(key, null)
          append(gone, shelf, JSON.stringify(rows.fieldsOf(key)))
        }
      }
      if (put.size === 0 && gone.size === 0) return null
      return `"put":${object(put)}` + (gone.size > 0 ? `,"gone":${object(gone)}` : '')
    },
    end() {
      ended = true
      for (const part of pinned) part.pinned -= 1
    },
  }
}

function append(texts: Map<Shelf, string>, shelf: Shelf, text: string): void {
  const sofar = texts.get(shelf)
  texts.set(shelf, sofar === undefined ? text : `${sofar},${text}`)
}

function object(texts: ReadonlyMap<Shelf, string>): string {
  let written = ''
  for (const [shelf, text] of texts) written += `${written ? ',' : ''}"${shelf.rows.name}":[${text}]`
  return `{${written}}`
}
