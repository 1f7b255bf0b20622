import { blocksOf } from '../../../handlers/document/blocks.ts'
import type { Person } from '../../../handlers/person.ts'
import { receiptAt } from '../../../handlers/receipt/lines.ts'
import type { ConfirmationRow, NoticeRow } from '../../../handlers/study/notice.ts'
import { confirmationOf } from '../../../handlers/study/standing.ts'
import { waysToConfirm } from '../../../handlers/study/roster.ts'
import { shownDate, shownMonth, shownTime } from '../../../handlers/time.ts'
import type { ReadTx } from '../../../store/transaction.ts'
import type { ConfirmedView, MyState, NoticeView } from './shapes.ts'

/** A notice for one reader. Whoever may not read it has been turned away before. */
export async function noticeView(tx: ReadTx, id: string, who: Person, now: number): Promise<NoticeView | null> {
  const notice = await tx.notices.get(id)
  if (!notice) return null
  const office = who.officeOf === notice.unit
  // What has been withdrawn is not to be read any more, only why.
  const shown = notice.withdrawn === null || office
  return {
    id,
    title: notice.title,
    month: notice.month === null ? null : shownMonth(notice.month),
    issuers: notice.issuers,
    due: shownDate(notice.due, now),
    requireEnd: notice.requireEnd,
    hash: notice.hash.slice(0, 12),
    withdrawn: withdrawnView(notice, now),
    blocks: shown ? blocksOf(notice.text) : [],
    materials: shown ? notice.materials.map(({ id, title, text }) => ({ id, title, blocks: blocksOf(text) })) : [],
    mine: await myState(tx, id, who, now),
    office,
  }
}

function withdrawnView({ withdrawn }: NoticeRow, now: number): NoticeView['withdrawn'] {
  return withdrawn && { at: shownTime(withdrawn.at, now), why: withdrawn.why }
}

/** What one person has done with a notice; null where the person was not asked. */
export async function myState(
  tx: ReadTx,
  notice: string,
  { id: person }: Person,
  now: number,
): Promise<MyState | null> {
  if (!(await tx.audience.get([notice, person]))) return null
  const reached = await tx.reached.get([notice, person])
  const confirmed = await confirmationOf(tx, notice, person)
  return {
    reached: reached ? shownTime(reached.at, now) : null,
    confirmed: confirmed ? await confirmedView(tx, confirmed, now) : null,
  }
}

async function confirmedView(tx: ReadTx, row: ConfirmationRow, now: number): Promise<ConfirmedView> {
  const { at, by, fact, receipt: kept } = row
  const receipt = await receiptAt(tx, fact, kept)
  return {
    at: shownTime(at, now),
    by: waysToConfirm[by],
    receipt: receipt?.code ?? '',
    sealed: receipt?.sealed ?? false,
  }
}
