import fc from 'fast-check'
import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { ReadTx, Store, Tx } from '../../store/transaction.ts'
import { browserSession, confirmation, message, morning } from './hospital.ts'

type Confirmation = RowOf<Collections['confirmations']>
type Message = RowOf<Collections['outbox']>
type Session = RowOf<Collections['sessions']>

/** The state of three collections: by month without and with work, and one that only changes. */
export interface Model {
  confirmations: ReadonlyMap<string, Confirmation>
  outbox: ReadonlyMap<string, Message>
  sessions: ReadonlyMap<string, Session>
}

export const emptyModel: Model = { confirmations: new Map(), outbox: new Map(), sessions: new Map() }

export type Step =
  | { do: 'confirm'; how: 'add' | 'put' | 'update'; row: Confirmation }
  | { do: 'unconfirm'; key: readonly [string, string] }
  | { do: 'say'; how: 'add' | 'put' | 'update'; row: Message }
  | { do: 'unsay'; key: string }
  | { do: 'see'; how: 'add' | 'put' | 'update'; row: Session }
  | { do: 'leave'; key: string }

export interface Act {
  steps: Step[]
  /** The work throws after its last step. */
  throws: boolean
}

const month = fc.constantFrom('202609', '202610', '202611')
const notice = fc.tuple(month, fc.constantFrom('-a', '-b', '-㛃')).map(parts => parts.join(''))
const who = fc.constantFrom('a', 'b', 'c', '𬭳', 'x\0y')
const how = fc.constantFrom('add' as const, 'put' as const, 'update' as const)
const text = fc.string({ unit: 'binary', maxLength: 12 })

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(how, notice, who, fc.constantFrom('1', '2'), fc.nat(), text)
    .map(([how, notice, person, department, at, hash]): Step => {
      return { do: 'confirm', how, row: confirmation({ notice, person, department, at, hash }) }
    }),
  fc.tuple(notice, who).map((key): Step => ({ do: 'unconfirm', key })),
  fc.tuple(how, notice, fc.option(fc.integer({ min: -3, max: 3 })), text).map(([how, id, due, saying]): Step => {
    const state = due === null ? 'done' : 'waiting'
    return { do: 'say', how, row: message({ id, saying, state, due: due === null ? null : morning + due }) }
  }),
  notice.map((key): Step => ({ do: 'unsay', key })),
  fc.tuple(how, who, who).map(([how, id, person]): Step => ({ do: 'see', how, row: browserSession({ id, person }) })),
  who.map((key): Step => ({ do: 'leave', key })),
)

/** Acts of several steps, some of which throw in the end. */
export const history: fc.Arbitrary<Act[]> = fc.array(
  fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 5 }), throws: fc.boolean() }).map(act => ({
    ...act,
    throws: act.throws && act.steps.length > 2,
  })),
  { minLength: 1, maxLength: 25 },
)

/** What an act does to the model: the trivial engine. An update of nothing throws. */
export function applyTo(model: Model, { steps, throws }: Act): Model {
  const confirmations = new Map(model.confirmations)
  const outbox = new Map(model.outbox)
  const sessions = new Map(model.sessions)
  if (throws) return model
  for (const one of steps) {
    if (one.do === 'unconfirm') confirmations.delete(one.key.join('|'))
    else if (one.do === 'unsay') outbox.delete(one.key)
    else if (one.do === 'leave') sessions.delete(one.key)
    else if (one.do === 'confirm') {
      if (!set(confirmations, `${one.row.notice}|${one.row.person}`, one.row, one.how)) return model
    } else if (one.do === 'say') {
      if (!set(outbox, one.row.id, one.row, one.how)) return model
    } else if (!set(sessions, one.row.id, one.row, one.how)) return model
  }
  return { confirmations, outbox, sessions }
}

/** False where it is an update of nothing. */
function set<Row>(rows: Map<string, Row>, key: string, row: Row, how: 'add' | 'put' | 'update'): boolean {
  if (how === 'update' && !rows.has(key)) return false
  if (how !== 'add' || !rows.has(key)) rows.set(key, row)
  return true
}

/** The same act on a store. Resolves also where it throws, as the model does. */
export async function performOn(store: Store, act: Act): Promise<void> {
  const refusal = new Error('refused')
  try {
    await store.commit(async tx => {
      for (const one of act.steps) await perform(tx, one)
      if (act.throws) throw refusal
    })
  } catch (error) {
    if (error !== refusal && !(error instanceof Error && error.name === 'MissingRow')) throw error
  }
}

async function perform(tx: Tx, one: Step): Promise<unknown> {
  switch (one.do) {
    case 'confirm':
      return tx.confirmations[one.how](one.row)
    case 'unconfirm':
      return tx.confirmations.delete(one.key)
    case 'say':
      return tx.outbox[one.how](one.row)
    case 'unsay':
      return tx.outbox.delete(one.key)
    case 'see':
      return tx.sessions[one.how](one.row)
    case 'leave':
      return tx.sessions.delete(one.key)
  }
}

/** Everything that can be asked for, of a store. */
export function seenIn(store: { read<A>(work: (tx: ReadTx) => Promise<A>): Promise<A> }) {
  return store.read(async tx => {
    const people = ['a', 'b', 'c', '𬭳', 'x\0y']
    const byPerson = []
    for (const one of people) byPerson.push(await tx.confirmations.list('person', [one]))
    const byNotice = []
    for (const one of notices) {
      byNotice.push({
        rows: await tx.confirmations.list('notice', [one]),
        second: await tx.confirmations.count('department', [one, '2']),
      })
    }
    const sessions = []
    for (const one of people) sessions.push(await tx.sessions.list('person', [one]))
    return {
      byPerson,
      byNotice,
      sessions,
      waiting: await tx.outbox.list('state', ['waiting']),
      done: await tx.outbox.count('state', ['done']),
    }
  })
}

const notices = ['202609', '202610', '202611'].flatMap(one => [`${one}-a`, `${one}-b`, `${one}-㛃`])

/** The same, of the model. */
export function seenInModel({ confirmations, outbox, sessions }: Model): Awaited<ReturnType<typeof seenIn>> {
  const people = ['a', 'b', 'c', '𬭳', 'x\0y']
  const all = [...confirmations.values()]
  return {
    byPerson: people.map(one => all.filter(row => row.person === one).sort(by(row => row.notice))),
    byNotice: notices.map(one => ({
      rows: all.filter(row => row.notice === one).sort(by(row => row.person)),
      second: all.filter(row => row.notice === one && row.department === '2').length,
    })),
    sessions: people.map(one => [...sessions.values()].filter(row => row.person === one).sort(by(row => row.id))),
    waiting: [...outbox.values()].filter(row => row.state === 'waiting').sort(by(row => row.id)),
    done: [...outbox.values()].filter(row => row.state === 'done').length,
  }
}

function by<Row>(field: (row: Row) => string): (a: Row, b: Row) => number {
  return (a, b) => (field(a) < field(b) ? -1 : 1)
}

/** The work that is still to be done, in order. */
export function claimAll(store: Store): Promise<string[]> {
  return store.commit(async tx => {
    const rows = await tx.outbox.claim({ at: morning + 1, by: 'x', lease: 1, limit: 100 })
    return rows.map(row => row.id)
  })
}

export function dueInModel({ outbox }: Model): string[] {
  return [...outbox.values()]
    .flatMap(row => (row.due !== null && row.due <= morning + 1 ? [{ id: row.id, due: row.due }] : []))
    .sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1))
    .map(row => row.id)
}
