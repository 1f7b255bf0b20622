import type { ReadTx } from '../../store/transaction.ts'
import { headId } from './seal.ts'

/**
 * Another text whenever something was attested since: whoever asks again and again need not read what has not changed.
 * Costs one row and one count, however much there is.
 */
export async function stampOfFacts(tx: ReadTx): Promise<string> {
  const head = (await tx.settings.get(headId))?.value ?? ''
  const { seq = 0 } = head ? (JSON.parse(head) as { seq?: number }) : {}
  return `${seq}-${await tx.unsealed.count('all', [])}`
}
