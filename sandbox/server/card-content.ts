import type { LocalButton, LocalMessage } from '../wire.ts'
import { type CardFields, isInteractive } from './card-fields.ts'
import type { SentCard } from './state.ts'

export type CardContent = Extract<LocalMessage['content'], { type: 'card' }>
type Line = CardContent['lines'][number]

/** A card as people see it. */
export function cardContent(card: CardFields): CardContent {
  return {
    type: 'card',
    cardType: card.card_type,
    source: card.source?.desc ?? '',
    title: card.main_title?.title ?? '',
    desc: card.main_title?.desc ?? '',
    subTitle: card.sub_title_text ?? '',
    emphasis: card.emphasis_content ? { title: card.emphasis_content.title, desc: card.emphasis_content.desc } : null,
    lines: linesOf(card),
    url: card.card_action?.type === 1 ? card.card_action.url : null,
    buttons: buttonsOf(card),
    replaced: isInteractive(card.card_type) ? (card.replace_text ?? null) : null,
  }
}

function linesOf(card: CardFields): Line[] {
  const quote = card.quote_area
  const image = card.image_text_area
  const chosen = (id: string, checked: boolean) => (checked ? `● ${id}` : `○ ${id}`)
  return [
    ...(image ? [{ name: image.title, value: image.desc, url: image.type === 1 ? image.url : null }] : []),
    ...(quote
      ? [{ name: quote.title || '引用', value: quote.quote_text, url: quote.type === 1 ? quote.url : null }]
      : []),
    ...(card.vertical_content_list ?? []).map(({ title, desc }) => ({ name: title, value: desc, url: null })),
    ...(card.horizontal_content_list ?? []).map(({ keyname, value, type, url, media_id }) => ({
      name: keyname,
      value,
      url: type === 1 ? url : type === 2 ? mediaAddress(media_id) : null,
    })),
    ...(card.jump_list ?? []).map(jump => ({
      name: '',
      value: jump.title,
      url: jump.type === 1 ? jump.url : null,
      // Only the smart bot's cards have it.
      ...(jump.type === 3 && 'question' in jump ? { ask: String(jump.question) } : {}),
    })),
    ...(card.checkbox?.option_list ?? []).map(({ text, is_checked: checked }) => ({
      name: '',
      value: chosen(text, Boolean(checked)),
      url: null,
    })),
    ...[...(card.button_selection ? [card.button_selection] : []), ...(card.select_list ?? [])].flatMap(question =>
      question.option_list.map(({ id, text }, place) => ({
        name: place === 0 ? (question.title ?? '') : '',
        value: chosen(text, id === question.selected_id),
        url: null,
      })),
    ),
  ]
}

function buttonsOf(card: CardFields): LocalButton[] {
  return [
    ...(card.button_list ?? []).map(({ text, key, style, type, url }) => ({
      text,
      key,
      style,
      url: type === 1 ? url : null,
    })),
    ...(card.submit_button
      ? [{ text: card.submit_button.text, key: card.submit_button.key, style: 1, url: null }]
      : []),
    ...(card.action_menu?.action_list ?? []).map(({ text, key }) => ({ text, key, style: 4, url: null })),
  ]
}

/** What is kept of a card to press and change it. */
export const sentCard = (card: CardFields): SentCard => ({
  taskId: card.task_id ?? '',
  cardType: card.card_type,
  menu: card.action_menu?.action_list.map(({ key }) => key) ?? [],
  selected: [
    ...(card.checkbox ? [card.checkbox] : []),
    ...(card.button_selection ? [card.button_selection] : []),
    ...(card.select_list ?? []),
  ].map(question => ({
    question: question.question_key,
    options: question.option_list
      .filter(
        ({ id, is_checked: checked }) => Boolean(checked) || ('selected_id' in question && question.selected_id === id),
      )
      .map(({ id }) => id),
  })),
})

/** Where the local page fetches the bytes of a media_id. */
export const mediaAddress = (id: string): string => `/local/media/${id}`

/** The media_id in such an address. */
export const mediaIn = (address: string): string => address.slice(mediaAddress('').length)
