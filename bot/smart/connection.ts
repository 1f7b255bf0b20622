import { type Logger, WSClient, type WsFrame } from '@wecom/aibot-node-sdk'
import type { Agent } from 'node:https'
import type { Upload } from '../api/media.ts'
import type { Log } from '../log.ts'
import { BotRefused, NotConnected } from './errors.ts'

/** `displaced`: another connection has taken over. `refused`: the credentials are not taken. Neither ends before a restart. */
export type BotStateName = 'connecting' | 'connected' | 'displaced' | 'refused'

export interface BotState {
  name: BotStateName
  since: number
  /** WeCom's code where it refused. */
  code: number | null
}

export interface ConnectionConfig {
  botId: string
  secret: string
  wsUrl: string
  /** The way through a proxy; null goes direct. */
  agent: Agent | null
  /** Milliseconds before the first reconnection; it doubles up to 30 s. */
  reconnectAfter?: number
}

export interface ConnectionDeps {
  now: () => number
  log: Log
  onMessage: (frame: WsFrame<unknown>) => void
  onEvent: (frame: WsFrame<unknown>) => void
  /** After every change. */
  onState: (state: BotState) => void
}

/** The smart bot's long connection (vendor page 101463), of which WeCom allows one a bot. */
export interface Connection {
  readonly state: BotState
  start(): void
  /**
   * Sends a frame that answers another, or with null one of its own, and waits for WeCom's word.
   * Throws `NotConnected` where nothing has left, `BotRefused` with WeCom's code, and any other error where nobody knows.
   */
  send(reqId: string | null, cmd: string, body: Record<string, unknown>): Promise<void>
  /** Uploads a file in parts and gives its media_id, which serves this bot for 3 days. Throws like `send`. */
  upload(file: Upload): Promise<string>
  close(): void
}

/** Session lost: WeCom no longer holds this connection for the bot's own, as after another took over. */
const sessionLost = 846609
/** What passes by itself: too many tries (45009), busy. Everything else needs somebody to change something. */
const passing = new Set([-1, 6000, 45009])
const tryAgainAfter = 60_000
const authAttempts = 3

/**
 * Keeps the connection by the vendor's SDK, which reconnects for ever after a broken line. After a take-over it never
 * does: two owners that both come back would throw each other out without end.
 */
export function openConnection(config: ConnectionConfig, deps: ConnectionDeps): Connection {
  const { now, log } = deps
  let state: BotState = { name: 'connecting', since: now(), code: null }
  let client: WSClient | null = null
  let again: NodeJS.Timeout | null = null
  let closed = false
  let lastCode: number | null = null

  const become = (name: BotStateName, code: number | null = null): void => {
    if (closed || state.name === name || state.name === 'displaced') return
    state = { name, since: now(), code }
    deps.onState(state)
  }

  const displaced = (): void => {
    log.error({}, 'the smart bot was taken over by another connection; it stays off until the next start')
    become('displaced')
    drop()
  }

  const drop = (): void => {
    client?.removeAllListeners()
    client?.disconnect()
    client = null
  }

  const refused = (): void => {
    log.error({ code: lastCode }, 'the smart bot is refused')
    become('refused', lastCode)
    drop()
    if (lastCode === null || !passing.has(lastCode)) return
    again = setTimeout(() => {
      become('connecting')
      open()
    }, tryAgainAfter).unref()
  }

  const open = (): void => {
    client = new WSClient({
      botId: config.botId,
      secret: config.secret,
      wsUrl: config.wsUrl,
      reconnectInterval: config.reconnectAfter ?? 1000,
      maxReconnectAttempts: -1,
      maxAuthFailureAttempts: authAttempts,
      logger: quiet(log),
      ...(config.agent ? { wsOptions: { agent: config.agent } } : {}),
    })
    client.on('authenticated', () => become('connected'))
    client.on('disconnected', () => {
      if (state.name === 'connected') become('connecting')
    })
    client.on('message', frame => deps.onMessage(frame))
    client.on('event', frame => {
      // The SDK closes by itself after this one, and does not come back.
      if (eventOf(frame) === 'disconnected_event') displaced()
      else deps.onEvent(frame)
    })
    client.on('error', error => {
      lastCode = Number(/\(code: (-?\d+)\)/.exec(error.message)?.[1] ?? lastCode ?? Number.NaN)
      if (Number.isNaN(lastCode)) lastCode = null
      if ('code' in error && error.code === 'WS_AUTH_FAILURE_EXHAUSTED') refused()
    })
    client.connect()
  }

  const connected = (): WSClient => {
    if (client && state.name === 'connected' && client.isConnected) return client
    throw new NotConnected()
  }

  const asked = async <T>(work: (client: WSClient) => Promise<T>): Promise<T> => {
    try {
      return await work(connected())
    } catch (error) {
      const told = errorOf(error)
      if (told instanceof BotRefused && told.code === sessionLost && state.name === 'connected') displaced()
      throw told
    }
  }

  return {
    get state() {
      return state
    },
    start: () => {
      if (!client && !closed) open()
    },
    send: (reqId, cmd, body) =>
      asked(async client => {
        await (reqId === null
          ? client.sendMessage(String(body['chatid']), body as unknown as Parameters<WSClient['sendMessage']>[1])
          : client.reply({ headers: { req_id: reqId } }, body, cmd))
      }),
    upload: ({ name, bytes, type = 'file' }) =>
      asked(async client => {
        const sent = await client.uploadMedia(Buffer.from(bytes), { type, filename: name })
        return sent.media_id
      }),
    close: () => {
      closed = true
      if (again) clearTimeout(again)
      drop()
    },
  }
}

const eventOf = (frame: WsFrame<unknown>): unknown => {
  const { body } = frame
  const event: unknown = body instanceof Object && 'event' in body ? body.event : null
  return event instanceof Object && 'eventtype' in event ? event.eventtype : null
}

/** The SDK rejects with WeCom's frame, or with an error in words. */
function errorOf(error: unknown): Error {
  if (error instanceof Error) return error.message.includes('not connected') ? new NotConnected() : error
  const code = error instanceof Object && 'errcode' in error ? Number(error.errcode) : Number.NaN
  return Number.isNaN(code) ? new Error('no answer') : new BotRefused(code)
}

/** Of what the SDK says only the beginning is passed on: behind it stand texts, ids and secrets. */
function quiet(log: Log): Logger {
  const head = (message: string): string => message.split(/[:：,(]/u)[0]?.slice(0, 80) ?? ''
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: message => log.warn({ sdk: head(message) }, 'smart bot'),
    error: message => log.warn({ sdk: head(message) }, 'smart bot'),
  }
}
