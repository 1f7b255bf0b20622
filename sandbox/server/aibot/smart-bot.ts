import type { SandboxBot } from '../../wire.ts'
import type { ApiRoute } from '../api-route.ts'
import type { Chats } from '../chats.ts'
import type { Person } from '../directory.ts'
import type { Faults } from '../faults.ts'
import { readFields } from '../fields.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { z } from 'zod'
import { type BotLine, openBotLine } from './bot-line.ts'
import type { Connection } from './connection.ts'
import { openConversations } from './conversations.ts'
import { openExchanges } from './exchanges.ts'
import type { Frame } from './frames.ts'
import { type HandedFiles, openHandedFiles } from './handed-files.ts'
import { personWithOpenUserid } from './identity.ts'
import { type LongConnection, openLongConnection } from './long-connection.ts'
import { openReplies } from './replies.ts'
import { openUploads } from './uploads.ts'

export interface SmartBot {
  line: BotLine
  connection: LongConnection
  files: HandedFiles
  /** What tests hold of it. */
  held: SandboxBot
}

interface Deps {
  world: World
  chats: Chats
  faults: Faults
  calls: Map<string, number>
  origin: () => string
  /** Throws where there is nobody, or no group, of this name. */
  personOf: (userid: string) => Person
}

/** The smart bot of the corp (智能机器人, long connection). */
export function openSmartBot({ world, chats, faults, calls, origin, personOf }: Deps): SmartBot {
  const conversations = openConversations(world)
  const exchanges = openExchanges(world)
  const replies = openReplies(world, chats, { exchanges, conversations })
  const uploads = openUploads(world)
  const files = openHandedFiles(world, origin)

  const commands: Record<string, (frame: Frame, connection: Connection) => object | null | Promise<object | null>> = {
    aibot_respond_msg: replies.respond,
    aibot_respond_welcome_msg: replies.welcome,
    aibot_respond_update_msg: replies.update,
    aibot_send_msg: replies.send,
    aibot_upload_media_init: uploads.init,
    aibot_upload_media_chunk: uploads.chunk,
    aibot_upload_media_finish: uploads.finish,
  }
  const connection = openLongConnection({
    world,
    faults,
    calls,
    perform: (frame, from) => {
      const command = Object.hasOwn(commands, frame.cmd) ? commands[frame.cmd] : undefined
      if (!command) {
        world.finding(`aibot: unknown command ${frame.cmd}`)
        throw new Refusal(40058, 'unknown cmd')
      }
      return command(frame, from)
    },
    done: exchanges.settle,
    ended: from => line.ended(from),
  })
  const line = openBotLine(world, { connection, exchanges, conversations, files })
  return {
    line,
    connection,
    files,
    held: {
      connections: () => (connection.subscribed() ? 1 : 0),
      cut: connection.cut,
      cutAtNext: connection.cutAtNext,
      loseAcks: connection.loseAcks,
      displace: connection.displace,
      repeatLast: async userid => line.repeatLast(personOf(userid)),
      frames: () => [...connection.frames],
      idOf: chat => {
        if ('userid' in chat) return conversations.idOf({ person: personOf(chat.userid) })
        const group = world.directory.group(chat.group)
        if (!group) throw new Error(`no group has the key ${chat.group}`)
        return conversations.idOf({ group })
      },
    },
  }
}

const OpenUserids = z.object({ open_userid_list: z.array(z.string()).default([]) })

/** The userids behind encrypted ones, for an app of the same corp (vendor page 101521). */
export const openUseridRoute = (world: World): ApiRoute => ({
  path: '/cgi-bin/batch/openuserid_to_userid',
  method: 'POST',
  answer: call => {
    const name = 'batch/openuserid_to_userid'
    const { open_userid_list: list } = readFields(OpenUserids, call.json(), name, world.finding)
    if (!list.length) throw new Refusal(40058, 'open_userid_list missing')
    if (list.length > 1000) throw new Refusal(40058, 'open_userid_list too long')
    const found = list.map(id => ({ id, person: personWithOpenUserid(world.directory, id) }))
    return {
      userid_list: found.flatMap(({ id, person }) => (person ? [{ open_userid: id, userid: person.userid }] : [])),
      invalid_open_userid_list: found.flatMap(({ id, person }) => (person ? [] : [id])),
    }
  },
})
