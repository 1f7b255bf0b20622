import type { ReadTx } from '../../store/transaction.ts'
import { waysToConfirm } from '../study/roster.ts'
import { requestLines } from '../leave/own.ts'
import { offlineLines } from '../offline/own.ts'
import { isInLines, named, type NoticeRow, noticePage } from '../study/notice.ts'
import { type LinesOf, receiptAt, type RecordLine } from './line.ts'
import { texts } from './texts.ts'

/** Confirmations, those of versions that were corrected since too. */
const confirmations: LinesOf = async (tx, person, notice) => {
  const newest = await tx.confirmations.get([notice.id, person])
  if (!newest) return []
  const versions = Array.from({ length: newest.version - 1 }, (_, index) => String(index + 1))
  const earlier = await Promise.all(versions.map(version => tx.earlierConfirmations.get([notice.id, person, version])))
  return Promise.all(
    [...earlier, newest]
      .flatMap(row => (row ? [row] : []))
      .map(async ({ at, by, hash, version, fact, receipt }) => ({
        at,
        what: Number(version) < (notice.asks ?? 1) ? `${texts.confirmed}${texts.ofEarlierText}` : texts.confirmed,
        how: waysToConfirm[by],
        receipt: await receiptAt(tx, fact, receipt),
        text: { hash, version: Number(version) },
      })),
  )
}

/** Counted present in a joint session: shown as that, with who recorded it. */
const attendance: LinesOf = async (tx, person, notice) => {
  const row = await tx.attendance.get([notice.id, person])
  if (row?.kind !== 'joint') return []
  const by = (await tx.people.get(row.by))?.name ?? row.by
  const earlier = row.version < (notice.asks ?? 1) ? texts.ofEarlierText : ''
  const what = `${texts.attended}${texts.attendedStates[row.state]}${earlier}`
  return [{ at: row.at, what, how: texts.recordedBy(by), receipt: await receiptAt(tx, row.fact), text: null }]
}

/** Everything that stands in `我的记录`, on its page and in the copy. A capability that records something adds its line. */
const lines: readonly LinesOf[] = [confirmations, attendance, offlineLines, requestLines]

/** What a notice has of a person. */
export interface NoticeRecords {
  notice: NoticeRow
  /** 《…》 */
  title: string
  page: string
  lines: RecordLine[]
}

export interface Records {
  records: NoticeRecords[]
  /** The notice to go on after; null at the end. */
  next: string | null
}

/** Where looking through a person's notices begins, and when it stops. */
export interface Span {
  /** Notices issued before this one only. */
  after?: string | null
  /** So many notices with records, and three times as many looked at. */
  most: number
}

/**
 * A person's records, the newest notice first. Each notice opens its own month, so it is asked for a dozen at a time;
 * notices that this person was not asked for cost nothing.
 */
export async function recordsFor(tx: ReadTx, person: string, { after = null, most }: Span): Promise<Records> {
  const notices = await askedOf(tx, person)
  const from = after === null ? 0 : notices.findIndex(({ id }) => id === after) + 1
  const records: NoticeRecords[] = []
  for (const [index, notice] of notices.slice(from).entries()) {
    const own = (await Promise.all(lines.map(line => line(tx, person, notice)))).flat().sort((a, b) => a.at - b.at)
    if (own.length) records.push({ notice, title: named(notice), page: noticePage(notice.id), lines: own })
    if (records.length === most || index + 1 === 3 * most) {
      return { records, next: notices[from + index + 1] ? notice.id : null }
    }
  }
  return { records, next: null }
}

/** The notices a person was asked for, the newest first; also those withdrawn since. */
export async function askedOf(tx: ReadTx, person: string): Promise<NoticeRow[]> {
  const all = (await Promise.all(['issued', 'withdrawn'].map(state => tx.notices.list('state', [state])))).flat()
  const since = (await tx.people.get(person))?.joined ?? 0
  const found: NoticeRow[] = []
  for (const notice of all) {
    // Who came later was not asked: no month is opened for it.
    if (notice.issued === null || notice.issued < since) continue
    const asked = await tx.asked.get(notice.id)
    if (asked ? isInLines(asked.people, person) : await tx.audience.get([notice.id, person])) found.push(notice)
  }
  return found.sort((a, b) => (b.issued ?? 0) - (a.issued ?? 0))
}
