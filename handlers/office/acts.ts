import { z } from 'zod'
import { type Act, entry } from '../act.ts'

const Refused = z.object({ what: z.string().max(200) })

/** Somebody asked a page for what is not theirs. */
const recordRefusal: Act<z.infer<typeof Refused>> = async ({ what }, desk) => {
  await desk.audit({ act: what, outcome: 'refused' })
  return null
}

export const officeActs = { 'web.refused': entry(Refused, recordRefusal) }
