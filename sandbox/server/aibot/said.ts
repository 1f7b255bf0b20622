import type { LocalMessage } from '../../wire.ts'
import { mediaIn } from '../card-content.ts'
import { LocalRefusal } from '../refusal.ts'
import { mention } from './identity.ts'

type Hand = (media: string) => { url: string; aeskey: string }

/** Whether the smart bot hears this in a group: a text that mentions it, wherever. */
export const mentionsBot = ({ content }: Pick<LocalMessage, 'content'>): boolean =>
  content.type === 'text' && content.text.includes(mention)

/** What somebody said as the bot gets it (vendor page 100719): msgtype and its block. */
export function saidBody(message: Pick<LocalMessage, 'content'>, hand: Hand): object {
  const { content } = message
  switch (content.type) {
    case 'text':
    case 'markdown':
      return { msgtype: 'text', text: { content: content.text } }
    case 'voice':
      return { msgtype: 'voice', voice: { content: content.text } }
    case 'file':
      return { msgtype: 'file', file: hand(mediaIn(content.url)) }
    case 'image':
      return { msgtype: 'image', image: hand(mediaIn(content.url)) }
    case 'textcard':
    case 'card':
    case 'hidden':
      throw new LocalRefusal(409, '卡片不能引用，请直接说。')
  }
}
