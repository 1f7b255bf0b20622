import type { ReadTx, Tx } from '../transaction.ts'
import type { Shelves } from './folder.ts'
import { session, type Session } from './session.ts'
import type { Shelf } from './shelf.ts'
import { readTable, table } from './table.ts'

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
    const answer = await work(tablesOf(shelves, act, table) as unknown as Tx)
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
    return { answer: await work(tablesOf(shelves, act, readTable) as unknown as ReadTx), line: null }
  } catch (error) {
    return { error }
  } finally {
    act.end()
  }
}

/**
 * One table a collection, made when it is first asked for.
 * The engine knows collections only by what they declare; their names and rows are the compiler's knowledge,
 * so whoever calls this says which of `Tx` and `ReadTx` it is.
 */
function tablesOf<T>(shelves: Shelves, act: Session, make: (shelf: Shelf, act: Session) => T): Record<string, T> {
  const made: Record<string, T> = {}
  return new Proxy(made, {
    get(_target, name) {
      if (typeof name !== 'string') return undefined
      const known = made[name]
      if (known) return known
      const shelf = shelves.get(name)
      return shelf && (made[name] = make(shelf, act))
    },
  })
}
