import { rm } from 'node:fs/promises'
import type { LowdbStore } from '../../../store/lowdb/open.ts'
import type { ReadTx } from '../../../store/transaction.ts'
import { applyTo, emptyModel, performOn, seenIn, seenInModel, type Act, type Model, type Step } from '../histories.ts'
import { browserSession, confirmation, day, message, morning } from '../hospital.ts'
import { temporaryFolder } from './open-temporary.ts'

/** Acts that are under way together, and what is done to the whole store meanwhile. */
export interface Stage {
  acts: readonly Act[]
  beside?: 'checkpoint' | 'retain'
}

const does = (...steps: Step[]): Act => ({ steps, throws: false })
const confirms = (who: string, notice: string, how: 'add' | 'put' = 'add'): Step => {
  return { do: 'confirm', how, row: confirmation({ notice, person: who }) }
}
const says = (id: string, at: number, due: number | null, how: 'put' | 'update' = 'put'): Step => {
  const state = due === null ? 'done' : 'waiting'
  return { do: 'say', how, row: message({ id, at, due, state }) }
}
const sees = (who: string, at: number): Step => {
  return { do: 'see', how: 'put', row: browserSession({ id: who, person: who, at }) }
}
const longAgo = morning - 500 * day

/** Everything the engine does with its folder: months, small collections, deletions, rotation, retention twice over. */
export const story: readonly Stage[] = [
  { acts: [does(confirms('a', '202611-a'), sees('a', morning)), does(says('202409-old', longAgo, null))] },
  { acts: [does(confirms('b', '202611-a')), does(confirms('b', '202610-b'))], beside: 'checkpoint' },
  { acts: [does(says('202611-a', morning, morning), sees('b', morning - 3 * day)), does(confirms('c', '202611-a'))] },
  { acts: [does({ do: 'unconfirm', key: ['202611-a', 'a'] }), does(sees('c', morning))], beside: 'checkpoint' },
  { acts: [does(confirms('a', '202611-b')), does(says('202409-again', longAgo, morning))], beside: 'retain' },
  { acts: [does(confirms('b', '202611-a', 'put')), does(says('202611-a', morning, null, 'update'))] },
  { acts: [does({ do: 'leave', key: 'a' }, { do: 'unsay', key: '202409-again' })], beside: 'checkpoint' },
  { acts: [does(sees('x\0y', morning - 3 * day)), does(says('202409-old', longAgo, null))], beside: 'checkpoint' },
  { acts: [does(confirms('𬭳', '202609-㛃')), does(sees('a', morning))], beside: 'retain' },
  { acts: [does(confirms('c', '202609-a'))] },
]

/** The states the store goes through, one after another; and which of them an answer has promised. */
export interface Told {
  readonly states: readonly Model[]
  answered: number
}

/** Lives through the stages as far as the store does. Tells what was answered, also where something fails. */
export async function live(store: LowdbStore, stages: readonly Stage[], before: Model = emptyModel): Promise<Told> {
  const states = [before]
  const told: Told = { states, answered: 0 }
  function then(next: (last: Model) => Model): number {
    states.push(next(states.at(-1) ?? before))
    return states.length - 1
  }
  async function whenAnswered(work: Promise<unknown>, state: number): Promise<void> {
    await work
    told.answered = Math.max(told.answered, state)
  }
  for (const { acts, beside } of stages) {
    const working: Promise<void>[] = []
    // Months go in the first of its acts, rows in those that come after the acts begun with it.
    const retained = beside === 'retain' && [store.retain(morning), then(withoutMonthsOver)]
    if (beside === 'checkpoint') working.push(store.checkpoint())
    for (const act of acts)
      working.push(
        whenAnswered(
          performOn(store, act),
          then(last => applyTo(last, act)),
        ),
      )
    if (retained) working.push(whenAnswered(retained[0] as Promise<unknown>, then(withoutRowsOver)))
    const ended = await Promise.allSettled(working)
    if (ended.some(one => one.status === 'rejected')) break
  }
  return told
}

function withoutMonthsOver(model: Model): Model {
  const all = [...model.outbox.values()]
  const over = (id: string): boolean =>
    all.filter(row => row.id.slice(0, 6) === id.slice(0, 6)).every(row => row.at + 400 * day < morning)
  return { ...model, outbox: new Map([...model.outbox].filter(([id]) => !over(id))) }
}

function withoutRowsOver(model: Model): Model {
  return { ...model, sessions: new Map([...model.sessions].filter(([, row]) => row.at + 2 * day >= morning)) }
}

/** Where in the story a store is: the state it shows, among those from the last answered on; -1 where it is in none. */
export async function placeOf(
  store: { read<A>(work: (tx: ReadTx) => Promise<A>): Promise<A> },
  { states, answered }: Told,
): Promise<number> {
  const seen = JSON.stringify(await seenIn(store))
  return states.findIndex((state, place) => place >= answered && JSON.stringify(seenInModel(state)) === seen)
}

/** Runs something with a folder that is removed afterwards. */
export async function inFolder<A>(work: (folder: string) => Promise<A>): Promise<A> {
  const folder = await temporaryFolder()
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Each number from 1 to `last` in a folder of its own, some at a time. */
export async function forEach(last: number, work: (number: number, folder: string) => Promise<void>): Promise<void> {
  let number = 0
  async function worker(): Promise<void> {
    while (number < last) {
      const mine = ++number
      await inFolder(folder => work(mine, folder))
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}
