import { WsCmd, type WsFrame } from '@wecom/aibot-node-sdk'
import type { Received } from '../../handlers/chat/receive.ts'
import type { Conversation } from '../../handlers/conversation.ts'
import type { PlanContext, Planned, Post, Recipient } from '../../handlers/post.ts'
import type { Saying } from '../../handlers/saying.ts'
import type { Handed } from '../../handlers/document/handed-in.ts'
import { monthOf } from '../../handlers/time.ts'
import type { Log } from '../log.ts'
import { type AnswerableKind, openAnswerable } from './answerable.ts'
import { pressCode, readBotBody } from './body.ts'
import { type BotState, type ConnectionConfig, openConnection } from './connection.ts'
import { EventFrame, heardIn, type Media, MessageFrame } from './frames.ts'
import { canSpeak, makeInChat } from './make.ts'
import type { KnowPerson, ResolvePerson } from './people.ts'
import { planInChat } from './plan.ts'
import { texts } from './texts.ts'

/** Why a frame came to nothing; also the label under which it is counted. */
export type LostReason = 'not committed' | 'stopping' | 'userid' | 'unreadable'

export interface SmartBotConfig extends ConnectionConfig {
  /** What people call it in a group: `@清风`. */
  name: string
  /** Where pages open; null where they do not. */
  pages: string | null
}

export interface SmartBotDeps {
  now: () => number
  log: Log
  perform: (received: Received) => Promise<unknown>
  resolve: ResolvePerson
  know: KnowPerson
  fetch: (file: Media) => Promise<Handed>
  lost: (reason: LostReason) => void
  /** Another connection has taken over. */
  displaced: () => void
}

/** The smart bot by long connection: hears frames as `Received`, and speaks in its chats. */
export interface SmartBot {
  readonly state: BotState
  start(): void
  /** Whether something can be said in its chats now or soon. */
  canSpeak(): boolean
  /** Plans what is said in one of its chats, see `Post.plan`. */
  plan: (
    saying: Saying,
    to: readonly Recipient[],
    chat: Conversation,
    ids: () => string,
    context: PlanContext,
  ) => Promise<Planned>
  make(body: string): ReturnType<Post['make']>
  /** Takes no more frames; resolves once those in hand are done. */
  settle(): Promise<void>
  /** Ends the connection; frames still in hand are counted as lost. */
  close(): void
}

