import type { CardSaying } from '../../handlers/saying.ts'
import type { Message } from './body.ts'
import { clean, cut, cutBytes, oneLine } from './cut.ts'
import { markBytes } from './mark.ts'

/** What this installation can show. */
export interface Ability {
  /** WeCom can call back: buttons can be pressed. */
  callback: boolean
  /** The address under which pages are opened (PUBLIC_URL); null where they cannot be. */
  pages: string | null
  /** The name of the smart bot, which hears what is said; null where there is none. */
  bot: string | null
}

/** The address of a page; null where pages cannot be opened, or it is longer than WeCom takes. */
export function pageUrl(pages: string | null, page: string | null): string | null {
  if (pages === null || page === null || !URL.canParse(page, pages)) return null
  const url = new URL(page, pages).href
  return Buffer.byteLength(url) <= 1024 ? url : null
}

export const textMessage = (content: string): Message => ({ msgtype: 'text', text: { content } })

/** Title and description in bytes, as the stricter of the vendor's pages counts them; the button in 字. */
const textcardLimits = { title: 128, description: 512 - markBytes, button: 4 }

/** A text card: the one kind of card that the WeChat plug-in shows. All of title, description and url are required. */
export function textcard({ title, description, url, button }: Textcard): Message {
  return {
    msgtype: 'textcard',
    textcard: {
      title: cutBytes(oneLine(title) || '通知', textcardLimits.title),
      description: cutBytes(clean(description).trim() || '请点开查看。', textcardLimits.description),
      url,
      btntxt: cut(oneLine(button) || '详情', textcardLimits.button),
    },
  }
}
interface Textcard {
  title: string
  description: string
  url: string
  button: string
}

/** A card where its page can be opened but no button pressed. The word to say is never cut away. */
export function cardAsTextcard(card: CardSaying, url: string, ability: Ability): Message {
  const words = howToAnswer(card, ability, true)
  const rest = textcardLimits.description - (words === null ? 0 : Buffer.byteLength(words) + 1)
  const shown = cutBytes(clean([card.summary, ...linesOf(card)].join('\n')).trim(), Math.max(3, rest))
  const description = [shown, words].filter(Boolean).join('\n')
  return textcard({ title: card.title, description, url, button: card.pageLabel })
}

/** A card where nothing can be opened or pressed. */
export function cardAsText(card: CardSaying, ability: Ability, inGroup = false): string {
  const how = howToAnswer(card, ability, false, inGroup)
  const pressed = `点“${card.buttons[0]?.text}”`
  // The app hears nothing there: the summary names the way that is left instead of the button.
  const summary =
    !ability.callback && ability.bot !== null && how !== null
      ? card.summary.replace(pressed, how.slice(0, -1))
      : card.summary
  return [card.title, summary, ...linesOf(card), summary === card.summary ? how : null].filter(Boolean).join('\n')
}

/** What the app says where it hears no answer, but the smart bot does. */
export const answeredElsewhere = (words: string, { callback, bot }: Ability): string =>
  callback || bot === null ? words : words.replace(/回复“/gu, `对智能机器人“${bot}”说“`)

const linesOf = (card: CardSaying): string[] => card.lines.map(({ name, value }) => `${name}：${value}`)

/** The word to say, and to whom; null where there is none, or nobody would hear it. */
function howToAnswer(
  { word }: CardSaying,
  { callback, bot }: Ability,
  hasPage: boolean,
  inGroup = false,
): string | null {
  if (!word) return null
  const said = `“${cut(oneLine(word), 40)}”`
  if (inGroup && (callback || bot === null)) return `确认请在“清风”应用里说${said}。`
  if (callback || bot === null) return `确认请回复${said}。`
  return `${hasPage ? '也可以' : '请'}在企业微信里对智能机器人“${bot}”说${said}。`
}
