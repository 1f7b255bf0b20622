import { randomBytes } from 'node:crypto'
import { cardContent, sentCard } from '../card-content.ts'
import type { CardFields } from '../card-fields.ts'
import type { Chats } from '../chats.ts'
import { readFields } from '../fields.ts'
import { Refusal } from '../refusal.ts'
import type { Content } from '../state.ts'
import type { World } from '../world.ts'
import type { Connection } from './connection.ts'
import { chatOf, type Conversation, type Conversations } from './conversations.ts'
import { type Exchange, type Exchanges, streamLives } from './exchanges.ts'
import type { Frame } from './frames.ts'
import { idForBot, smartBot } from './identity.ts'
import { botCard, botContent, takeTaskId } from './message-content.ts'
import { type BotMessage, messageSchema, Update } from './reply-fields.ts'

export interface Replies {
  respond: (frame: Frame, connection: Connection) => null
  welcome: (frame: Frame, connection: Connection) => null
  update: (frame: Frame, connection: Connection) => null
  send: (frame: Frame) => null
}

/** What the smart bot says: in answer to a frame, or unasked (vendor pages 101031, 101463). */
export function openReplies(
  world: World,
  chats: Chats,
  { exchanges, conversations }: { exchanges: Exchanges; conversations: Conversations },
): Replies {
  const { state, now } = world

  /** Puts a message before everybody in the conversation, and gives its id. */
  const show = (
    cmd: string,
    conversation: Conversation,
    message: BotMessage,
    quote: Exchange['quote'] = null,
  ): string => {
    const content = botContent(world, cmd, message)
    const card = message.msgtype === 'template_card' ? botCard(world, cmd, message.template_card) : null
    if (card) takeTaskId(world, card.task_id)
    conversations.count(conversation)
    const id = randomBytes(24).toString('base64url')
    if (card) state.bot.cards.set(id, sentCard(card))
    const inGroup = 'group' in conversation
    chats.show(conversations.people(conversation), {
      id,
      chat: chatOf(conversation),
      by: cmd,
      what: message.msgtype,
      content,
      ...(inGroup ? { author: smartBot.name } : {}),
      ...(inGroup && quote ? { quote } : {}),
    })
    world.changed()
    return id
  }

  const stream = (exchange: Exchange, message: Extract<BotMessage, { msgtype: 'stream' }>): void => {
    const { id = '', finish = false } = message.stream ?? {}
    if (!id) throw new Refusal(40058, 'stream.id missing')
    const before = exchange.streams.get(id)
    if (before?.finished) throw new Refusal(846606, 'the stream is finished')
    if (before && now() - before.at > streamLives) throw new Refusal(846608, 'stream message update expired')
    if (before) {
      const content: Content = botContent(world, 'aibot_respond_msg', message)
      if (message.stream?.feedback)
        world.finding('aibot_respond_msg: feedback counts in the first frame of a stream only')
      // Whether each frame of a stream counts is not documented; here each does.
      conversations.count(exchange.conversation)
      before.finished = finish
      chats.replace(conversations.people(exchange.conversation), before.message, 'aibot_respond_msg', () => content)
    } else {
      const shown = show('aibot_respond_msg', exchange.conversation, message, exchange.quote)
      exchange.streams.set(id, { message: shown, at: now(), finished: finish })
    }
    if (finish) exchanges.answered(exchange)
  }

  return {
    respond: ({ reqId, body }, connection) => {
      const exchange = exchanges.find(reqId, 'message', connection)
      const message = readFields(messageSchema('aibot_respond_msg', body), body, 'aibot_respond_msg', world.finding)
      if (message.msgtype === 'stream') {
        stream(exchange, message)
        return null
      }
      if (exchange.replied) throw new Refusal(846606, 'repeated reply is not allowed')
      show('aibot_respond_msg', exchange.conversation, message, exchange.quote)
      exchange.replied = true
      exchanges.answered(exchange)
      return null
    },
    welcome: ({ reqId, body }, connection) => {
      const cmd = 'aibot_respond_welcome_msg'
      const exchange = exchanges.find(reqId, 'enter', connection)
      const message = readFields(messageSchema(cmd, body), body, cmd, world.finding)
      if (exchange.replied) throw new Refusal(846606, 'repeated reply is not allowed')
      show(cmd, exchange.conversation, message)
      exchange.replied = true
      exchanges.answered(exchange)
      return null
    },
    update: ({ reqId, body }, connection) => {
      const cmd = 'aibot_respond_update_msg'
      const exchange = exchanges.find(reqId, 'press', connection)
      const { response_type: type, userids, template_card: fields } = readFields(Update, body, cmd, world.finding)
      if (type !== 'update_template_card') throw new Refusal(93050, 'invalid response_type')
      const pressed = exchange.card
      if (!pressed || fields?.task_id !== pressed.taskId) throw new Refusal(846625, 'task_id differs from the event')
      if (exchange.replied) throw new Refusal(846606, 'repeated reply is not allowed')
      const card = botCard(world, cmd, fields)
      conversations.count(exchange.conversation)
      exchange.replied = true
      change(cmd, exchange.conversation, pressed.message, card, userids)
      exchanges.answered(exchange)
      return null
    },
    send: ({ body }) => {
      const cmd = 'aibot_send_msg'
      const message = readFields(messageSchema(cmd, body), body, cmd, world.finding)
      const { chatid = '', chat_type: type = 0 } = message
      if (![0, 1, 2].includes(type)) throw new Refusal(40058, 'invalid parameter: chat_type')
      const conversation = conversations.find(chatid, type)
      if ('group' in conversation && message.msgtype === 'template_card') {
        throw new Refusal(40008, 'template_card is sent in single chats only')
      }
      if (!conversations.hasSpoken(conversation)) {
        throw new Refusal(846607, 'aibot send msg limit: nobody has spoken to the bot in this conversation')
      }
      show(cmd, conversation, message)
      exchanges.spokenIn(conversation)
      return null
    },
  }

  /** Another card in its place: for those named, which counts in groups only, or for everybody who has it. */
  function change(cmd: string, conversation: Conversation, id: string, card: CardFields, userids: string[]): void {
    const everybody = conversations.people(conversation)
    const named = new Set(userids)
    const people =
      'group' in conversation && named.size ? everybody.filter(person => named.has(idForBot(world, person))) : everybody
    if (userids.length && !('group' in conversation)) world.finding(`${cmd}: userids counts in groups only`)
    state.bot.cards.set(id, sentCard(card))
    chats.replace(people, id, cmd, () => cardContent(card))
    world.changed()
  }
}
