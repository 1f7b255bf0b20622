import { createHash } from 'node:crypto'
import { app } from '../app.ts'
import { type Directory, type Group, keyOf, type Person } from '../directory.ts'
import type { World } from '../world.ts'

/** The one smart bot of the corp; fixed values of a demonstration, like the app's. */
export const smartBot = {
  id: 'aibLocalQingfeng01',
  secret: 'local-smart-bot-demonstration-secret',
  name: app.name,
  /** Where its long connection goes. */
  path: '/aibot',
} as const

/** The single chat with it, in a list of chats. */
export const botChat = 'bot'
export const botTitle = `${smartBot.name}（智能机器人）`

/** What a person types to speak to it in a group. */
export const mention = `@${smartBot.name}`

const hashed = (prefix: string, value: string): string =>
  prefix + createHash('sha256').update(`local ${value}`).digest('base64url').replaceAll(/[-_]/g, 'x').slice(0, 30)

/** The id of a group as the bot sees it. */
export const chatIdOf = (group: Group): string => hashed('wr', group.key)

/** The encrypted userid, which only a bot of a creator who is no super administrator sees (vendor page 101521). */
export const openUserid = (person: Person): string => hashed('wo', keyOf(person.userid))

export const personWithOpenUserid = (directory: Directory, id: string): Person | undefined =>
  directory.plan.people.find(person => openUserid(person) === id)

/** Who somebody is to the bot: from.userid, and the chatid of their single chat. */
export const idForBot = ({ switches }: Pick<World, 'switches'>, person: Person): string =>
  switches.encryptedUserids ? openUserid(person) : person.userid
