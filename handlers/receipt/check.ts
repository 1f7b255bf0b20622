import { monthBefore } from '../time.ts'
import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { ReadTx } from '../../store/transaction.ts'
import { commitmentOf } from '../evidence/attest.ts'
import { Broken } from '../evidence/broken.ts'
import { digestsOf } from '../evidence/chain.ts'
import type { FactRow } from '../evidence/check.ts'
import { recordsOf } from '../evidence/records.ts'

type LinkRow = RowOf<Collections['links']>

/** What a look at one fact says; `verify` alone walks the whole chain. */
export interface Checked {
  fact: FactRow
  /** The link that holds it; null while it waits for the sealer, or where it was never sealed. */
  link: { seq: number; at: number } | null
  /** It waits for the sealer, who comes within seconds. */
  waiting: boolean
  /** The first thing that does not agree; null where the fact, its link and its record do. */
  broken: string | null
}

/** Holds a fact against its own commitment, the link it was sealed in, and the record it attests. */
export async function checkFact(tx: ReadTx, fact: FactRow): Promise<Checked> {
  const waiting = (await tx.unsealed.get(fact.id)) !== undefined
  const link = waiting ? null : await linkOf(tx, fact.id)
  const checked = { fact, link: link && { seq: link.seq, at: link.at }, waiting }
  try {
    if (commitmentOf(fact) !== fact.commitment) throw new Broken(`fact ${fact.id} was changed`)
    if (!link && !waiting) throw new Broken(`fact ${fact.id} is neither in the chain nor waiting`)
    if (link) checkLink(link, fact)
    await recordsOf(tx, { confirmations: 0 }).meet(fact)
    return { ...checked, broken: null }
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    return { ...checked, broken: error.message }
  }
}

function checkLink(link: LinkRow, fact: FactRow): void {
  const { sha256, sm3 } = digestsOf({ sha256: link.previousSha256, sm3: link.previousSm3 }, link)
  if (sha256 !== link.sha256 || sm3 !== link.sm3) throw new Broken(`link ${link.seq} was changed`)
  if (link.facts.find(([id]) => id === fact.id)?.[1] !== fact.commitment) {
    throw new Broken(`fact ${fact.id} differs from the chain`)
  }
}

const page = 200

/** The link that holds a fact: of its own month or a little later, never before the month before it. */
async function linkOf(tx: ReadTx, fact: string): Promise<LinkRow | null> {
  let after = monthBefore(fact.slice(0, 6))
  for (;;) {
    const links = await tx.links.list('all', [], { after, limit: page })
    const found = links.find(link => link.facts.some(([id]) => id === fact))
    const last = links.at(-1)
    if (found) return found
    if (!last || links.length < page || last.id.slice(0, 6) > yearAfter(fact)) return null
    after = last.id
  }
}

/** A sealer that stood still for so long would have been noticed. */
const yearAfter = (fact: string): string => String(Number(fact.slice(0, 6)) + 100)
