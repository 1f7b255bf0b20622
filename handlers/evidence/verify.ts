import { z } from 'zod'
import type { ReadTx } from '../../store/transaction.ts'
import { commitmentOf } from './attest.ts'
import { Broken } from './broken.ts'
import { digestsOf, genesis, linkId } from './chain.ts'
import { recordsOf } from './records.ts'

/** What `npm run -s verify` prints. `broken` names the first thing that does not hold. */
export type Verdict = {
  ok: boolean
  links: number
  facts: number
  /** Attested, not yet in the chain; the sealer takes them within seconds. */
  unsealed: number
  confirmations: number
  broken?: string
}

const page = 500

/** Checks the whole chain, every fact against it, and every record against its fact, both ways. Only reads. */
export async function verifyEvidence(tx: ReadTx): Promise<Verdict> {
  const verdict: Verdict = { ok: true, links: 0, facts: 0, unsealed: 0, confirmations: 0 }
  try {
    const sealed = await walkLinks(tx, verdict)
    await walkFacts(tx, sealed, verdict)
    if (sealed.size) throw new Broken(`fact ${[...sealed.keys()][0]} is in the chain, but its row is gone`)
    return verdict
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    return { ...verdict, ok: false, broken: error.message }
  }
}

/** Gives every sealed fact with its commitment. */
async function walkLinks(tx: ReadTx, verdict: Verdict): Promise<Map<string, string>> {
  const sealed = new Map<string, string>()
  let previous = genesis
  let after: string | undefined
  for (;;) {
    const links = await tx.links.list('all', [], { limit: page, ...(after === undefined ? {} : { after }) })
    for (const link of links) {
      const name = `link ${link.seq}`
      if (link.seq !== verdict.links + 1 || link.id !== linkId(link.id.slice(0, 6), link.seq)) {
        throw new Broken(`after link ${verdict.links} comes ${name}`)
      }
      if (link.previousSha256 !== previous.sha256 || link.previousSm3 !== previous.sm3) {
        throw new Broken(`${name} does not follow link ${link.seq - 1}`)
      }
      const digests = digestsOf(previous, link)
      if (digests.sha256 !== link.sha256 || digests.sm3 !== link.sm3) throw new Broken(`${name} was changed`)
      for (const [fact, commitment] of link.facts) {
        if (sealed.has(fact)) throw new Broken(`fact ${fact} was sealed twice`)
        sealed.set(fact, commitment)
      }
      previous = digests
      verdict.links++
      after = link.id
    }
    if (links.length < page) break
  }
  const head = await tx.settings.get('evidence.head')
  const seq = head ? z.object({ seq: z.number(), sha256: z.string() }).parse(JSON.parse(head.value)) : null
  if ((seq?.seq ?? 0) !== verdict.links || (seq && seq.sha256 !== previous.sha256)) {
    throw new Broken(`the chain ends at link ${verdict.links}, but link ${seq?.seq ?? 0} was the last written`)
  }
  return sealed
}

/** Takes every fact that is found out of `sealed`. */
async function walkFacts(tx: ReadTx, sealed: Map<string, string>, verdict: Verdict): Promise<void> {
  const records = recordsOf(tx, verdict)
  let after: string | undefined
  for (;;) {
    const facts = await tx.facts.list('all', [], { limit: page, ...(after === undefined ? {} : { after }) })
    for (const fact of facts) {
      if (commitmentOf(fact) !== fact.commitment) throw new Broken(`fact ${fact.id} was changed`)
      const inChain = sealed.get(fact.id)
      if (inChain !== undefined && inChain !== fact.commitment)
        throw new Broken(`fact ${fact.id} differs from the chain`)
      if (inChain === undefined) {
        if (!(await tx.unsealed.get(fact.id))) throw new Broken(`fact ${fact.id} is neither in the chain nor waiting`)
        verdict.unsealed++
      }
      sealed.delete(fact.id)
      verdict.facts++
      await records.meet(fact)
      after = fact.id
    }
    if (facts.length < page) break
  }
  await records.close()
}
