import { randomBytes } from 'node:crypto'
import type { LocalMessage, Saying, SentFile } from '../wire.ts'
import type { BotLine, Delivery } from './aibot/bot-line.ts'
import type { Conversation } from './aibot/conversations.ts'
import { botChat, smartBot } from './aibot/identity.ts'
import { mentionsBot, saidBody } from './aibot/said.ts'
import type { AppLine, Calling } from './app-line.ts'
import { mediaAddress, mediaIn } from './card-content.ts'
import { appChat, type Chats, groupChat } from './chats.ts'
import { type Directory, hasClient, type Person } from './directory.ts'
import { inWords } from './in-words.ts'
import { keepMedia, pictureType } from './media.ts'
import { handedByPeople } from './media-owners.ts'
import { LocalRefusal } from './refusal.ts'
import type { Content } from './state.ts'
import type { World } from './world.ts'

/** Larger files come to no bot (vendor page 100719). */
export const largestFile = 100 * 1024 * 1024

/** Something done: `tried` resolves after one attempt to tell the bot, `taken` when nothing more is to come of it. */
export interface Done {
  tried: Promise<void>
  taken: Promise<void>
}
export interface Said extends Done {
  message: LocalMessage
}

/** What people do on their phones. */
export interface Phone {
  say(person: Person, text: string, chat: string, how?: Saying): Promise<Said>
  sendFile(person: Person, file: SentFile): Promise<Said>
  press(person: Person, messageId: string, key: string): Done
  /** Opens a chat; only the smart bot is told. */
  enter(person: Person, chat: string): Done
}

interface Deps {
  world: World
  chats: Chats
  app: AppLine
  bot: BotLine
  /** Where the bot fetches the picture of a media_id. */
  pictureAddress: (id: string) => string
}

const nothing: Done = { tried: Promise.resolve(), taken: Promise.resolve() }

