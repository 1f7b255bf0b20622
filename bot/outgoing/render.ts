import type { CardSaying, Saying } from '../../handlers/saying.ts'
import { CannotPlan } from '../../handlers/post.ts'
import { appLimits, buttonCard, noticeCard, webhookLimits } from './card.ts'
import type { Message } from './body.ts'
import { clean } from './cut.ts'
import {
  type Ability,
  answeredElsewhere,
  cardAsText,
  cardAsTextcard,
  pageUrl,
  textcard,
  textMessage,
} from './message.ts'
import { markBytes } from './mark.ts'
import { split, textLimit } from './split.ts'

/** Who reads: a member in WeCom, a member through the WeChat plug-in (texts and text cards only), a group. */
export type Reader = 'wecom' | 'wechat' | 'group'

/** Sayings that are a message by themselves; the others change a card or need a file uploaded. */
export type Sayable = Extract<Saying, { kind: 'text' | 'card' }>

/**
 * The messages that say something to a reader, in order: a card is one, a long text as many as it needs.
 * `id` becomes the card's task_id. Throws `CannotPlan` where nothing is left to say.
 */
export function render(saying: Sayable, reader: Reader, ability: Ability, id: string): Message[] {
  return saying.kind === 'text'
    ? texts(answeredElsewhere(saying.text, ability))
    : renderCard(saying, reader, ability, id)
}

function renderCard(card: CardSaying, reader: Reader, ability: Ability, id: string): Message[] {
  const { callback, pages } = ability
  const url = pageUrl(pages, card.page)
  switch (reader) {
    case 'group':
      return url === null ? texts(cardAsText(card, ability, true)) : [noticeCard(card, url, webhookLimits, null)]
    case 'wechat':
      return url === null ? texts(cardAsText(card, ability)) : [cardAsTextcard(card, url, ability)]
    case 'wecom':
      if (callback && card.buttons.length) return [buttonCard(card, id, url)]
      if (url === null) return texts(cardAsText(card, ability))
      return card.word === null ? [noticeCard(card, url, appLimits, id)] : [cardAsTextcard(card, url, ability)]
  }
}

/** Where a file can be downloaded from a page, the page is told instead. */
export function renderDownload(file: Extract<Saying, { kind: 'file' }>, url: string): Message {
  return textcard({ title: file.name, description: file.summary, url, button: '下载' })
}

function texts(words: string): Message[] {
  const messages = split(clean(words), textLimit - markBytes)
    .filter(part => part.trim() !== '')
    .map(textMessage)
  if (!messages.length) throw new CannotPlan('没有可以发送的文字')
  return messages
}
