import { hash } from 'node:crypto'
import type { Message } from './body.ts'

/** A space, an en space, an em space, an ideographic space: two bits each. */
const spaces = [' ', '\u2002', '\u2003', '\u3000'] as const
const length = 8
/** What a mark takes at most, in bytes of UTF-8. */
export const markBytes = length * 3

/**
 * Eight spaces of four widths that tell one message from another of the same words.
 * The duplicate check drops the same request within four hours without a word: the same answer to the same question asked
 * again would never arrive. A repeat of one call carries its own mark again, and is still recognised.
 */
export function markOf(id: string): string {
  const bits = Buffer.from(hash('sha1', id), 'hex').readUInt16BE()
  return Array.from({ length }, (_, place) => spaces[(bits >> (2 * place)) & 3]).join('')
}

/** Marks texts and text cards at their end. Cards have their task_id, files and pictures their media_id. */
export function marked(message: Message, id: string): Message {
  switch (message.msgtype) {
    case 'text':
      return { ...message, text: { content: message.text.content + markOf(id) } }
    case 'textcard':
      return { ...message, textcard: { ...message.textcard, description: message.textcard.description + markOf(id) } }
    case 'file':
    case 'image':
    case 'template_card':
      return message
  }
}
