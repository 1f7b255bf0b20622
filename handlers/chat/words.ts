import type { Act } from '../act.ts'
import type { Person } from '../person.ts'

/** Who a word is for. Whoever lacks the role is refused kindly, and for office words in the audit log. */
export type Audience = 'everyone' | 'head' | 'office'

/** One word that works in chat, at any time. */
export interface Word {
  /** The word and its synonyms; the first is the one that texts name. */
  names: readonly [string, ...string[]]
  /**
   * Ways of saying it that no list holds, each heard as the word with this rest, in which `$1` is the pattern's group.
   * `plainOf` the whole message must fit.
   */
  spoken?: readonly (readonly [pattern: RegExp, rest: string])[]
  /** What may follow the word without a gap: `进度11月`. */
  joined?: RegExp
  /** What follows it when another word is meant: `导出 台账` is not `导出`. */
  unless?: RegExp
  /** Whether a whole message, of any length, is meant for this word though it does not begin with it: then all of it follows. */
  sentence?: (message: string) => boolean
  /** Asked with a question mark it is still meant: `进度？`, but not `已学习？`. */
  askable?: true
  for: Audience
  /** What `帮助` says of it; null where it is not listed. */
  help: string | null
  /** Whether more may follow the word: nothing, or the rest of the message. */
  takes: 'nothing' | 'rest'
  act: Act<Said>
}

/** What followed the word, as typed, and when it was sent (ms). */
export interface Said {
  rest: string
  sent: number
}

/** A word as somebody said it, and what followed. */
export interface Heard {
  word: Word
  rest: string
}

/** What separates a word from what follows it: taken away once, so that a text handed in keeps its own beginning. */
const gap = /^(?:[ \t\u3000:：，,]+\r?\n?|\r?\n)/u

/** Spoken the way people type: full-width letters, a mention of the bot, a closing full stop. */
export const tidy = (message: string): string =>
  message
    .trim()
    .replace(/^@清风\s*/u, '')
    .replace(/[。.！!～~]+$/u, '')
    .trim()

/** Faces and thumbs, also as WeCom writes its own: `[强]`. */
const faces = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u200d\ufe0f\u20e3]|\[[\p{Script=Han}a-z]{1,5}\]/giu

/**
 * What a short message says beneath how it was typed: half-width and small, without blanks, faces, quotation marks
 * and particles. A question keeps one `?` at its end, `吗` included.
 */
export function plainOf(message: string): string {
  const words = tidy(message)
    .normalize('NFKC')
    .toLowerCase()
    .replace(faces, '')
    .replace(/[\s,、;:…]+/gu, '')
    .replace(/^[“”"'‘’「『【(]+|[“”"'‘’」』】)]+$/gu, '')
  const [, said = '', end = ''] = /^(.*?)((?:[。.!~?]|[呀啊哦噢喔吧呢哈嘛吗])*)$/su.exec(words) ?? []
  return /[?吗]/u.test(end) ? `${said}?` : said
}

/** Longer messages are texts, not words. */
const longest = 24

/**
 * Finds the word a message begins with. A word that takes nothing must be the whole message;
 * behind one that takes the rest comes a gap or the end, so that `进度款说明` is no `进度`.
 * What is no word as it stands may be one as people say it: `进度怎么样了`, `已学习[强]`.
 */
export function hearWord(message: string, words: readonly Word[]): Heard | null {
  const whole = tidy(message)
  const said = message.trimStart().replace(/^@清风\s*/u, '')
  for (const word of words) {
    for (const name of word.names) {
      if (whole === name) return { word, rest: '' }
      const rest = said.slice(name.length)
      if (word.takes === 'rest' && said.startsWith(name) && gap.test(rest) && !word.unless?.test(rest)) {
        return { word, rest: rest.replace(gap, '') }
      }
    }
  }
  const told = words.find(word => word.sentence?.(whole))
  if (told) return { word: told, rest: said }
  const plain = whole.length > longest ? '' : plainOf(message)
  return plain ? hearPlain(plain, words) : null
}

function hearPlain(plain: string, words: readonly Word[]): Heard | null {
  const named = words.find(
    ({ names, askable }) => names.includes(plain) || (askable && names.includes(plain.replace('?', ''))),
  )
  if (named) return { word: named, rest: '' }
  for (const word of words) {
    for (const [pattern, rest] of word.spoken ?? []) {
      const found = pattern.exec(plain)
      if (found) return { word, rest: rest.replace('$1', found[1] ?? '') }
    }
    const name = word.joined && word.names.find(item => plain.startsWith(item))
    const rest = plain.slice(name?.length)
    if (name && word.joined?.test(rest) && !word.unless?.test(rest)) return { word, rest }
  }
  return null
}

/** The word that a message begins with but does not say, for want of the gap: `授权张三`. */
export function nearWord(message: string, words: readonly Word[]): Word | null {
  const plain = plainOf(message)
  const fits = ({ takes, names }: Word) => takes === 'rest' && names.some(name => plain.startsWith(name))
  return words.find(fits) ?? null
}

/** Whether this person may use the word. */
export function mayUse(word: Word, who: Person): boolean {
  if (word.for === 'everyone') return true
  if (word.for === 'office') return who.officeOf !== null
  return who.officeOf !== null || who.leads.length > 0
}
