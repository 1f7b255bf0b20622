import type { ReadTx, Tx } from '../transaction.ts'
import type { Shelves } from './folder.ts'
import { session, type Session } from './session.ts'
import type { Shelf } from './shelf.ts'
import { ReadTable, Table } from './table.ts'

/** Runs one thing after another. */
export interface Queue {
  run<A>(work: () => A | Promise<A>): Promise<A>
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

export function queue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return {
    run(work) {
      const done = last.then(work)
      last = done.catch(() => undefined)
      return done
    },
    async idle() {
      await last
    },
  }
}

/** What an act gave, or threw; in either case to be told only once what it saw is durable. */
export type Outcome<A> = { answer: A; line: string | null } | { error: unknown }

/** Runs an act over the shelves. If it throws, they are as before. */
export async function runAct<A>(shelves: Shelves, work: (tx: Tx) => Promise<A>): Promise<Outcome<A>> {
  const act = session()
  try {
    const answer = await work(tablesOf(shelves, act, Table) as unknown as Tx)
    return { answer, line: act.line() }
  } catch (error) {
    act.undo()
    return { error }
  } finally {
    act.end()
  }
}

export async function runRead<A>(shelves: Shelves, work: (tx: ReadTx) => Promise<A>): Promise<Outcome<A>> {
  const act = session()
  try {
    return { answer: await work(tablesOf(shelves, act, ReadTable) as unknown as ReadTx), line: null }
  } catch (error) {
    return { error }
  } finally {
    act.end()
  }
}

/**
 * One table a collection.
 * The engine knows collections only by what they declare; their names and rows are the compiler's knowledge,
 * so whoever calls this says which of `Tx` and `ReadTx` it is.
 */
function tablesOf<T>(shelves: Shelves, act: Session, Kind: new (shelf: Shelf, act: Session) => T): Record<string, T> {
  const tables: Record<string, T> = {}
  for (const [name, shelf] of shelves) tables[name] = new Kind(shelf, act)
  return tables
}
