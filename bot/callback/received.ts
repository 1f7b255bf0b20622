import type { Received } from '../../handlers/chat/receive.ts'
import type { Incoming } from './incoming.ts'
import { keyOf, sentAt } from './key.ts'

/** What came in, in the words of the product; null where nobody is named who could have sent it. */
export function receivedFrom(incoming: Incoming, now: number): Received | null {
  const from = incoming.FromUserName
  if (from === null) return null
  return { key: keyOf(incoming, now), from, sent: sentAt(incoming) ?? now, what: whatIs(incoming) }
}

function whatIs(incoming: Incoming): Received['what'] {
  // Asked first: something doubled or missing must not pass for what it resembles.
  if ('kind' in incoming) {
    return incoming.MsgType === 'event' || incoming.MsgType === ''
      ? { kind: 'silent' }
      : { kind: 'other', type: incoming.MsgType }
  }
  if (incoming.MsgType === 'text') return { kind: 'text', text: incoming.Content }
  if (incoming.MsgType !== 'event') return { kind: 'other', type: incoming.MsgType }
  if (incoming.Event === 'template_card_event') {
    return { kind: 'press', press: incoming.EventKey, responseCode: incoming.ResponseCode }
  }
  return { kind: 'silent' }
}
