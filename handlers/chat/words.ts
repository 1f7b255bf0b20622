import type { Act } from '../act.ts'
import type { Person } from '../person.ts'

/** Who a word is for. Whoever lacks the role is refused kindly, and for office words in the audit log. */
export type Audience = 'everyone' | 'head' | 'office'

/** One word that works in chat, at any time. */
export interface Word {
  /** The word and its synonyms; the first is the one that texts name. */
  names: readonly [string, ...string[]]
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

/**
 * Finds the word a message begins with. A word that takes nothing must be the whole message;
 * behind one that takes the rest comes a gap or the end, so that `进度款说明` is no `进度`.
 */
export function hearWord(message: string, words: readonly Word[]): Heard | null {
  const whole = tidy(message)
  const said = message.trimStart().replace(/^@清风\s*/u, '')
  for (const word of words) {
    for (const name of word.names) {
      if (whole === name) return { word, rest: '' }
      if (word.takes === 'rest' && said.startsWith(name) && gap.test(said.slice(name.length))) {
        return { word, rest: said.slice(name.length).replace(gap, '') }
      }
    }
  }
  return null
}

/** Whether this person may use the word. */
export function mayUse(word: Word, who: Person): boolean {
  if (word.for === 'everyone') return true
  if (word.for === 'office') return who.officeOf !== null
  return who.officeOf !== null || who.leads.length > 0
}
