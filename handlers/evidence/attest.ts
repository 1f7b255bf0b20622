import { createHash } from 'node:crypto'
import type { Instant } from '../../store/collection.ts'
import type { Tx } from '../../store/transaction.ts'
import type { Fact } from './fact.ts'

export interface Attestation {
  fact: Fact
  at: Instant
  who: string
  id: string
  /** 32 random bytes, hex. */
  salt: string
}

/**
 * Writes the fact beside the change it belongs to, in the same commit, and queues it for the sealer.
 * Only the commitment ever enters the chain; the readable fact and its salt can be erased without breaking it.
 */
export async function attestIn(tx: Tx, { fact, at, who, id, salt }: Attestation): Promise<string> {
  const { type, ...fields } = fact
  const data = canonical(fields)
  await tx.facts.add({ id, type, at, who, data, salt, commitment: commitmentOf({ id, type, at, who, data, salt }) })
  await tx.unsealed.add({ fact: id, at })
  return id
}

/** SHA-256 over the salt and the fact's own lines: id, type, moment in milliseconds, who, data; hex. */
export function commitmentOf(row: {
  id: string
  type: string
  at: Instant
  who: string
  data: string
  salt: string
}): string {
  return createHash('sha256')
    .update([row.salt, row.id, row.type, String(row.at), row.who, row.data].join('\n'))
    .digest('hex')
}

/** JSON with the fields in code-unit order: the same fact always has the same text. */
export function canonical(fields: Record<string, string | number>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))))
}
