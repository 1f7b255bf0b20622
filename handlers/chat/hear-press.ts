import { z } from 'zod'
import type { Act } from '../act.ts'
import { adding } from '../saying.ts'
import { presses } from './capabilities.ts'
import { firstWords } from './greet.ts'
import { texts } from './texts.ts'

export const CardPressed = z.object({
  /** What the button says, `study.confirm:202611-…`. */
  press: z.string(),
  /** Changes the card it came from; works once, 72 h. */
  responseCode: z.string(),
})

/** A button of a card. Whom it was sent to does not matter: what the presser may do is looked up anew. */
export const hearPress: Act<z.infer<typeof CardPressed>> = async ({ press, responseCode }, desk) => {
  if (!desk.who.known) return texts.notListed
  const [name = '', ...about] = press.split(':')
  const found = presses.find(item => item.name === name)
  const answer = found ? await found.act({ about: about.join(':'), responseCode }, desk) : texts.cardOutdated
  return adding(answer, await firstWords(desk))
}
