import type { LocalMessage } from '../../wire.ts'
import type { Person } from '../directory.ts'
import { day } from '../limits.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import type { Connection } from './connection.ts'
import { type Conversation, conversationKey } from './conversations.ts'

/** Everything of a stream is done within so long after its first frame, and a question unanswered so long is closed. */
export const streamLives = 6 * 60_000
/** A welcome and the change of a card (vendor page 101463). */
const eventLives = 5000

/** One callback frame, and what has been answered to it. */
export interface Exchange {
  reqId: string
  kind: 'message' | 'enter' | 'press'
  at: number
  person: Person
  conversation: Conversation
  /** The connection it went to. */
  connection: Connection
  /** The pressed card. */
  card: { message: string; taskId: string } | null
  /** What a reply in a group quotes. */
  quote: LocalMessage['quote'] | null
  streams: Map<string, { message: string; at: number; finished: boolean }>
  /** A reply other than a stream has come. */
  replied: boolean
  /** A repetition of a frame is no question more. */
  repetition: boolean
  /** Called when something whole has been said; more than once at times. */
  settled: () => void
}

export interface Exchanges {
  add(exchange: Exchange): void
  /** Throws `Refusal`: 846605 for what no such frame had, 846604 for what came too late. */
  find(reqId: string, kind: Exchange['kind'], connection: Connection): Exchange
  /** The bot has said something whole in answer to this, or unasked in its conversation; whoever waits hears of it by `settle`. */
  answered(exchange: Exchange): void
  spokenIn(conversation: Conversation): void
  settle: () => void
  /** Messages of this person that have no whole answer yet. */
  open(person: Person): number
}

export function openExchanges({ now, switches }: Pick<World, 'now' | 'switches'>): Exchanges {
  const exchanges = new Map<string, Exchange>()
  /** Those that wait for something whole, and may still be waited for. */
  const pending = new Set<Exchange>()
  const settling = new Set<Exchange>()
  const forget = (): void => {
    for (const [reqId, { at }] of exchanges) {
      if (now() - at < day) break
      exchanges.delete(reqId)
    }
    for (const exchange of pending) {
      if (exchange.connection.closed || now() - exchange.at >= streamLives) pending.delete(exchange)
    }
  }
  return {
    add: exchange => {
      forget()
      exchanges.set(exchange.reqId, exchange)
      pending.add(exchange)
    },
    find: (reqId, kind, connection) => {
      const exchange = exchanges.get(reqId)
      if (!exchange || exchange.kind !== kind) throw new Refusal(846605, 'invalid req_id')
      // Whether a callback can be answered on a later connection is on no page.
      if (exchange.connection !== connection && !switches.repliesAcrossConnections) {
        throw new Refusal(846605, 'invalid req_id: it came on an earlier connection')
      }
      if (now() - exchange.at > (kind === 'message' ? day : eventLives)) throw new Refusal(846604, 'req_id expired')
      return exchange
    },
    answered: exchange => {
      pending.delete(exchange)
      settling.add(exchange)
    },
    spokenIn: conversation => {
      const key = conversationKey(conversation)
      for (const exchange of pending) if (conversationKey(exchange.conversation) === key) settling.add(exchange)
    },
    settle: () => {
      for (const exchange of settling) exchange.settled()
      settling.clear()
    },
    open: person => {
      forget()
      return [...pending].filter(one => one.person === person && one.kind === 'message' && !one.repetition).length
    },
  }
}
