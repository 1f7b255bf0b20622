import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { ReadTx } from '../../store/transaction.ts'
import type { NoticeRow } from './notice.ts'

type Kept = RowOf<Collections['versions']>

/** One version of a notice, whole. */
export interface Version extends Omit<Kept, 'version'> {
  version: number
}

const read = (row: Kept): Version => ({ ...row, version: Number(row.version) })

/** A notice as one of its own versions: the first where nothing was corrected. */
export function versionNow(notice: NoticeRow): Version {
  const { id, version, title, month, issuers, text, materials, hash, due, by, at, issued, agreed } = notice
  const rest = { title, month, issuers, text, materials, hash, due, by, agreed, difference: [], fact: null }
  return { notice: id, version, ...rest, at: issued ?? at, kind: 'issue' }
}

/** All versions of a notice, the first as issued first; at least one. Empty where there is no such notice. */
export async function versionsOf(tx: Pick<ReadTx, 'notices' | 'versions'>, notice: string): Promise<Version[]> {
  const rows = (await tx.versions.list('notice', [notice])).map(read)
  if (rows.length) return rows.sort((a, b) => a.version - b.version)
  const only = await tx.notices.get(notice)
  return only ? [versionNow(only)] : []
}

/**
 * The text somebody read: of a version by its number, or by the hash that a confirmation carries (then the first version
 * of that text). Null where there is none.
 */
export async function textOfVersion(
  tx: Pick<ReadTx, 'notices' | 'versions'>,
  notice: string,
  which: number | string,
): Promise<Version | null> {
  const all = await versionsOf(tx, notice)
  return all.find(row => (typeof which === 'number' ? row.version === which : row.hash === which)) ?? null
}
