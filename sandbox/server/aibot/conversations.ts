import { groupChat } from '../chats.ts'
import { hasClient, isListed, keyOf, type Group, type Person } from '../directory.ts'
import { perMember, slidingWindow } from '../limits.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { botChat, chatIdOf, idForBot } from './identity.ts'

/** Where the smart bot speaks: with one person, or in a group. */
export type Conversation = { person: Person } | { group: Group }

export interface Conversations {
  /** The bot's name for it: the chatid of `aibot_send_msg`. */
  idOf(conversation: Conversation): string
  /** Somebody has spoken to the bot in it: from now on the bot may speak unasked. */
  spoken(conversation: Conversation): void
  hasSpoken(conversation: Conversation): boolean
  /** Who sees what is said in it. */
  people(conversation: Conversation): Person[]
  /** By chatid and chat_type: 1 single, 2 group, 0 whichever fits, a group first. Throws `Refusal` (93006). */
  find(chatid: string, type: number): Conversation
  /** Counts a reply or a push. Throws `Refusal` (846607) where there are too many (vendor page 101463). */
  count(conversation: Conversation): void
}

export function openConversations(world: World): Conversations {
  const { state, directory } = world
  const rate = slidingWindow(...perMember)
  return {
    idOf: conversation =>
      'group' in conversation ? chatIdOf(conversation.group) : idForBot(world, conversation.person),
    spoken: conversation => {
      state.bot.spoken.add(conversationKey(conversation))
      world.changed()
    },
    hasSpoken: conversation => state.bot.spoken.has(conversationKey(conversation)),
    people: conversation =>
      'group' in conversation
        ? directory.under(conversation.group.departments).filter(hasClient)
        : [conversation.person],
    find: (chatid, type) => {
      const group = type === 1 ? undefined : directory.plan.groups.find(group => chatIdOf(group) === chatid)
      if (group) return { group }
      const person = type === 2 ? undefined : directory.plan.people.find(person => idForBot(world, person) === chatid)
      // Somebody outside the app's visible range is a member of the corp all the same.
      if (!person || !(isListed(person) || hasClient(person))) throw new Refusal(93006, 'invalid chatid')
      return { person }
    },
    count: conversation => {
      if (rate.take(conversationKey(conversation), world.now())) return
      throw new Refusal(846607, 'aibot send msg limit: over 30 a minute or 1000 an hour in this conversation')
    },
  }
}

export const conversationKey = (conversation: Conversation): string =>
  'group' in conversation ? groupChat(conversation.group.key) : keyOf(conversation.person.userid)

/** The chat in which people see it. */
export const chatOf = (conversation: Conversation): string =>
  'group' in conversation ? groupChat(conversation.group.key) : botChat
