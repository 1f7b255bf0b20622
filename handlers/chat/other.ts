import { z } from 'zod'
import type { Act } from '../act.ts'
import { texts } from './texts.ts'

/** A picture, a voice, a place: known to WeCom, not (yet) understood here. */
export const OtherHeard = z.object({ kind: z.string() })

/** Never silence: says what can be handled. */
export const hearOther: Act<z.infer<typeof OtherHeard>> = async (_input, { who }) =>
  who.known ? texts.onlyText : texts.notListed
