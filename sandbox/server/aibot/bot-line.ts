import { randomBytes } from 'node:crypto'
import type { LocalMessage } from '../../wire.ts'
import { keyOf, type Person } from '../directory.ts'
import { inWords } from '../in-words.ts'
import { LocalRefusal } from '../refusal.ts'
import type { SentCard } from '../state.ts'
import type { World } from '../world.ts'
import { type Connection, reqIdOf } from './connection.ts'
import type { Conversation, Conversations } from './conversations.ts'
import type { Exchange, Exchanges } from './exchanges.ts'
import type { HandedFiles } from './handed-files.ts'
import { chatIdOf, idForBot, smartBot } from './identity.ts'
import type { LongConnection } from './long-connection.ts'
import { saidBody } from './said.ts'

/** What becomes of one frame. */
export interface Delivery {
  /** Whether the bot has got it. */
  got: Promise<boolean>
  /** It has answered, its connection has ended, or nobody waits any longer. */
  answered: Promise<void>
}

/** The way from people to the smart bot. */
export interface BotLine {
  message(person: Person, conversation: Conversation, message: LocalMessage, quoted: LocalMessage | null): Delivery
  press(person: Person, conversation: Conversation, message: LocalMessage, key: string): Delivery
  /** The single chat is opened: null where it was opened before on this day. */
  enter(person: Person): Delivery | null
  repeatLast(person: Person): Promise<void>
  ended(connection: Connection): void
}

interface Outgoing extends Pick<Exchange, 'kind' | 'person' | 'conversation' | 'card' | 'quote'> {
  body: object
  repetition?: boolean
}

const lost: Delivery = { got: Promise.resolve(false), answered: Promise.resolve() }

export function openBotLine(
  world: World,
  deps: { connection: LongConnection; exchanges: Exchanges; conversations: Conversations; files: HandedFiles },
): BotLine {
  const { connection: line, exchanges, conversations, files } = deps
  const { state, now, switches } = world
  const waiting = new Map<Connection, Set<() => void>>()
  const lasts = new Map<string, Outgoing>()

  const common = (person: Person, conversation: Conversation): object => ({
    // As on the wire: not fit for an address or a file's name.
    msgid: randomBytes(16).toString('base64'),
    aibotid: smartBot.id,
    ...('group' in conversation ? { chatid: chatIdOf(conversation.group), chattype: 'group' } : { chattype: 'single' }),
    from: { userid: idForBot(world, person) },
  })

  const deliver = (outgoing: Outgoing): Delivery => {
    const { kind, person, conversation, card, quote, body, repetition = false } = outgoing
    let received = (_got: boolean): void => undefined
    let done = (): void => undefined
    const got = new Promise<boolean>(resolve => (received = resolve))
    const answered = new Promise<void>(resolve => (done = resolve))
    const reqId = reqIdOf()
    const cmd = kind === 'message' ? 'aibot_msg_callback' : 'aibot_event_callback'
    const connection = line.send(cmd, reqId, body, () => {
      received(true)
      if (switches.botPatience === 0) done()
    })
    if (!connection) return lost
    lasts.set(keyOf(person.userid), outgoing)
    const ends = waiting.get(connection) ?? new Set()
    waiting.set(connection, ends)
    const end = (): void => {
      received(false)
      done()
    }
    ends.add(end)
    const patience = setTimeout(done, Math.max(switches.botPatience, 1000)).unref()
    void answered.then(() => clearTimeout(patience))
    void Promise.all([got, answered]).then(() => ends.delete(end))
    exchanges.add({
      reqId,
      kind,
      at: now(),
      person,
      conversation,
      connection,
      card,
      quote,
      repetition,
      streams: new Map(),
      replied: false,
      settled: () => {
        received(true)
        done()
      },
    })
    return { got, answered }
  }

  const event = (person: Person, conversation: Conversation, body: object) => ({
    ...common(person, conversation),
    create_time: Math.floor(now() / 1000),
    msgtype: 'event',
    event: body,
  })

  return {
    message: (person, conversation, message, quoted) => {
      const most = switches.openInteractions
      // What a further message meets is not documented: it is lost.
      if (most > 0 && exchanges.open(person) >= most) return lost
      const body = {
        ...common(person, conversation),
        ...saidBody(message, files.hand),
        ...(quoted ? { quote: saidBody(quoted, files.hand) } : {}),
      }
      conversations.spoken(conversation)
      const quote = { id: message.id, author: person.name, words: inWords(message) }
      return deliver({ kind: 'message', person, conversation, card: null, quote, body })
    },
    press: (person, conversation, message, key) => {
      const card = state.bot.cards.get(message.id)
      if (!card) throw new LocalRefusal(404, '没有这张卡片。')
      const body = event(person, conversation, {
        eventtype: 'template_card_event',
        template_card_event: pressed(card, key),
      })
      const { taskId } = card
      return deliver({ kind: 'press', person, conversation, card: { message: message.id, taskId }, quote: null, body })
    },
    enter: person => {
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(now())
      if (state.bot.entered.get(keyOf(person.userid)) === day) return null
      state.bot.entered.set(keyOf(person.userid), day)
      world.changed()
      const conversation = { person }
      // The page's example has neither chattype nor chatid.
      const { chattype: _, ...body } = event(person, conversation, { eventtype: 'enter_chat' }) as { chattype?: string }
      return deliver({ kind: 'enter', person, conversation, card: null, quote: null, body })
    },
    repeatLast: async person => {
      const last = lasts.get(keyOf(person.userid))
      if (!last) throw new LocalRefusal(404, '这位成员还没有发过消息。')
      await deliver({ ...last, repetition: true }).got
    },
    ended: connection => {
      for (const end of waiting.get(connection) ?? []) end()
      waiting.delete(connection)
    },
  }
}

/** A button, the submit button, or an entry of the upper-right menu, which comes without choices (vendor page 101027). */
function pressed(card: SentCard, key: string): object {
  const isMenu = card.menu.includes(key)
  return {
    card_type: card.cardType,
    event_key: key,
    task_id: card.taskId,
    ...(isMenu || !card.selected.length
      ? {}
      : {
          selected_items: {
            selected_item: card.selected.map(({ question, options }) => ({
              question_key: question,
              option_ids: { option_id: options },
            })),
          },
        }),
  }
}
