import type { Answer, Desk } from '../act.ts'

/** What a kind of button does. */
export interface PressAct {
  /** The part of the press before the colon. */
  name: string
  act: (input: { about: string; responseCode: string }, desk: Desk) => Promise<Answer>
}
