import { WsCmd } from '@wecom/aibot-node-sdk'
import type { CallOutcome } from '../../handlers/post.ts'
import type { Log } from '../log.ts'
import type { Answerable, AnswerableKind } from './answerable.ts'
import type { BotCall } from './body.ts'
import type { Connection } from './connection.ts'
import { BotRefused, NotConnected } from './errors.ts'

/** How long a broken line is waited for before people are told another way, ms. */
const patience = 2 * 60_000

export interface MakeDeps {
  connection: Connection
  answerable: Answerable
  now: () => number
  log: Log
}

/** Whether the bot can speak now or soon. */
export const canSpeak = ({ state }: Connection, now: number): boolean =>
  state.name === 'connected' || (state.name === 'connecting' && now - state.since < patience)

/** Makes one call of the smart bot: as an answer while that may be answered, else unasked (vendor page 101463). Never throws. */
export async function makeInChat(deps: MakeDeps, call: BotCall): Promise<CallOutcome> {
  const { connection, answerable, now, log } = deps
  const elsewhere: CallOutcome = { kind: 'elsewhere', code: null }
  if (connection.state.name !== 'connected') {
    if (!canSpeak(connection, now())) return elsewhere
    return { kind: 'busy', wait: null, fault: null, code: null }
  }
  const kind = answerable.take(call.reply, now())
  const frame = frameOf(call, kind)
  // A greeting too late, or a card that can no longer be changed.
  if (frame === null) return { kind: 'refused', state: 'refused', code: null }
  try {
    await connection.send(frame.reqId, frame.cmd, frame.body)
    return { kind: 'accepted', exceptions: {}, msgid: null, responseCode: null }
  } catch (error) {
    const outcome = outcomeOf(error, call, frame.reqId !== null && kind === 'message')
    log.warn(
      { cmd: frame.cmd, outcome: outcome.kind, code: error instanceof BotRefused ? error.code : null },
      'smart bot: not accepted',
    )
    return outcome
  }
}

interface Outgoing {
  /** Of the frame that is answered; null for one of its own. */
  reqId: string | null
  cmd: string
  body: Record<string, unknown>
}

function frameOf({ reply, id, chat, group, message }: BotCall, kind: AnswerableKind | null): Outgoing | null {
  if (message.kind === 'update') {
    const body = { response_type: 'update_template_card', template_card: message.card }
    return kind === 'press' ? { reqId: reply, cmd: WsCmd.RESPONSE_UPDATE, body } : null
  }
  if (kind === 'enter') {
    const body =
      message.kind === 'markdown' && message.plain !== null
        ? { msgtype: 'text', text: { content: message.plain } }
        : blockOf(message)
    return { reqId: reply, cmd: WsCmd.RESPONSE_WELCOME, body }
  }
  if (kind === 'message') {
    // One frame that is whole at once.
    const body =
      message.kind === 'markdown'
        ? { msgtype: 'stream', stream: { id, finish: true, content: message.content } }
        : blockOf(message)
    return { reqId: reply, cmd: WsCmd.RESPONSE, body }
  }
  return { reqId: null, cmd: WsCmd.SEND_MSG, body: { chatid: chat, chat_type: group ? 2 : 1, ...blockOf(message) } }
}

function blockOf(message: Exclude<BotCall['message'], { kind: 'update' }>): Record<string, unknown> {
  switch (message.kind) {
    case 'markdown':
      return { msgtype: 'markdown', markdown: { content: message.content } }
    case 'card':
      return { msgtype: 'template_card', template_card: message.card }
    case 'media':
      return { msgtype: message.type, [message.type]: { media_id: message.media } }
  }
}

/** The frame can no longer be answered as such; the same is said unasked. */
const unanswerable = new Set([846604, 846605, 846606, 846608])
const busyCodes = new Set([-1, 6000])
/** Too many, or nobody has spoken here yet: WeCom does not say which. */
const tooMany = new Set([45009, 846607])
const limitWindow = 60_000

function outcomeOf(error: unknown, call: BotCall, answered: boolean): CallOutcome {
  const busy = (wait: number | null, code: number | null): CallOutcome => ({ kind: 'busy', wait, fault: null, code })
  if (error instanceof NotConnected) return busy(null, null)
  // Cut off, or no answer within 5 s: it may stand in the chat.
  if (!(error instanceof BotRefused)) return { kind: 'unknown' }
  const { code } = error
  if (call.message.kind === 'update') return { kind: 'refused', state: 'refused', code }
  if ((answered && unanswerable.has(code)) || busyCodes.has(code)) return busy(null, code)
  if (tooMany.has(code) && call.group) return busy(limitWindow, code)
  return { kind: 'elsewhere', code }
}
