import { type Block, blocksOf, type CardFields, type CardType, cardTypes, isInteractive } from './card-fields.ts'
import { bytesOf, hasScheme, lengthOf, type Note } from './fields.ts'
import { Refusal } from './refusal.ts'

/** How much of a text a card shows, in 字; the rest is cut in display, which is noted and not refused. */
export interface CardLimits {
  source: number
  title: number
  desc: number
  emphasis: readonly [number, number]
  subTitle: number
  keyname: number
  value: number
  jump: number
  vertical: readonly [number, number]
  /** An option of a selector, and of a checkbox. */
  option: readonly [number, number]
  /** Titles of vote and multiple choice, where they differ: a vote's title, and the description of both. */
  voting: readonly [number, number]
}

/** Vendor page 90236. */
export const appCard: CardLimits = {
  source: 20,
  title: 36,
  desc: 44,
  emphasis: [14, 22],
  subTitle: 160,
  keyname: 5,
  value: 30,
  jump: 18,
  vertical: [38, 160],
  option: [16, 17],
  voting: [16, 160],
}

/** Vendor pages 99110, and 101032 for the smart bot's cards, which are as narrow. */
export const narrowCard: CardLimits = {
  source: 13,
  title: 26,
  desc: 30,
  emphasis: [10, 15],
  subTitle: 112,
  keyname: 5,
  value: 26,
  jump: 13,
  vertical: [26, 112],
  option: [10, 11],
  voting: [26, 30],
}

export interface CardRules {
  limits: CardLimits
  where: string
  note: Note
  /** A card that takes another's place needs no task_id and no submit button (vendor page 94888). */
  replacing?: boolean
  /** A card of the smart bot: a third kind of jump, no files, a button card with a text alone. */
  smartBot?: boolean
  isMember: (userid: string) => boolean
}

/** Throws `Refusal` for what the vendor refuses; notes what it would cut or ignore. */
export function checkCard(card: CardFields, rules: CardRules): CardType {
  const type = cardTypes.find(known => known === card.card_type)
  if (!type) throw new Refusal(42031, 'invalid card_type')
  noteForeignBlocks(card, type, rules)
  checkTitles(card, type, rules)
  checkAction(card, type)
  checkLists(card, rules)
  checkTask(card, type, rules)
  checkButtons(card, type, rules)
  checkQuestions(card, type, rules)
  return type
}

/** Throws with `code` unless there is something. */
function need(value: unknown, code: number, what: string): void {
  if (value === undefined || value === '') throw new Refusal(code, what)
}

function atMost(list: readonly unknown[] | undefined, most: number, code: number, what: string, least = 0): void {
  const length = list?.length ?? 0
  if (length > most || length < least) throw new Refusal(code, `invalid length of ${what}`)
}

function noteForeignBlocks(card: CardFields, type: CardType, { where, note, replacing }: CardRules): void {
  const known: readonly Block[] = blocksOf[type]
  for (const block of Object.keys(card) as (Block | 'card_type')[]) {
    if (block === 'card_type' || card[block] === undefined) continue
    const fits = known.includes(block) && (block !== 'replace_text' || replacing) && (block !== 'task_id' || !replacing)
    if (!fits) note(`${where}: field ${block} is unknown for ${type}`)
  }
}

function checkTitles(card: CardFields, type: CardType, { limits, where, note, smartBot }: CardRules): void {
  const shown = (text: string | undefined, most: number, field: string): void => {
    if (text !== undefined && lengthOf(text) > most) note(`${where}: ${field} is cut after ${most} characters`)
  }
  const { main_title: main, emphasis_content: emphasis } = card
  const voting = type === 'vote_interaction' || type === 'multiple_interaction'
  const textAlone = type === 'text_notice' || (smartBot && type === 'button_interaction')
  if (textAlone) need(main?.title || card.sub_title_text, 41016, 'main_title or sub_title_text missing')
  else need(main?.title, 41016, 'main_title.title missing')
  shown(card.source?.desc, limits.source, 'source.desc')
  shown(main?.title, type === 'vote_interaction' ? limits.voting[0] : limits.title, 'main_title.title')
  shown(main?.desc, voting ? limits.voting[1] : limits.desc, 'main_title.desc')
  shown(emphasis?.title, limits.emphasis[0], 'emphasis_content.title')
  shown(emphasis?.desc, limits.emphasis[1], 'emphasis_content.desc')
  shown(card.sub_title_text, limits.subTitle, 'sub_title_text')
  for (const { keyname, value } of card.horizontal_content_list ?? []) {
    shown(keyname, limits.keyname, 'horizontal_content_list.keyname')
    shown(value, limits.value, 'horizontal_content_list.value')
  }
  for (const { title } of card.jump_list ?? []) shown(title, limits.jump, 'jump_list.title')
  for (const { title, desc } of card.vertical_content_list ?? []) {
    shown(title, limits.vertical[0], 'vertical_content_list.title')
    shown(desc, limits.vertical[1], 'vertical_content_list.desc')
  }
  for (const { text } of card.button_list ?? []) shown(text, 10, 'button_list.text')
  shown(card.submit_button?.text, 10, 'submit_button.text')
}

/** Opens an address (1) or a mini program (2); nothing with 0. */
function checkLink(link: { type: number; url: string; appid: string }): void {
  if (link.type === 1 && !hasScheme(link.url))
    throw new Refusal(link.url ? 45034 : 42028, 'url missing or without scheme')
  if (link.type === 2) need(link.appid, 42030, 'appid missing')
}

