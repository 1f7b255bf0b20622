import type { ReadTx } from '../../store/transaction.ts'
import type { FactRow } from '../evidence/check.ts'
import { stampOf } from '../time.ts'
import { checkFact } from './check.ts'
import { type Code, factsOf, readCode, receiptOf, shownCode } from './code.ts'

/** What `npm run -s verify -- --receipt CODE` says of one receipt, without a name. */
export interface ReceiptVerdict {
  /** As it was read; as it was typed where it is none. */
  code: string
  /** There is a fact of this code. */
  there: boolean
  /** It is in the chain; false where it still waits, which is no fault. */
  sealed: boolean
  /** It is there, and its commitment, its link and its record agree. */
  agrees: boolean
  /** One, as a rule; without the month there may be several. */
  facts: { code: string; type: string; at: string; link: number | null; broken?: string }[]
}

/** Looks in the month of the code, or, where it was left out, in all of them. */
export async function verifyReceipt(tx: ReadTx, words: string): Promise<ReceiptVerdict> {
  const code = readCode(words)
  const checked = await Promise.all((code ? await factsAnywhere(tx, code) : []).map(fact => checkFact(tx, fact)))
  return {
    code: code ? shownCode(code) : words,
    there: checked.length > 0,
    sealed: checked.length > 0 && checked.every(({ link }) => link !== null),
    agrees: checked.length > 0 && checked.every(({ broken }) => broken === null),
    facts: checked.map(({ fact, link, broken }) => ({
      code: receiptOf(fact),
      type: fact.type,
      at: stampOf(fact.at),
      link: link?.seq ?? null,
      ...(broken === null ? {} : { broken }),
    })),
  }
}

async function factsAnywhere(tx: ReadTx, { month, digits }: Code): Promise<FactRow[]> {
  if (month !== null) return factsOf(tx, { month, digits })
  const found: FactRow[] = []
  for (let after: string | undefined; ;) {
    const facts: FactRow[] = await tx.facts.list('all', [], { limit: 2000, ...(after === undefined ? {} : { after }) })
    found.push(...facts.filter(fact => receiptOf(fact).endsWith(digits)))
    const last = facts.at(-1)
    if (!last || facts.length < 2000) return found
    after = last.id
  }
}
