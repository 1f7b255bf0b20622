import type { CardSaying } from '../../handlers/saying.ts'
import { commonBlocks, webhookLimits } from '../outgoing/card.ts'
import { clean, cut, oneLine } from '../outgoing/cut.ts'
import { bold, link, plain } from './markdown.ts'

const buttonText = 10
const mostButtons = 6

/**
 * A card whose buttons call back (vendor page 101032). Its buttons open no page; where there is one, a tap on the card does.
 * `taskId` is used once in the life of the bot.
 */
export function botCard(card: CardSaying, taskId: string, url: string | null): object {
  const buttons = card.buttons.map(({ text, press }, place) => ({
    text: cut(oneLine(text) || '确定', buttonText),
    style: place === 0 ? 1 : 2,
    key: clean(press),
  }))
  return { ...frame(card, taskId, url), button_list: buttons.slice(0, mostButtons) }
}

/** The same card after its end: cards of the bot have no greyed buttons, so one remains and says what is. A press of it is answered truly. */
export function closedCard(card: CardSaying, taskId: string, url: string | null, words: string): object {
  const key = clean(card.buttons[0]?.press ?? 'closed')
  return {
    ...frame(card, taskId, url),
    button_list: [{ text: cut(oneLine(words) || '已处理', buttonText), style: 4, key }],
  }
}

function frame(card: CardSaying, taskId: string, url: string | null): object {
  const blocks = commonBlocks(card, webhookLimits)
  const { lines: mostLines, lineValue } = webhookLimits
  const lines = (blocks['horizontal_content_list'] ?? []) as object[]
  // Where a tap on the card leads is not to be seen: a line says it.
  const way =
    url === null || lines.length >= mostLines
      ? []
      : [{ type: 1, keyname: '网页', value: cut(oneLine(card.pageLabel) || '打开', lineValue), url }]
  return {
    card_type: 'button_interaction',
    ...blocks,
    ...(lines.length + way.length ? { horizontal_content_list: [...lines, ...way] } : {}),
    ...(url === null ? {} : { card_action: { type: 1, url } }),
    task_id: taskId,
  }
}

/** A card without buttons, and every card in a group: words, and the way to its page. */
export function cardAsMarkdown(card: CardSaying, url: string | null, group: boolean): string {
  const word = url === null && card.word !== null ? plain(howTo(card.word, group)) : null
  return [
    bold(card.title),
    plain(card.summary),
    ...card.lines.map(({ name, value }) => plain(`${name}：${value}`)),
    url === null ? word : link(card.pageLabel, url),
  ]
    .filter(Boolean)
    .join('  \n')
}

const howTo = (word: string, group: boolean): string =>
  group ? `学完请在这里对我说“${word}”，或在单聊里说。` : `确认请回复“${word}”。`
