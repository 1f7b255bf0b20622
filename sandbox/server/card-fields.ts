import { z } from 'zod'
import { flag, integer } from './fields.ts'

/** The fields of a template card (vendor page 90236). What must be there, and how long it may be, `card-checks.ts` says. */

const text = z.string().default('')
const link = { type: integer.default(0), url: text, appid: text, pagepath: text }
const option = z.object({ id: text, text, is_checked: z.union([z.boolean(), flag]).optional() })
const selection = {
  question_key: text,
  title: z.string().optional(),
  selected_id: z.string().optional(),
  disable: z.union([z.boolean(), flag]).optional(),
  option_list: z.array(option).default([]),
}

const blocks = {
  source: z.object({ icon_url: z.string().optional(), desc: text, desc_color: integer.optional() }),
  action_menu: z.object({
    desc: z.string().optional(),
    action_list: z.array(z.object({ text, key: text })).default([]),
  }),
  main_title: z.object({ title: text, desc: text }),
  quote_area: z.object({ ...link, title: text, quote_text: text }),
  emphasis_content: z.object({ title: text, desc: text }),
  sub_title_text: z.string(),
  image_text_area: z.object({ ...link, title: text, desc: text, image_url: text }),
  card_image: z.object({ url: text, aspect_ratio: z.number().optional() }),
  vertical_content_list: z.array(z.object({ title: text, desc: text })),
  horizontal_content_list: z.array(
    z.object({ keyname: text, value: text, type: integer.default(0), url: text, media_id: text, userid: text }),
  ),
  jump_list: z.array(z.object({ ...link, title: text })),
  card_action: z.object(link),
  task_id: z.string(),
  button_selection: z.object(selection),
  button_list: z.array(z.object({ type: integer.default(0), text, style: integer.default(1), key: text, url: text })),
  checkbox: z.object({
    question_key: text,
    mode: integer.default(0),
    disable: z.union([z.boolean(), flag]).optional(),
    option_list: z.array(option).default([]),
  }),
  select_list: z.array(z.object(selection)),
  submit_button: z.object({ text, key: text }),
  /** Only in a card that takes another's place: the greyed text of its buttons (vendor page 94888). */
  replace_text: z.string(),
}

export const CardFields = z.object({ card_type: text, ...blocks }).partial({
  source: true,
  action_menu: true,
  main_title: true,
  quote_area: true,
  emphasis_content: true,
  sub_title_text: true,
  image_text_area: true,
  card_image: true,
  vertical_content_list: true,
  horizontal_content_list: true,
  jump_list: true,
  card_action: true,
  task_id: true,
  button_selection: true,
  button_list: true,
  checkbox: true,
  select_list: true,
  submit_button: true,
  replace_text: true,
})
export type CardFields = z.infer<typeof CardFields>

export type Block = keyof typeof blocks

export const cardTypes = [
  'text_notice',
  'news_notice',
  'button_interaction',
  'vote_interaction',
  'multiple_interaction',
] as const
export type CardType = (typeof cardTypes)[number]

const common: Block[] = ['source', 'main_title']
const noticed: Block[] = ['action_menu', 'quote_area', 'horizontal_content_list', 'card_action', 'task_id']
const voted: Block[] = ['task_id', 'submit_button', 'replace_text']

/** The blocks that each type of card has. */
export const blocksOf: Record<CardType, readonly Block[]> = {
  text_notice: [...common, ...noticed, 'emphasis_content', 'sub_title_text', 'jump_list'],
  news_notice: [...common, ...noticed, 'image_text_area', 'card_image', 'vertical_content_list', 'jump_list'],
  button_interaction: [...common, ...noticed, 'sub_title_text', 'button_selection', 'button_list', 'replace_text'],
  vote_interaction: [...common, ...voted, 'checkbox'],
  multiple_interaction: [...common, ...voted, 'select_list'],
}

export const isInteractive = (cardType: string): boolean => cardType.endsWith('_interaction')
