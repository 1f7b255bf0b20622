import type { Deed } from '../perform.ts'

/** What came in from WeCom, as far as the product cares. `bot/` gives it with a key that makes it distinct. */
export interface Received {
  /** Begins with the month of the callback's own moment. */
  key: string
  from: string
  /** When it was sent, ms. */
  sent: number
  what:
    | { kind: 'text'; text: string }
    | { kind: 'press'; press: string; responseCode: string }
    | { kind: 'other'; type: string }
    /** Opening the app and the like: nothing is answered. */
    | { kind: 'silent' }
}

/** The longest text the passive answer of a callback carries, in UTF-8 bytes. */
const passive = 2048

/** The deed behind what came in; null where nothing is to be done. */
export function receive({ key, from, sent, what }: Received, at: number): Deed | null {
  const common = { key, who: from, at }
  switch (what.kind) {
    case 'text':
      return { ...common, act: 'chat.text', input: { message: what.text, sent }, reply: { passive } }
    case 'press':
      return { ...common, act: 'chat.press', input: what, reply: 'outbox' }
    case 'other':
      return { ...common, act: 'chat.other', input: { kind: what.type }, reply: { passive } }
    case 'silent':
      return null
  }
}
