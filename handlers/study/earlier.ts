import type { ReadTx } from '../../store/transaction.ts'
import type { ConfirmationRow, NoticeRow } from './notice.ts'

type Earlier = Pick<ConfirmationRow, 'person' | 'at' | 'by' | 'hash' | 'fact'> & { version: number }

/**
 * The confirmations of what was in force before the newest correction of substance, the newest of each person: they stay
 * valid for what was read, and do not count for what is asked now. Empty where nothing was corrected in substance.
 */
export async function earlierConfirmations(
  tx: Pick<ReadTx, 'confirmations' | 'earlierConfirmations'>,
  { id, asks }: Pick<NoticeRow, 'id' | 'asks'>,
): Promise<Map<string, Earlier>> {
  const found = new Map<string, Earlier>()
  if (asks === 1) return found
  const rows = [
    ...(await tx.earlierConfirmations.list('notice', [id])),
    ...(await tx.confirmations.list('notice', [id])),
  ]
  for (const row of rows) {
    const version = Number(row.version)
    if (version < asks && version >= (found.get(row.person)?.version ?? 0)) found.set(row.person, { ...row, version })
  }
  return found
}

/** The same of one person; null where there is none. */
export async function earlierOf(
  tx: Pick<ReadTx, 'confirmations' | 'earlierConfirmations'>,
  { id, asks }: Pick<NoticeRow, 'id' | 'asks'>,
  person: string,
): Promise<{ at: number; version: number } | null> {
  const newest = asks === 1 ? undefined : await tx.confirmations.get([id, person])
  if (newest && newest.version < asks) return newest
  for (let version = newest ? asks - 1 : 0; version > 0; version--) {
    const row = await tx.earlierConfirmations.get([id, person, String(version)])
    if (row) return { at: row.at, version }
  }
  return null
}