export function openSmartBot(config: SmartBotConfig, deps: SmartBotDeps): SmartBot {
  const { now, log } = deps
  const answerable = openAnswerable()
  const inHand = new Map<string, Promise<void>>()
  let stopping = false
  let closed = false
  let waiting = 0

  const connection = openConnection(config, {
    now,
    log,
    onMessage: frame => take(frame, 'message', message),
    onEvent: frame => take(frame, 'press', event),
    onState: state => {
      if (state.name !== 'connected') answerable.forget()
      if (state.name === 'displaced') deps.displaced()
    },
  })

  /** Frames of one person are worked on one after another: what is said behind a file is heard behind it. */
  function take(
    frame: WsFrame<unknown>,
    kind: AnswerableKind,
    work: (frame: WsFrame<unknown>, late: boolean) => Promise<void>,
  ): void {
    const reqId = frame.headers.req_id
    answerable.note(reqId, kind, now())
    const { body } = frame
    const from: unknown = body instanceof Object && 'from' in body ? body.from : null
    const lane = from instanceof Object && 'userid' in from ? String(from.userid) : reqId
    waiting++
    const late = stopping
    const done = ((late ? null : inHand.get(lane)) ?? Promise.resolve())
      .then(() => work(frame, late))
      .catch((error: unknown) => {
        log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'smart bot: a frame was not performed')
        return lose(reqId, 'not committed')
      })
      .finally(() => {
        waiting--
        if (inHand.get(lane) === done) inHand.delete(lane)
      })
    inHand.set(lane, done)
  }

  /** A frame has no acknowledgement and does not come again: it is counted, and whoever said it can say it once more. */
  async function lose(reqId: string, reason: LostReason): Promise<void> {
    if (closed) return
    deps.lost(reason)
    if (answerable.take(reqId, now()) !== 'message') return
    const content = reason === 'userid' ? texts.noName : texts.lost
    const body = { msgtype: 'stream', stream: { id: `lost-${reqId}`.slice(0, 64), finish: true, content } }
    await connection.send(reqId, WsCmd.RESPONSE, body).catch(() => undefined)
  }

  async function message(frame: WsFrame<unknown>, late: boolean): Promise<void> {
    const arrived = now()
    const reqId = frame.headers.req_id
    const read = MessageFrame.safeParse(frame.body)
    if (late) return lose(reqId, 'stopping')
    if (!read.success) return lose(reqId, 'unreadable')
    const from = await deps.resolve(read.data.from.userid)
    if (from === null) return lose(reqId, 'userid')
    const heard = heardIn(read.data, config.name)
    const what: Received['what'] =
      heard.kind === 'file' ? { kind: 'file', handed: await handed(from, heard.file) } : heard
    await deps.perform(received(read.data, from, arrived, reqId, what))
  }

  /** Only whose files are taken has them fetched. */
  const handed = async (from: string, file: Media): Promise<Handed> =>
    (await deps.know(from)).files ? deps.fetch(file) : { name: '文件', sentence: '没有取。' }

  async function event(frame: WsFrame<unknown>, late: boolean): Promise<void> {
    const arrived = now()
    const reqId = frame.headers.req_id
    const read = EventFrame.safeParse(frame.body)
    // Events that nobody knows yet need no answer.
    if (!read.success) return
    const { type, press } = read.data.event
    const what: Received['what'] | null =
      type === 'enter_chat'
        ? { kind: 'enter' }
        : type === 'template_card_event' && press
          ? { kind: 'press', press: press.event_key, responseCode: pressCode(reqId, press.task_id) }
          : null
    if (what === null) return
    if (late) return what.kind === 'enter' ? undefined : lose(reqId, 'stopping')
    if (what.kind === 'enter') answerable.note(reqId, 'enter', arrived)
    const from = await deps.resolve(read.data.from.userid)
    // Who has only opened the chat has said nothing that could be lost.
    if (from === null) return what.kind === 'enter' ? undefined : lose(reqId, 'userid')
    await deps.perform(received(read.data, from, arrived, reqId, what))
  }

  return {
    get state() {
      return connection.state
    },
    start: () => connection.start(),
    canSpeak: () => canSpeak(connection, now()),
    plan: (saying, to, chat, ids, context) =>
      planInChat({ pages: config.pages, upload: file => connection.upload(file) }, saying, to, chat, ids, context),
    make: async body => {
      const call = readBotBody(body)
      if (call) return makeInChat({ connection, answerable, now, log }, call)
      log.error({}, 'a call that cannot be read is not made')
      return { kind: 'refused', state: 'refused', code: null }
    },
    settle: async () => {
      stopping = true
      await Promise.all(inHand.values())
    },
    close: () => {
      for (let place = 0; place < waiting; place++) deps.lost('stopping')
      closed = true
      connection.close()
    },
  }
}

/** In the words of the product. The msgid tells a repeat. */
function received(
  {
    msgid,
    chattype,
    chatid,
    from: named,
    create_time: created,
  }: Pick<MessageFrame, 'msgid' | 'chattype' | 'chatid' | 'from' | 'create_time'>,
  from: string,
  arrived: number,
  reply: string,
  what: Received['what'],
): Received {
  const sent = created === undefined ? arrived : created * 1000
  const group = chattype === 'group' && chatid !== undefined
  const chat: Conversation = { id: group ? chatid : named.userid, group, reply }
  return { key: `${monthOf(sent)}:bot:${msgid}`, from, sent, chat, what }
}
