import type { ReadTx } from '../../store/transaction.ts'
import type { OutsiderRow } from './row.ts'

/** Everybody outside the directory who is recorded for a notice, those withdrawn left out, in the order recorded; within these departments. */
export async function outsidersOf(
  tx: Pick<ReadTx, 'outsiders'>,
  notice: string,
  within: ReadonlySet<string> | null,
): Promise<OutsiderRow[]> {
  const rows = await tx.outsiders.list('notice', [notice])
  return rows.filter(({ state, department }) => state === 'recorded' && (within === null || within.has(department)))
}

/** `另有通讯录以外人员线下学习 3 人，不计入应学`; empty for none. */
export const outsiderWords = (count: number): string =>
  count ? `另有通讯录以外人员线下学习 ${count} 人，不计入应学` : ''
