import { z } from 'zod'
import type { ReadTx } from '../../store/transaction.ts'
import type { Act } from '../act.ts'
import type { NoticeRow } from './notice.ts'
import { texts } from './texts.ts'

export const StudyReached = z.object({ notice: z.string() })

/** Whether somebody reached the end of a version that is still asked for. */
export const hasReached = async (tx: Pick<ReadTx, 'reached'>, { id, asks }: NoticeRow, person: string) =>
  ((await tx.reached.get([id, person]))?.version ?? 0) >= asks

/** The end of the text was reached: one fact a person, and nothing about how long it took. */
export const reachEnd: Act<z.infer<typeof StudyReached>> = async ({ notice: id }, { tx, who, at, attest }) => {
  const notice = await tx.notices.get(id)
  if (!notice || !(await tx.audience.get([id, who.id]))) return texts.notAddressed
  const { hash, version } = notice
  if (await hasReached(tx, notice, who.id)) return null
  const fact = await attest({ type: 'study.reached', notice: id, hash, version })
  await tx.reached.put({ notice: id, person: who.id, version, at, fact })
  return null
}
