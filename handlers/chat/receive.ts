import type { Handed } from '../document/handed-in.ts'
import type { Deed } from '../perform.ts'
import type { Conversation } from '../conversation.ts'
import type { GroupHeard } from './group.ts'

/** What came in from WeCom, as far as the product cares. `bot/` gives it with a key that makes it distinct. */
export interface Received {
  /** Begins with the month of the callback's own moment. */
  key: string
  from: string
  /** When it was sent, ms. */
  sent: number
  /** Where it was said to the smart bot; absent for the app's own chat. */
  chat?: Conversation
  what:
    | { kind: 'text'; text: string }
    | { kind: 'press'; press: string; responseCode: string }
    /** A file that has been fetched and read. */
    | { kind: 'file'; handed: Handed }
    | { kind: 'other'; type: string }
    /** The chat with the smart bot was opened for the first time that day: it greets. */
    | { kind: 'enter' }
    /** Opening the app and the like: nothing is answered. */
    | { kind: 'silent' }
}

/** The longest text the passive answer of a callback carries, in UTF-8 bytes. */
const passive = 2048

/** The deed behind what came in; null where nothing is to be done. */
export function receive(received: Received, at: number): Deed | null {
  const { key, from, sent, what, chat } = received
  const common = { key, who: from, at, chat: chat ?? null }
  if (chat?.group) return receiveInGroup(received, chat, at)
  // The smart bot's frames carry no answer: all of it goes to the outbox.
  const reply = chat ? 'outbox' : { passive }
  switch (what.kind) {
    case 'text':
      return { ...common, act: 'chat.text', input: { message: what.text, sent }, reply }
    case 'press':
      return { ...common, act: 'chat.press', input: what, reply: 'outbox' }
    case 'file':
      return { ...common, act: 'chat.file', input: { handed: what.handed, sent }, reply }
    case 'other':
      return { ...common, act: 'chat.other', input: { kind: what.type }, reply }
    case 'enter':
      return chat ? { ...common, act: 'chat.enter', input: { chat }, reply: 'outbox' } : null
    case 'silent':
      return null
  }
}

/** Groups carry texts and quoted files; no card with buttons goes there, and nobody is greeted. */
function receiveInGroup({ key, from, sent, what }: Received, chat: Conversation, at: number): Deed | null {
  if (what.kind === 'silent' || what.kind === 'enter') return null
  const heard: GroupHeard['heard'] =
    what.kind === 'text'
      ? { kind: 'text', message: what.text }
      : what.kind === 'file'
        ? { kind: 'file', handed: what.handed }
        : { kind: 'other' }
  return { key, who: from, at, chat, act: 'chat.group', input: { chat: chat.id, sent, heard }, reply: 'outbox' }
}
