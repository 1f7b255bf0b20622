import { blocksOf } from '../../../handlers/document/blocks.ts'
import type { Person } from '../../../handlers/person.ts'
import { receiptAt } from '../../../handlers/receipt/line.ts'
import type { ConfirmationRow, NoticeRow } from '../../../handlers/study/notice.ts'
import { earlierOf } from '../../../handlers/study/earlier.ts'
import { confirmationOf } from '../../../handlers/study/standing.ts'
import { waysToConfirm } from '../../../handlers/study/roster.ts'
import { textOfVersion, type Version, versionsOf } from '../../../handlers/study/versions.ts'
import { dateOf, shownDate, shownMonth, shownTime } from '../../../handlers/time.ts'
import type { ReadTx } from '../../../store/transaction.ts'
import type { ConfirmedView, CorrectionView, MyState, NoticeView, VersionView } from './shapes.ts'

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
    version: notice.version,
    corrections: shown ? (await versionsOf(tx, id)).flatMap(version => correctionView(version, now)) : [],
    withdrawn: withdrawnView(notice, now),
    blocks: shown ? blocksOf(notice.text) : [],
    materials: shown ? notice.materials.map(({ id, title, text }) => ({ id, title, blocks: blocksOf(text) })) : [],
    mine: await myState(tx, id, who, now),
    office,
  }
}

function correctionView({ version, at, kind, difference }: Version, now: number): CorrectionView[] {
  return kind === 'issue' ? [] : [{ version, kind, date: shownDate(dateOf(at), now), lines: difference }]
}

/** One version of a notice; null where there is none of this number. */
export async function versionView(
  tx: ReadTx,
  id: string,
  number: number,
  who: Person,
  now: number,
): Promise<VersionView | null> {
  const notice = await tx.notices.get(id)
  const version = await textOfVersion(tx, id, number)
  if (!notice || !version) return null
  const shown = notice.withdrawn === null || who.officeOf === notice.unit
  const own = await tx.confirmations.get([id, who.id])
  const confirmed = own?.version === number ? own : await tx.earlierConfirmations.get([id, who.id, String(number)])
  return {
    id,
    title: version.title,
    month: version.month === null ? null : shownMonth(version.month),
    issuers: version.issuers,
    due: shownDate(version.due, now),
    requireEnd: false,
    blocks: shown ? blocksOf(version.text) : [],
    materials: shown ? version.materials.map(({ id, title, text }) => ({ id, title, blocks: blocksOf(text) })) : [],
    version: number,
    at: shownTime(version.at, now),
    newest: notice.version,
    confirmed: confirmed ? shownTime(confirmed.at, now) : null,
    withdrawn: notice.withdrawn !== null,
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
  const asks = (await tx.notices.get(notice))?.asks ?? 1
  const reached = await tx.reached.get([notice, person])
  const before = await earlierOf(tx, { id: notice, asks }, person)
  const confirmed = await confirmationOf(tx, notice, person)
  return {
    reached: reached && reached.version >= asks ? shownTime(reached.at, now) : null,
    confirmed: confirmed ? await confirmedView(tx, confirmed, now) : null,
    earlier: before && { at: shownTime(before.at, now), version: before.version },
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
