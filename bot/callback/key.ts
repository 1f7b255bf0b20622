import { hash } from 'node:crypto'
import type { Incoming } from './incoming.ts'

/**
 * What makes a delivery distinct: a repeat has the same key (vendor page 90238).
 * `MsgId` where there is one; else sender, second and what was done, since two events may share a second.
 * Begins with the six digits of CreateTime's month in Shanghai. `now`, in ms, stands in for a missing CreateTime.
 */
export function keyOf(incoming: Incoming, now: number): string {
  const month = monthInShanghai(sentAt(incoming) ?? now)
  if ('MsgId' in incoming && incoming.MsgId !== undefined) return `${month}:msg:${incoming.MsgId}`
  const parts = [
    incoming.FromUserName ?? '',
    incoming.CreateTime ?? '',
    incoming.MsgType,
    'Event' in incoming ? (incoming.Event ?? '') : '',
    'EventKey' in incoming ? (incoming.EventKey ?? '') : '',
    'TaskId' in incoming ? (incoming.TaskId ?? '') : '',
    // A key is not kept secret: what somebody wrote stands in none.
    'Content' in incoming ? hash('sha256', incoming.Content) : '',
  ]
  return `${month}:event:${parts.join('|')}`
}

/** When it was sent, in ms; null where it does not say. */
export function sentAt({ CreateTime }: Incoming): number | null {
  return CreateTime === null ? null : Number(CreateTime) * 1000
}

/** Asia/Shanghai is 8 hours ahead of UTC all the year. */
const offset = 8 * 3_600_000

function monthInShanghai(at: number): string {
  const local = new Date(at + offset)
  return `${String(local.getUTCFullYear()).padStart(4, '0')}${String(local.getUTCMonth() + 1).padStart(2, '0')}`
}