function checkAction(card: CardFields, type: CardType): void {
  const { card_action: action } = card
  if (type === 'text_notice' || type === 'news_notice') {
    if (action?.type !== 1 && action?.type !== 2) throw new Refusal(42045, 'invalid card_action')
  } else if (action && ![0, 1, 2].includes(action.type)) throw new Refusal(42045, 'invalid card_action')
  if (action) checkLink(action)
  if (card.quote_area) checkLink(card.quote_area)
  if (card.image_text_area) {
    checkLink(card.image_text_area)
    need(card.image_text_area.image_url, 42044, 'image_text_area.image_url missing')
  }
  if (card.card_image) {
    need(card.card_image.url, 42044, 'card_image.url missing')
    const { aspect_ratio: ratio = 1.3 } = card.card_image
    if (ratio < 1.3 || ratio > 2.25) throw new Refusal(40058, 'invalid card_image.aspect_ratio')
  }
  if (type === 'news_notice' && !card.card_image && !card.image_text_area) throw new Refusal(42044, 'picture missing')
}

function checkLists(card: CardFields, { isMember, smartBot }: CardRules): void {
  atMost(card.horizontal_content_list, 6, 42035, 'horizontal_content_list')
  atMost(card.vertical_content_list, 4, 42036, 'vertical_content_list')
  atMost(card.jump_list, 3, 42042, 'jump_list')
  for (const line of card.horizontal_content_list ?? []) {
    need(line.keyname, 42027, 'keyname missing')
    if (line.type === 1) checkLink({ ...line, appid: '' })
    if (line.type === 2 && smartBot) throw new Refusal(40058, 'invalid horizontal_content_list.type')
    if (line.type === 2) need(line.media_id, 42029, 'media_id missing')
    if (line.type === 3 && !isMember(line.userid)) throw new Refusal(42050, 'invalid userid')
  }
  for (const line of card.vertical_content_list ?? []) need(line.title, 42033, 'title missing')
  for (const jump of card.jump_list ?? []) {
    need(jump.title, 42033, 'title missing')
    checkLink(jump)
  }
}

function checkTask(card: CardFields, type: CardType, { replacing, smartBot }: CardRules): void {
  const illegal = smartBot ? 846625 : 42014
  const needed = isInteractive(type) || card.action_menu !== undefined
  if (needed && !replacing && !card.task_id) throw new Refusal(illegal, 'task_id missing')
  if (card.task_id !== undefined && !/^[0-9A-Za-z_@-]{1,128}$/.test(card.task_id)) {
    throw new Refusal(illegal, 'invalid task_id')
  }
  if (!card.action_menu) return
  const actions = card.action_menu.action_list
  atMost(actions, 3, 40058, 'action_list', 1)
  for (const { text, key } of actions) {
    need(text, 42020, 'action text missing')
    checkKey(key)
  }
  if (new Set(actions.map(({ key }) => key)).size < actions.length) throw new Refusal(42051, 'duplicate key')
}

function checkKey(key: string): void {
  need(key, 42019, 'key missing')
  if (bytesOf(key) > 1024) throw new Refusal(42018, 'invalid key')
}

function checkButtons(card: CardFields, type: CardType, { replacing }: CardRules): void {
  if (type === 'button_interaction') {
    if (!card.button_list && !replacing) throw new Refusal(40063, 'button_list missing')
    atMost(card.button_list, 6, 40058, 'button_list', replacing ? 0 : 1)
    for (const button of card.button_list ?? []) {
      need(button.text, 42020, 'button text missing')
      if (button.style < 1 || button.style > 4) throw new Refusal(40058, 'invalid button style')
      if (button.type === 0) checkKey(button.key)
      else if (button.type === 1) checkLink({ ...button, appid: '' })
      else throw new Refusal(40058, 'invalid button type')
    }
  }
  if (type === 'vote_interaction' || type === 'multiple_interaction') {
    const submit = card.submit_button
    if (!submit && replacing) return
    need(submit?.key, 42046, 'submit_button.key missing')
    if (bytesOf(submit?.key ?? '') > 1024) throw new Refusal(42046, 'invalid submit_button.key')
    need(submit?.text, 42049, 'submit_button.text missing')
  }
}

type Question = { question_key: string; option_list: { id: string; text: string }[] }

function checkQuestions(card: CardFields, type: CardType, { limits, where, note }: CardRules): void {
  const check = (question: Question, mostOptions: number, length: number): void => {
    if (!question.question_key || bytesOf(question.question_key) > 1024)
      throw new Refusal(42043, 'invalid question_key')
    atMost(question.option_list, mostOptions, 42037, 'option_list', 1)
    for (const { id, text } of question.option_list) {
      if (!id || bytesOf(id) > 128) throw new Refusal(42040, 'invalid option id')
      need(text, 42041, 'option text missing')
      if (lengthOf(text) > length) note(`${where}: option text is cut after ${length} characters`)
    }
  }
  if (card.button_selection) check(card.button_selection, 10, limits.option[0])
  if (type === 'vote_interaction') {
    if (!card.checkbox) throw new Refusal(40063, 'checkbox missing')
    check(card.checkbox, 20, limits.option[1])
  }
  if (type === 'multiple_interaction') {
    const list = card.select_list ?? []
    atMost(list, 3, 42047, 'select_list', 1)
    for (const question of list) check(question, 10, limits.option[0])
    if (new Set(list.map(question => question.question_key)).size < list.length) {
      throw new Refusal(42043, 'question_key not unique')
    }
  }
}
