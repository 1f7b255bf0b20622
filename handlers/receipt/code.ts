import type { ReadTx } from '../../store/transaction.ts'
import type { FactRow } from '../evidence/check.ts'

/** Eight characters of a fact's commitment. */
const digitsOf = (commitment: string): string => commitment.slice(0, 8).toUpperCase()

/** What a receipt is called: `2611-9F3A2C01`, the month of its fact and eight digits of its commitment. */
export const receiptOf = (fact: Pick<FactRow, 'id' | 'commitment'> | undefined): string =>
  fact ? `${fact.id.slice(2, 6)}-${digitsOf(fact.commitment)}` : ''

/** A receipt as it was typed: the month in six digits, null where it was left out, and the eight digits. */
export interface Code {
  month: string | null
  digits: string
}

/** Reads a code as people type it off a screen: blanks, hyphens, small and full-width letters; null where it is none. */
export function readCode(words: string): Code | null {
  const typed = words
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^\s*回执[\s:]*/u, '')
    .replace(/[\s\p{Pd}]+/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const [, year, month, digits] = /^(?:(\d{2})(0[1-9]|1[0-2]))?([0-9A-F]{8})$/.exec(typed) ?? []
  if (digits === undefined) return null
  return { month: year !== undefined && month !== undefined ? `20${year}${month}` : null, digits }
}

/** The same code as it is shown. */
export const shownCode = ({ month, digits }: Code): string => (month === null ? digits : `${month.slice(2)}-${digits}`)

const page = 2000

/**
 * The facts of a code within its month: one, as a rule; eight digits can be shared by two. Opens that month alone
 * (and the one after it, at its end), not the history.
 */
export async function factsOf(tx: ReadTx, { month, digits }: { month: string; digits: string }): Promise<FactRow[]> {
  const found: FactRow[] = []
  let after = month
  for (;;) {
    const facts = await tx.facts.list('all', [], { after, limit: page })
    for (const fact of facts) {
      if (!fact.id.startsWith(month)) return found
      if (digitsOf(fact.commitment) === digits) found.push(fact)
    }
    const last = facts.at(-1)
    if (!last || facts.length < page) return found
    after = last.id
  }
}
