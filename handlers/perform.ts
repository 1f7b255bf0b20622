import type { Instant } from '../store/collection.ts'
import type { Store, Tx } from '../store/transaction.ts'
import type { Answer, Desk, SayOptions } from './act.ts'
import { attestIn } from './evidence/attest.ts'
import type { House } from './house.ts'
import { idMaker, type RandomHex } from './ids.ts'
import { personOf, system } from './roles.ts'
import type { Person } from './person.ts'
import { type Saying, sayingsOf } from './saying.ts'
import { day } from './time.ts'
import type { ActName, Dispatch } from './acts.ts'

/** Something that happened, under a key that makes it distinct. */
export interface Deed {
  /** Begins with the six digits of the month the deed belongs to (a callback's CreateTime), e.g. `202611:msg:7300…`. */
  key: string
  /** A name in the table `handlers/acts.ts`. */
  act: ActName
  input: unknown
  /** The userid as WeCom said it; null for what time triggers. */
  who: string | null
  /**
   * How the answer travels: `passive`, its first text in the response to the callback if it has at most so many bytes;
   * everything else goes to the outbox in the same commit. `return` hands the texts to the caller (pages).
   */
  reply: { passive: number } | 'outbox' | 'return'
  at: Instant
}

/** What the deed's commit left for the caller: the passive text, or the answer of a page. */
export interface Performed {
  text: string | null
  /** The deed had been done before: nothing ran. */
  repeated: boolean
}

/** The only way anything happens. Resolves once durable; throws `StoreStopped` when it cannot be. */
export type Perform = (deed: Deed) => Promise<Performed>

export interface PerformDeps {
  store: Store
  dispatch: Dispatch
  house: House
  random: RandomHex
  /** Called after a commit that left work for the outbox. */
  wake: () => void
}

/** Binds `perform` to a store and the table of acts. */
export function makePerform({ store, dispatch, house, random, wake }: PerformDeps): Perform {
  const draw = pooled(random)
  const makeId = idMaker(draw)
  return async deed => {
    let saidSomething = false
    const performed = await store.commit(async tx => {
      saidSomething = false
      const known = await tx.deeds.get(deed.key)
      if (known) return { text: known.answer || null, repeated: true }
      const who = deed.who === null ? system : await personOf(tx, deed.who, house, deed.at)
      const id = () => makeId(deed.at)
      const desk = deskFor({ tx, who, at: deed.at, house, random: draw, id, onSay: () => (saidSomething = true) })
      const answer = await dispatch(deed.act, deed.input, desk)
      const direct = await route(answer, deed, desk)
      await tx.deeds.add({ key: deed.key, at: deed.at, act: deed.act, answer: direct ?? '' })
      return { text: direct, repeated: false }
    })
    if (saidSomething) wake()
    return performed
  }
}

const poolBytes = 1024

/** Draws a kilobyte at a time: a system call for the few bytes of an id would cost more than the rest of it. */
function pooled(random: RandomHex): RandomHex {
  let pool = ''
  return bytes => {
    const digits = bytes * 2
    if (pool.length < digits) pool = random(poolBytes)
    const drawn = pool.slice(0, digits)
    pool = pool.slice(digits)
    return drawn
  }
}

/** Gives the part of the answer that the caller carries; the rest has gone to the outbox. */
async function route(answer: Answer, deed: Deed, desk: Desk): Promise<string | null> {
  const sayings = sayingsOf(answer)
  if (deed.reply === 'return')
    return sayings.map(saying => (saying.kind === 'text' ? saying.text : '')).join('\n') || null
  const [first, ...rest] = sayings
  const passive =
    deed.reply !== 'outbox' && first?.kind === 'text' && Buffer.byteLength(first.text) <= deed.reply.passive
      ? first.text
      : null
  if (deed.who !== null) {
    for (const saying of passive === null ? sayings : rest) await desk.say({ person: desk.who.id }, saying)
  }
  return passive
}

interface DeskParts {
  tx: Tx
  who: Person
  at: Instant
  house: House
  random: RandomHex
  id: () => string
  onSay: () => void
}

const groupSize = 1000

function deskFor({ tx, who, at, house, random, id, onSay }: DeskParts): Desk {
  const post = async (to: string[], group: string | null, saying: Saying, options: SayOptions) => {
    onSay()
    await tx.outbox.add({
      id: id(),
      at,
      to,
      group,
      saying: JSON.stringify(saying),
      about: options.about ?? null,
      unless: options.unless ?? null,
      due: options.due ?? at,
      until: options.until ?? at + day,
      state: 'waiting',
    })
  }
  return {
    tx,
    at,
    who,
    house,
    id,
    say: async (to, saying, options = {}) => {
      if ('group' in to) return post([], to.group, saying, options)
      const people = 'person' in to ? [to.person] : [...to.people]
      for (let i = 0; i < people.length; i += groupSize)
        await post(people.slice(i, i + groupSize), null, saying, options)
    },
    attest: fact => attestIn(tx, { fact, at, who: who.id, id: id(), salt: random(32) }),
    audit: async entry => {
      await tx.audit.add({
        id: id(),
        at,
        who: who.id,
        act: entry.act,
        about: entry.about ?? null,
        outcome: entry.outcome ?? 'done',
        detail: entry.detail ?? '',
      })
    },
  }
}
