import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { LocalMessage, Sandbox } from '../../sandbox/wire.ts'
import { openReader } from './reader.ts'

/** Ways in which people confirm. */
export const channels = ['card', 'word', 'bot', 'page'] as const
export type Channel = (typeof channels)[number]

export interface Place {
  sandbox: Sandbox
  /** Where the bot's pages are. */
  url: string
}

/** As often as a patient person tries. */
const mostTries = 40

/**
 * Does something again and again until what the person reads afterwards says that it is done, as people do whose message
 * seems to have been lost. Throws with the last words read.
 */
export async function insist(
  { sandbox }: Place,
  userid: string,
  chat: string,
  done: RegExp,
  act: () => Promise<unknown>,
): Promise<string> {
  const before = new Set(sandbox.messages(userid, chat).map(({ id }) => id))
  const read = (): string[] =>
    sandbox
      .messages(userid, chat)
      .filter(({ id, from }) => from !== 'me' && !before.has(id))
      .map(wordsOf)
  for (let tries = 0; tries < mostTries; tries++) {
    try {
      await act()
    } catch {
      // The bot was not there.
    }
    for (let look = 0; look < 20; look++) {
      const found = read().find(words => done.test(words))
      if (found !== undefined) return found
      await wait(50 + look * 10)
    }
  }
  throw new Error(`${userid} in ${chat}: ${String(done)} was never said; last: ${read().at(-1) ?? 'nothing'}`)
}

/** Says something in a chat until the answer is the one that is hoped for. */
export const insistSaying = (
  place: Place,
  userid: string,
  words: string,
  done: RegExp,
  chat = 'app',
): Promise<string> => insist(place, userid, chat, done, () => place.sandbox.say(userid, words, chat))

/** All the words of a message. */
export function wordsOf({ content }: LocalMessage): string {
  switch (content.type) {
    case 'text':
    case 'markdown':
      return content.text
    case 'textcard':
      return `${content.title}\n${content.description}`
    case 'card':
      return [content.title, content.subTitle, content.replaced ?? ''].join('\n')
    case 'file':
      return content.name
    case 'voice':
      return content.text
    case 'image':
    case 'hidden':
      return ''
  }
}

const confirmed = /已记录|不用重复|没有待确认/

/** Confirms the newest study in one of the ways. */
export async function confirm(place: Place, userid: string, channel: Channel, notice: string): Promise<void> {
  switch (channel) {
    case 'word':
      return void (await insistSaying(place, userid, '已学习', confirmed))
    case 'bot':
      return void (await insistSaying(place, userid, '已学习', confirmed, 'bot'))
    case 'card':
      return pressCard(place, userid)
    case 'page':
      return confirmOnPage(place, userid, notice)
  }
}

/** The newest card that asks for a confirmation. */
export const cardOf = (messages: readonly LocalMessage[]): LocalMessage | undefined =>
  messages.findLast(
    ({ content }) => content.type === 'card' && content.buttons.some(({ key }) => key.startsWith('study.confirm')),
  )

async function pressCard(place: Place, userid: string): Promise<void> {
  const { sandbox } = place
  const card = cardOf(sandbox.messages(userid))
  const button =
    card?.content.type === 'card' && card.content.replaced === null && card.content.buttons.find(({ url }) => !url)
  if (!card || !button) return void (await insistSaying(place, userid, '已学习', confirmed))
  const isClosed = (): boolean =>
    sandbox
      .messages(userid)
      .some(({ id, content }) => id === card.id && content.type === 'card' && content.replaced !== null)
  for (let tries = 0; tries < mostTries; tries++) {
    try {
      await sandbox.press(userid, card.id, button.key)
    } catch {
      // The bot was not there.
    }
    for (let look = 0; look < 20; look++) {
      if (isClosed()) return
      await wait(50 + look * 10)
    }
    // A press whose card could not be changed any more is answered in words.
    if (sandbox.messages(userid).some(message => message.from === 'bot' && confirmed.test(wordsOf(message)))) return
  }
  throw new Error(`${userid} pressed, and the card stayed open`)
}

const View = z.object({ version: z.number(), mine: z.object({ confirmed: z.object({}).nullable() }) })

/** Opens the page and presses the button there, as its program does. */
async function confirmOnPage({ url }: Place, userid: string, notice: string): Promise<void> {
  const reader = openReader(url, userid)
  let last: unknown = null
  for (let tries = 0; tries < mostTries; tries++) {
    try {
      await reader.get(`/h5/notices/${notice}`)
      const view = View.parse(JSON.parse((await reader.get(`/api/notices/${notice}`)).toString()))
      if (view.mine.confirmed) return
      const { version } = view
      const tap = createHash('md5').update(`${userid} ${version}`).digest('hex')
      const after = View.pick({ mine: true }).parse(
        await reader.post(`/api/notices/${notice}/confirm`, { tap, version }),
      )
      if (after.mine.confirmed) return
    } catch (error) {
      last = error
    }
    await wait(200)
  }
  throw new Error(`${userid} could not confirm on the page`, { cause: last })
}
