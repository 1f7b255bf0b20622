import type { LocalMessage } from '../wire.ts'
import { hasClient, keyOf, type Person } from './directory.ts'
import type { Content } from './state.ts'
import type { World } from './world.ts'

/** The bot's own chat. */
export const appChat = 'app'
export const groupChat = (key: string): string => `group:${key}`

/** The messages that everybody has, as they are seen. */
export interface Chats {
  /** One person's messages, oldest first. */
  messages(userid: string, chat: string): LocalMessage[]
  find(userid: string, id: string): LocalMessage | undefined
  unread(userid: string, chat: string): number
  read(userid: string, chat: string): void
  /** Puts a message of the bot before these people; who has no client sees nothing. `what` is its msgtype. */
  show(people: readonly Person[], message: Shown): void
  /** Puts something in place of what these people see of a message. Gives those who had it. */
  replace(people: readonly Person[], id: string, by: string, change: (content: Content) => Content): Person[]
  recall(people: readonly Person[], id: string): void
  /** What a person says. */
  say(person: Person, message: LocalMessage): void
  /** What a member of a group says, before the others. */
  overhear(people: readonly Person[], message: LocalMessage): void
  deliver(person: Person, message: LocalMessage, delivery: LocalMessage['delivery']): void
}

export interface Shown {
  id: string
  chat: string
  /** What the bot called. */
  by: string
  what: string
  content: Content
  /** Who speaks in a group, where it is no webhook. */
  author?: string
  quote?: Quote
}

type Quote = NonNullable<LocalMessage['quote']>

/** The WeChat plug-in shows texts and text cards only (vendor page 90236). */
const inWechat = (content: Content): boolean => content.type === 'text' || content.type === 'textcard'

export function openChats(world: Pick<World, 'state' | 'changed' | 'now' | 'news'>): Chats {
  const { state, now, news } = world
  const listOf = (userid: string, chat: string): LocalMessage[] => {
    const chats = inner(state.chats, keyOf(userid))
    const list = chats.get(chat) ?? []
    if (!chats.has(chat)) chats.set(chat, list)
    return list
  }
  const find = (userid: string, id: string): LocalMessage | undefined => {
    for (const messages of state.chats.get(keyOf(userid))?.values() ?? []) {
      const found = messages.findLast(message => message.id === id)
      if (found) return found
    }
    return undefined
  }
  const countUnread = (userid: string, chat: string): void => {
    const counts = inner(state.unread, keyOf(userid))
    counts.set(chat, (counts.get(chat) ?? 0) + 1)
  }
  const note = (people: readonly Person[], by: string, message: LocalMessage): void => {
    if (!people.length) return
    const userids = people.map(({ userid }) => userid)
    state.ledger.push({ at: now(), by, userids, message: { ...message } })
    news.changed(userids)
    world.changed()
  }

  return {
    messages: (userid, chat) => state.chats.get(keyOf(userid))?.get(chat) ?? [],
    find,
    unread: (userid, chat) => state.unread.get(keyOf(userid))?.get(chat) ?? 0,
    read: (userid, chat) => {
      if (!state.unread.get(keyOf(userid))?.delete(chat)) return
      news.changed([userid])
      world.changed()
    },
    show: (people, { id, chat, by, what, content, author, quote }) => {
      const put = (readers: readonly Person[], seen: Content): void => {
        const message: LocalMessage = {
          id,
          chat,
          at: now(),
          from: 'bot',
          ...(author === undefined ? {} : { author }),
          ...(quote === undefined ? {} : { quote }),
          content: seen,
          recalled: false,
          delivery: null,
        }
        for (const { userid } of readers) {
          listOf(userid, chat).push({ ...message })
          countUnread(userid, chat)
        }
        note(readers, by, message)
      }
      const seeing = people.filter(hasClient)
      const reads = (person: Person) => !person.wechat || inWechat(content)
      put(seeing.filter(reads), content)
      const blind = seeing.filter(person => !reads(person))
      put(blind, { type: 'hidden', what })
    },
    replace: (people, id, by, change) => {
      const had = people.filter(person => find(person.userid, id))
      const after = new Map<Content, { content: Content; people: Person[] }>()
      for (const person of had) {
        const message = find(person.userid, id)
        if (!message || message.content.type === 'hidden') continue
        const { content } = message
        const changed = after.get(content) ?? { content: change(content), people: [] }
        after.set(content, changed)
        message.content = changed.content
        changed.people.push(person)
      }
      for (const { people } of after.values()) {
        const [first] = people
        const message = first && find(first.userid, id)
        if (message) note(people, by, message)
      }
      return had
    },
    recall: (people, id) => {
      // Recalling has no effect in the WeChat plug-in (vendor page 94867).
      const seeing = people.filter(person => !person.wechat && find(person.userid, id))
      for (const person of seeing) {
        const message = find(person.userid, id)
        if (message) message.recalled = true
      }
      const [first] = seeing
      const message = first && find(first.userid, id)
      if (message) note(seeing, 'recall', message)
    },
    say: (person, message) => {
      listOf(person.userid, message.chat).push(message)
      news.changed([person.userid])
      world.changed()
    },
    overhear: (people, message) => {
      for (const { userid } of people) {
        listOf(userid, message.chat).push({ ...message })
        countUnread(userid, message.chat)
      }
      news.changed(people.map(({ userid }) => userid))
      world.changed()
    },
    deliver: (person, message, delivery) => {
      message.delivery = delivery
      news.changed([person.userid])
      world.changed()
    },
  }
}

function inner<K, V>(maps: Map<string, Map<K, V>>, key: string): Map<K, V> {
  const map = maps.get(key) ?? new Map<K, V>()
  if (!maps.has(key)) maps.set(key, map)
  return map
}
