import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import type { BotFrame } from '../../wire.ts'
import type { Faults } from '../faults.ts'
import { readFields } from '../fields.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { afterwards, answer, type Connection, reqIdOf } from './connection.ts'
import { callbackFrame, type Frame, noted, readFrame } from './frames.ts'
import { smartBot } from './identity.ts'

/** Milliseconds between disconnected_event and the end of the connection. How long is not documented. */
const lingering = 200
/** A part of an upload is 512 KB before Base64; nothing else is as large. */
const largestFrame = 2 * 1024 * 1024

const Subscribe = z.object({
  bot_id: z.string(),
  secret: z.string(),
  scene: z.number().int().optional(),
  plug_version: z.string().optional(),
})

export interface LongConnectionDeps {
  world: World
  faults: Faults
  calls: Map<string, number>
  /** Does what a command asks and gives the body of its answer. Throws `Refusal`. */
  perform: (frame: Frame, connection: Connection) => object | null | Promise<object | null>
  /** The client has the answer to what it asked last, or will never get one. */
  done: (connection: Connection) => void
  /** The connection has ended: what it had not got is lost. */
  ended: (connection: Connection) => void
}

export interface LongConnection {
  /** Takes upgrades of this server to the bot's path. */
  attach(server: Server): void
  subscribed(): Connection | null
  /**
   * Writes a callback frame. `got` is called once the client has received it: it has answered a ping sent right after.
   * Gives the connection, or null where nobody is subscribed.
   */
  send(cmd: string, reqId: string, body: object, got: () => void): Connection | null
  frames: BotFrame[]
  loseAcks: (times: number) => void
  cut: () => void
  cutAtNext: (when: 'before' | 'after') => void
  displace: () => void
  close(): void
}

/** The long connection of the smart bot (vendor page 101463): one that is subscribed, and frames done in order. */
export function openLongConnection({ world, faults, calls, perform, done, ended }: LongConnectionDeps): LongConnection {
  const server = new WebSocketServer({ noServer: true, maxPayload: largestFrame })
  const frames: BotFrame[] = []
  let current: Connection | null = null
  let acksToLose = 0
  let cutNext: 'before' | 'after' | null = null

  /** The event before the end; the bot of the vendor's SDK then stays away. */
  const displace = (): void => {
    const before = current
    current = null
    if (!before || before.closed) return
    before.socket.send(
      callbackFrame('aibot_event_callback', reqIdOf(), {
        msgid: reqIdOf(),
        create_time: Math.floor(world.now() / 1000),
        aibotid: smartBot.id,
        msgtype: 'event',
        event: { eventtype: 'disconnected_event' },
      }),
    )
    setTimeout(() => before.socket.close(), lingering).unref()
  }

  const cut = (connection: Connection): void => {
    connection.closed = true
    if (current === connection) current = null
    connection.socket.terminate()
  }

  const subscribe = (connection: Connection, body: unknown): void => {
    const { bot_id: id, secret } = readFields(Subscribe, body, 'aibot_subscribe', world.finding)
    if (id !== smartBot.id) throw new Refusal(93019, 'invalid bot id')
    if (secret !== smartBot.secret) throw new Refusal(853000, 'invalid bot_id or secret')
    // The pages forbid it on a live connection; a limit of its rate was seen (45009).
    if (current === connection) throw new Refusal(45009, 'subscribed already on this connection')
    displace()
    current = connection
  }

  const run = async (frame: Frame, connection: Connection): Promise<object | null> => {
    if (frame.cmd === 'aibot_subscribe') {
      subscribe(connection, frame.body)
      return null
    }
    if (current !== connection) throw new Refusal(846609, 'aibot websocket not subscribed')
    if (frame.cmd === 'ping') return null
    return perform(frame, connection)
  }

  const take = async (text: string, connection: Connection): Promise<void> => {
    let frame: Frame
    try {
      frame = readFrame(text)
    } catch (error) {
      world.finding(`aibot: ${error instanceof Error ? error.message : 'no frame'}`)
      return answer(connection, '', error, null)
    }
    const isCommand = frame.cmd !== 'aibot_subscribe' && frame.cmd !== 'ping'
    calls.set(frame.cmd, (calls.get(frame.cmd) ?? 0) + 1)
    const fault = isCommand ? faults.next(frame.cmd) : undefined
    if (fault?.cut === 'before') return cut(connection)
    let error: unknown = null
    let body: object | null = null
    try {
      if (fault?.errcode !== undefined || fault?.status !== undefined)
        throw new Refusal(fault.errcode ?? -1, 'as ordered')
      body = await run(frame, connection)
    } catch (caught) {
      error = caught
      if (!(caught instanceof Refusal)) world.finding(`${frame.cmd}: ${String(caught)}`)
    }
    const acked = !isCommand || acksToLose === 0
    if (!acked) acksToLose--
    if (isCommand) frames.push(noted(frame, world.now(), error instanceof Refusal ? error.code : error ? -1 : 0, acked))
    if (fault?.cut === 'after') return cut(connection)
    if (!acked) return done(connection)
    answer(connection, frame.reqId, error, body)
    if (isCommand) afterwards(connection, frame.reqId, () => done(connection))
  }

  const accept = (socket: WebSocket): void => {
    const connection: Connection = { id: reqIdOf(), socket, closed: false, awaiting: new Map() }
    let queue = Promise.resolve()
    let silence: NodeJS.Timeout | undefined
    const heard = (): void => {
      clearTimeout(silence)
      silence = setTimeout(() => socket.close(), world.switches.botSilence)
      silence.unref()
    }
    heard()
    socket.on('message', (data: Buffer) => {
      heard()
      queue = queue.then(() => take(data.toString(), connection))
    })
    socket.on('pong', (data: Buffer) => {
      const reqId = data.toString()
      connection.awaiting.get(reqId)?.()
      connection.awaiting.delete(reqId)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(silence)
      connection.closed = true
      if (current === connection) current = null
      ended(connection)
    })
  }

  return {
    attach: http => {
      http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        socket.on('error', () => undefined)
        const path = new URL(request.url ?? '/', 'http://local').pathname
        // A page of any other site could open a WebSocket here; the bot is no page.
        if (path !== smartBot.path || request.headers.origin !== undefined) {
          socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
          return
        }
        server.handleUpgrade(request, socket, head, accept)
      })
    },
    subscribed: () => current,
    send: (cmd, reqId, body, got) => {
      const connection = current
      if (!connection || connection.closed) return null
      const cutting = cutNext
      cutNext = null
      if (cutting === 'before') {
        cut(connection)
        return connection
      }
      const { socket } = connection
      socket.send(callbackFrame(cmd, reqId, body), () => {
        if (cutting === 'after') cut(connection)
      })
      afterwards(connection, reqId, got)
      return connection
    },
    frames,
    loseAcks: times => (acksToLose = times),
    cut: () => current && cut(current),
    cutAtNext: when => (cutNext = when),
    displace,
    close: () => {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}
