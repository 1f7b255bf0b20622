import { z } from 'zod'

/**
 * What is to be told, in the words of the product. `bot/` turns it into what the channel can show:
 * a card with buttons where WeCom can call back, a text card where only pages can be opened
 * or the reader uses the WeChat plug-in, else a text that names the word to say.
 */

/** A plain text of any length; long ones are split at sentence ends by `bot/`. */
const TextSaying = z.object({ kind: z.literal('text'), text: z.string().min(1) })

/** A path within the product's own pages, `/h5/…`; `bot/` puts the public address before it. */
const PagePath = z.string().regex(/^\/(h5|api)\//)

/** What a press brings back: the act's short name and what it is about, `study.confirm:202611-…`. */
const Press = z.string().max(200)

const CardSaying = z.object({
  kind: z.literal('card'),
  title: z.string(),
  /** One or two sentences under the title. */
  summary: z.string(),
  /** Up to six lines of name (at most 5 characters) and value. */
  lines: z.array(z.object({ name: z.string(), value: z.string() })).max(6),
  /** Opened by a tap on the card. */
  page: PagePath.nullable(),
  /** The label of the button or link that opens the page. */
  pageLabel: z.string(),
  buttons: z.array(z.object({ text: z.string(), press: Press })).max(5),
  /** Where buttons cannot be pressed: the word to say instead, e.g. `已学习`. */
  word: z.string().nullable(),
})

/** Changes the card a press came from, by the code the press brought: its buttons turn into `text`. */
const CloseCardSaying = z.object({
  kind: z.literal('close-card'),
  /** From the press; works once, 72 h. */
  responseCode: z.string(),
  text: z.string(),
  /** Said as a text when the card can no longer be changed; null says nothing. */
  otherwise: z.string().nullable(),
})

/** Changes a sent card for all who have it, by the code the send returned (kept on the call). */
const CloseAllSaying = z.object({ kind: z.literal('close-all'), call: z.string(), text: z.string() })

/**
 * A file made when it is sent. `make` names what is made, `of` which one.
 * Where pages can be opened, a link to `page` is sent instead: exports are downloads, not attachments that wander.
 */
const FileSaying = z.object({
  kind: z.literal('file'),
  make: z.enum(['roster', 'notice', 'case', 'records', 'archive-index', 'archive-summary', 'progress-picture']),
  of: z.string(),
  name: z.string(),
  /** One sentence said with the link. */
  summary: z.string(),
  page: PagePath,
  /** A PNG that is seen at once where the channel takes pictures, also where pages can be opened; else the summary is said. */
  shown: z.literal('picture').optional(),
})

export const Saying = z.discriminatedUnion('kind', [
  TextSaying,
  CardSaying,
  CloseCardSaying,
  CloseAllSaying,
  FileSaying,
])
export type Saying = z.infer<typeof Saying>
export type CardSaying = z.infer<typeof CardSaying>

export const text = (words: string): Saying => ({ kind: 'text', text: words })

/** What is answered: a sentence, a card, several of them, or nothing. */
export type Answer = string | Saying | readonly Saying[] | null

/** An answer as a list. */
export function sayingsOf(answer: Answer): readonly Saying[] {
  if (answer === null) return []
  if (typeof answer === 'string') return [text(answer)]
  return 'kind' in answer ? [answer] : answer
}

/** An answer with sentences after it: in the same text where it is one, else as texts of their own. */
export function adding(answer: Answer, ...sentences: (string | null)[]): Answer {
  const more = sentences.filter(sentence => sentence !== null)
  if (!more.length) return answer
  if (answer === null) return more.join('\n\n')
  if (typeof answer === 'string') return [answer, ...more].join('\n\n')
  return [...sayingsOf(answer), ...more.map(text)]
}
