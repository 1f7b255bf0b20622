import { z } from 'zod'
import type { Act } from '../act.ts'
import { texts } from './texts.ts'

export const StudyReached = z.object({ notice: z.string() })

/** The end of the text was reached: one fact a person, and nothing about how long it took. */
export const reachEnd: Act<z.infer<typeof StudyReached>> = async ({ notice: id }, { tx, who, at, attest }) => {
  const notice = await tx.notices.get(id)
  if (!notice || !(await tx.audience.get([id, who.id]))) return texts.notAddressed
  if (await tx.reached.get([id, who.id])) return null
  const fact = await attest({ type: 'study.reached', notice: id, hash: notice.hash })
  await tx.reached.add({ notice: id, person: who.id, at, fact })
  return null
}
