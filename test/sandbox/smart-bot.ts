import { WSClient, type WsFrame } from '@wecom/aibot-node-sdk'
import { WebSocket } from 'ws'
import type { Sandbox } from '../../sandbox/wire.ts'

type Options = ConstructorParameters<typeof WSClient>[0]

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

/** The vendor's SDK as it is, subscribed to the local WeCom. */
export interface SdkBot {
  client: WSClient
  /** Every callback it was given, in order. */
  heard: WsFrame<Record<string, unknown>>[]
  /** The msgtype of each, or the eventtype. */
  kinds(): unknown[]
  /** What it emitted, by name. */
  emitted: string[]
  close(): void
}

const eventOf = (body: unknown): unknown =>
  body instanceof Object && 'event' in body && body.event instanceof Object && 'eventtype' in body.event
    ? body.event.eventtype
    : undefined

export async function openSdkBot(sandbox: Sandbox, options: Partial<Options> = {}): Promise<SdkBot> {
  const { env } = sandbox
  const client = new WSClient({
    botId: env['WECOM_BOT_ID'] ?? '',
    secret: env['WECOM_BOT_SECRET'] ?? '',
    wsUrl: env['WECOM_BOT_WS_URL'] ?? '',
    reconnectInterval: 20,
    logger: silent,
    ...options,
  })
  const heard: SdkBot['heard'] = []
  const emitted: string[] = []
  for (const name of ['connected', 'authenticated', 'disconnected', 'reconnecting', 'error'] as const) {
    client.on(name, () => void emitted.push(name))
  }
  client.on('message', frame => void heard.push(frame))
  client.on('event', frame => {
    heard.push(frame as unknown as SdkBot['heard'][number])
    emitted.push(`event.${String(eventOf(frame.body))}`)
  })
  const ready = new Promise<void>(resolve => void client.once('authenticated', () => resolve()))
  client.connect()
  await ready
  return {
    client,
    heard,
    kinds: () => heard.map(({ body }) => eventOf(body) ?? body?.['msgtype']),
    emitted,
    close: () => client.disconnect(),
  }
}

export interface RawAnswer {
  errcode: number
  errmsg: string
  body?: Record<string, unknown>
}

/** A plain WebSocket in the bot's place, for what the SDK never does. */
export interface RawBot {
  socket: WebSocket
  /** Sends a frame and gives the answer to it. */
  ask(cmd: string, body?: unknown, reqId?: string): Promise<RawAnswer>
  subscribe(over?: object): Promise<RawAnswer>
  /** The callback frames so far. */
  frames: { cmd: string; headers: { req_id: string }; body: Record<string, unknown> }[]
  /** The req_id of the newest callback. */
  last(): string
  closed: Promise<void>
}

let count = 0

export async function openRawBot(sandbox: Sandbox): Promise<RawBot> {
  const { env } = sandbox
  const socket = new WebSocket(env['WECOM_BOT_WS_URL'] ?? '')
  const frames: RawBot['frames'] = []
  const waiting = new Map<string, ((answer: RawAnswer) => void)[]>()
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as RawBot['frames'][number] & RawAnswer
    if (frame.cmd) frames.push(frame)
    else waiting.get(frame.headers.req_id)?.shift()?.(frame)
  })
  socket.on('error', () => undefined)
  const closed = new Promise<void>(resolve => void socket.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  const raw: RawBot = {
    socket,
    frames,
    closed,
    ask: (cmd, body, reqId = `${cmd}_${++count}`) =>
      new Promise(resolve => {
        waiting.set(reqId, [...(waiting.get(reqId) ?? []), resolve])
        socket.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }))
      }),
    subscribe: (over = {}) =>
      raw.ask('aibot_subscribe', { bot_id: env['WECOM_BOT_ID'], secret: env['WECOM_BOT_SECRET'], ...over }),
    last: () => frames.at(-1)?.headers.req_id ?? '',
  }
  return raw
}

export const stream = (content: string, over: object = {}) => ({
  msgtype: 'stream',
  stream: { id: 's1', finish: true, content, ...over },
})
export const markdown = (content: string) => ({ msgtype: 'markdown', markdown: { content } })

let tasks = 0
/** The fields of a card of the smart bot with one button. */
export const botCard = (over: object = {}) => ({
  card_type: 'button_interaction',
  main_title: { title: '十一月学习' },
  task_id: `bot-task-${++tasks}`,
  button_list: [{ text: '我已学习', key: 'done:1', style: 1 }],
  ...over,
})

/** The smallest PNG: one pixel. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
