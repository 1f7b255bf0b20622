import { z } from 'zod'
import type { ReadTx } from '../../store/transaction.ts'
import type { Act } from '../act.ts'
import { monthOf } from '../time.ts'
import { digestsOf, genesis, linkId } from './chain.ts'

/** The last link, kept where it is found at once. */
const Head = z.object({
  seq: z.number().int(),
  /** The month in the last link's id. */
  month: z.string().default(''),
  sha256: z.string(),
  sm3: z.string(),
})
/** Where the last link is kept. */
export const headId = 'evidence.head'
const linkSize = 2000

/** The number and the digests of the last link; null while nothing is sealed. */
export async function readHead(tx: ReadTx): Promise<z.infer<typeof Head> | null> {
  const kept = await tx.settings.get(headId)
  return kept ? Head.parse(JSON.parse(kept.value)) : null
}

/** Appends what waits to the hash chain, one link for all of it (at most 2000 facts, oldest first). */
export const sealFacts: Act<unknown> = async (_input, { tx, at }) => {
  const waiting = await tx.unsealed.list('all', [], { limit: linkSize })
  if (!waiting.length) return null
  const head = (await readHead(tx)) ?? { seq: 0, month: '', ...genesis }
  const facts: [string, string][] = []
  for (const { fact } of waiting) {
    const row = await tx.facts.get(fact)
    if (row) facts.push([fact, row.commitment])
    await tx.unsealed.delete(fact)
  }
  const seq = head.seq + 1
  // Links lie in the order of their ids: a clock set back over the end of a month must not put one before the last.
  const month = head.month > monthOf(at) ? head.month : monthOf(at)
  const digests = digestsOf(head, { seq, at, facts })
  await tx.links.add({
    id: linkId(month, seq),
    seq,
    at,
    facts,
    previousSha256: head.sha256,
    previousSm3: head.sm3,
    ...digests,
  })
  await tx.settings.put({ id: headId, value: JSON.stringify({ seq, month, ...digests }) })
  return null
}