export function openPhone({ world, chats, app, bot, pictureAddress }: Deps): Phone {
  const { directory, now } = world

  /** Puts it on the screens, and tells the bot that listens there. */
  const post = async (person: Person, chat: string, content: Content, quoted: LocalMessage | null): Promise<Said> => {
    const conversation = conversationOf(directory, person, chat)
    const heard = chat === appChat || chat === botChat || mentionsBot({ content })
    const message: LocalMessage = {
      id: randomBytes(12).toString('base64url'),
      chat,
      at: now(),
      from: 'me',
      ...(quoted ? { quote: { id: quoted.id, author: authorOf(person, quoted), words: inWords(quoted) } } : {}),
      content,
      recalled: false,
      delivery: heard ? 'sending' : null,
    }
    // Whoever speaks has opened the chat before.
    if (chat === botChat) bot.enter(person)
    chats.say(person, message)
    if (conversation && 'group' in conversation) {
      const others = directory.under(conversation.group.departments).filter(one => one !== person && hasClient(one))
      chats.overhear(others, { ...message, from: 'member', author: person.name, delivery: null })
    }
    if (!heard) return { message, ...nothing }
    const settle = (taken: boolean) => chats.deliver(person, message, taken ? 'taken' : 'failed')
    if (conversation) {
      const { got, answered } = bot.message(person, conversation, message, quoted)
      const tried = got.then(settle)
      return { message, tried, taken: Promise.all([tried, answered]).then(() => undefined) }
    }
    const { tried, taken } = await callApp(person, content)
    const settled = taken.then(settle)
    return { message, tried: Promise.race([tried, settled]), taken: settled }
  }

  /** What an app hears: texts, pictures, and voices without their words (vendor page 90239). */
  const callApp = async (person: Person, content: Content): Promise<Calling> => {
    if (content.type === 'image') {
      const id = mediaIn(content.url)
      return app.message(person, 'image', [
        ['PicUrl', pictureAddress(id)],
        ['MediaId', id],
      ])
    }
    if (content.type === 'voice') {
      const voice = { type: 'voice', name: '语音.amr', bytes: silence, webhook: null }
      return app.message(person, 'voice', [
        ['MediaId', (await keepMedia(world, voice)).id],
        ['Format', 'amr'],
      ])
    }
    return app.message(person, 'text', [['Content', content.type === 'text' ? content.text : '']])
  }

  const mustReach = (person: Person, chat: string): void => {
    mustHaveClient(person)
    if (chat === appChat && person.outside) throw new LocalRefusal(403, '该成员不在应用的可见范围内，不能发消息。')
  }

  return {
    say: async (person, text, chat, { quote, voice = false } = {}) => {
      mustReach(person, chat)
      return post(person, chat, { type: voice ? 'voice' : 'text', text }, quotable(quote, person, chat))
    },
    sendFile: async (person, { name, bytes, chat = botChat, picture = false }) => {
      mustReach(person, chat)
      conversationOf(directory, person, chat)
      if (chat === appChat && !picture) {
        throw new LocalRefusal(400, `应用会话里只能发图片，文件请发给“${smartBot.name}（智能机器人）”。`)
      }
      if (!bytes.length) throw new LocalRefusal(400, '这个文件是空的，请另选一个。')
      if (bytes.length > largestFile) throw new LocalRefusal(413, '文件超过 100 MB，发不出去，请拆分后再发。')
      const content = Buffer.from(bytes)
      if (picture && !pictureType(content)) throw new LocalRefusal(400, '这不是图片，请作为文件发送。')
      const owner = chat === appChat ? null : handedByPeople
      const { id } = await keepMedia(world, { type: picture ? 'image' : 'file', name, bytes: content, webhook: owner })
      const url = mediaAddress(id)
      const shown: Content = picture
        ? { type: 'image', url }
        : { type: 'file', name, bytes: content.length, safe: false, url }
      return post(person, chat, shown, null)
    },
    press: (person, id, key) => {
      mustHaveClient(person)
      const message = chats.find(person.userid, id)
      if (message?.content.type !== 'card' || message.from !== 'bot') throw new LocalRefusal(404, '没有这张卡片。')
      const { content } = message
      if (message.recalled) throw new LocalRefusal(409, '这条消息已撤回。')
      if (content.replaced !== null) throw new LocalRefusal(409, '这张卡片已处理，按钮不能再按。')
      if (!content.buttons.some(button => button.key === key && button.url === null)) {
        throw new LocalRefusal(404, '卡片上没有这个按钮。')
      }
      const conversation = conversationOf(directory, person, message.chat)
      if (conversation) return doneBy(bot.press(person, conversation, message, key))
      const { tried, taken } = app.press(person, message, key)
      return { tried, taken: taken.then(() => undefined) }
    },
    enter: (person, chat) => {
      if (chat !== botChat || !hasClient(person)) return nothing
      const entered = bot.enter(person)
      return entered ? doneBy(entered) : nothing
    },
  }

  function quotable(id: string | undefined, person: Person, chat: string): LocalMessage | null {
    if (id === undefined) return null
    if (chat === appChat) throw new LocalRefusal(400, '应用会话里不能引用。')
    const quoted = chats.messages(person.userid, chat).find(message => message.id === id)
    if (!quoted || quoted.recalled) throw new LocalRefusal(404, '要引用的消息已经没有了。')
    saidBody(quoted, () => ({ url: '', aeskey: '' }))
    return quoted
  }
}

const doneBy = ({ got, answered }: Delivery): Done => ({ tried: got.then(() => undefined), taken: answered })

/** With whom the smart bot speaks there; null in the app's chat. Throws where this person has no such chat. */
function conversationOf(directory: Directory, person: Person, chat: string): Conversation | null {
  if (chat === appChat) return null
  if (chat === botChat) return { person }
  const group = directory.plan.groups.find(({ key }) => groupChat(key) === chat)
  if (!group || !directory.under(group.departments).includes(person)) throw new LocalRefusal(404, '没有这个会话。')
  return { group }
}

const authorOf = (person: Person, { from, author }: LocalMessage): string =>
  from === 'me' ? person.name : (author ?? (from === 'bot' ? smartBot.name : ''))

/** The header of AMR and one frame of silence: a voice has bytes, and nobody listens to them here. */
const silence = Buffer.from(`#!AMR\n\x3c${'\x00'.repeat(31)}`, 'latin1')

function mustHaveClient(person: Person): void {
  if (hasClient(person)) return
  if (person.status === 4) throw new LocalRefusal(403, '该成员尚未激活企业微信，不能发消息。')
  throw new LocalRefusal(403, '该成员已被禁用或已离开，不能发消息。')
}
