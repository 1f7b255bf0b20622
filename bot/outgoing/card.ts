import type { CardSaying } from '../../handlers/saying.ts'
import { clean, cut, oneLine } from './cut.ts'
import type { Message } from './body.ts'

/** How much a card of one channel shows, in 字; WeCom cuts the rest in display (vendor pages 90236, 99110). */
export interface CardLimits {
  title: number
  subTitle: number
  lines: number
  lineName: number
  lineValue: number
  link: number
}

export const appLimits: CardLimits = { title: 36, subTitle: 160, lines: 6, lineName: 5, lineValue: 30, link: 18 }
export const webhookLimits: CardLimits = { title: 26, subTitle: 112, lines: 6, lineName: 5, lineValue: 26, link: 13 }

const buttonText = 10
const mostButtons = 6

/**
 * A card with buttons that call back (`button_interaction`); needs the app's callback (else 43012).
 * The page opens by a tap on the card and by a button of its own; pressing says who the presser is.
 * `taskId` is unique within the app: at most 128 of `[0-9A-Za-z_@-]`.
 */
export function buttonCard(card: CardSaying, taskId: string, url: string | null): Message {
  const presses = card.buttons.map(({ text, press }, place) => ({
    text: cut(oneLine(text) || '确定', buttonText),
    style: place === 0 ? 1 : 2,
    key: clean(press),
  }))
  const open =
    url === null ? [] : [{ type: 1, text: cut(oneLine(card.pageLabel) || '打开', buttonText), style: 2, url }]
  return {
    msgtype: 'template_card',
    template_card: {
      card_type: 'button_interaction',
      ...commonBlocks(card, appLimits),
      ...(url === null ? {} : { card_action: { type: 1, url } }),
      task_id: taskId,
      button_list: [...open, ...presses].slice(0, mostButtons),
    },
  }
}

/**
 * A card that only opens its page (`text_notice`): where there is nothing to press, and in groups,
 * whose cards have no `taskId`. Needs no callback.
 */
export function noticeCard(card: CardSaying, url: string, limits: CardLimits, taskId: string | null): Message {
  return {
    msgtype: 'template_card',
    template_card: {
      card_type: 'text_notice',
      ...commonBlocks(card, limits),
      jump_list: [{ type: 1, title: cut(oneLine(card.pageLabel) || '打开', limits.link), url }],
      card_action: { type: 1, url },
      ...(taskId === null ? {} : { task_id: taskId }),
    },
  }
}

/** What all kinds of cards share: title, summary and lines, each cut to the channel's limits. */
export function commonBlocks(card: CardSaying, limits: CardLimits): Record<string, unknown> {
  const summary = cut(clean(card.summary).trim(), limits.subTitle)
  const lines = card.lines
    .map(({ name, value }) => ({
      keyname: cut(oneLine(name), limits.lineName),
      value: cut(oneLine(value), limits.lineValue),
    }))
    .filter(({ keyname, value }) => keyname !== '' && value !== '')
    .slice(0, limits.lines)
  return {
    main_title: { title: cut(oneLine(card.title) || '通知', limits.title) },
    ...(summary ? { sub_title_text: summary } : {}),
    ...(lines.length ? { horizontal_content_list: lines } : {}),
  }
}
