import type { Instant } from '../store/collection.ts'
import type { Store, Tx } from '../store/transaction.ts'
import type { Answer, Desk, Recipients, SayOptions } from './act.ts'
import { noteConversation } from './chat/conversation.ts'
import type { Conversation } from './conversation.ts'
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
  /** Where it was said, if to the smart bot: there the answer goes. Otherwise the app's chat is answered. */
  chat?: Conversation | null
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
      // Who has only opened the chat has not spoken in it.
      if (deed.chat && deed.act !== 'chat.enter') await noteConversation(desk, deed.chat)
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
    const to = answeredAt(deed, desk)
    for (const saying of passive === null ? sayings : rest) await desk.say(to, saying)
  }
  return passive
}

/** Where the one who did the deed is answered. */
function answeredAt({ chat }: Deed, { who }: Desk): Recipients {
  if (!chat) return { person: who.id }
  return chat.group ? { chat } : { person: who.id, via: chat }
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

/** The columns of an outbox row that say where it goes. */
interface Whereto {
  to: string[]
  group?: string | null
  chat?: Conversation | null
}

function deskFor({ tx, who, at, house, random, id, onSay }: DeskParts): Desk {
  const post = async ({ to, group = null, chat = null }: Whereto, saying: Saying, options: SayOptions) => {
    onSay()
    await tx.outbox.add({
      id: id(),
      at,
      to,
      group,
      chat,
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
      if ('group' in to) {
        const chat = to.chat === undefined ? null : { id: to.chat, group: true, reply: null }
        return post({ to: [], group: to.group, chat }, saying, options)
      }
      if ('chat' in to) return post({ to: [], chat: to.chat }, saying, options)
      if ('person' in to) return post({ to: [to.person], chat: to.via ?? null }, saying, options)
      for (let i = 0; i < to.people.length; i += groupSize)
        await post({ to: to.people.slice(i, i + groupSize) }, saying, options)
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
