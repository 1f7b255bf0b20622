import type { LocalMessage } from '../../wire.ts'
import type { ShownMessage } from './sending.ts'

/** Whether it can be quoted there: cards cannot, and an app hears no quotes. */
export const isQuotable = ({ id, chat, content, recalled }: ShownMessage): boolean =>
  chat !== 'app' && !recalled && !id.startsWith('sending-') && !['card', 'textcard', 'hidden'].includes(content.type)

/** What is quoted, in a few words. */
export function quoteOf(message: ShownMessage, author: string): NonNullable<LocalMessage['quote']> {
  const { content } = message
  const words =
    content.type === 'file'
      ? `[文件] ${content.name}`
      : content.type === 'image'
        ? '[图片]'
        : 'text' in content
          ? content.text.replaceAll(/\s+/g, ' ')
          : ''
  return { id: message.id, author, words: [...words].slice(0, 40).join('') }
}
