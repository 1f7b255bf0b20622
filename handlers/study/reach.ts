import { z } from 'zod'
import type { ReadTx } from '../../store/transaction.ts'
import type { Act } from '../act.ts'
import type { NoticeRow } from './notice.ts'
import { texts } from './texts.ts'
import { textOfVersion } from './versions.ts'

export const StudyReached = z.object({
  notice: z.string(),
  /** The version that the page showed. */
  version: z.number().int().default(1),
})

/** Whether somebody reached the end of a version that is still asked for. */
export const hasReached = async (tx: Pick<ReadTx, 'reached'>, { id, asks }: NoticeRow, person: string) =>
  ((await tx.reached.get([id, person]))?.version ?? 0) >= asks

/** The end of a version's text was reached: one fact a person, and nothing about how long it took. */
export const reachEnd: Act<z.infer<typeof StudyReached>> = async ({ notice: id, version }, desk) => {
  const { tx, who, at } = desk
  const read = await textOfVersion(tx, id, version)
  if (!read || !(await tx.audience.get([id, who.id]))) return texts.notAddressed
  if (((await tx.reached.get([id, who.id]))?.version ?? 0) >= version) return null
  const fact = await desk.attest({ type: 'study.reached', notice: id, hash: read.hash, version })
  await tx.reached.put({ notice: id, person: who.id, version, at, fact })
  return null
}
