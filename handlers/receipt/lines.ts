import type { Instant } from '../../store/collection.ts'
import type { ReadTx } from '../../store/transaction.ts'
import { waysToConfirm } from '../study/roster.ts'
import { isInLines, named, type NoticeRow, noticePage } from '../study/notice.ts'
import { receiptOf } from './code.ts'
import { texts } from './texts.ts'

/** One thing that is recorded about a person, as that person sees it. */
export interface RecordLine {
  at: Instant
  /** `确认已学习` */
  what: string
  /** 卡片按钮、阅读页面、聊天回复; who recorded it; empty where there is nothing to add. */
  how: string
  /** The code of its receipt, and whether its fact is sealed; null where it has none. */
  receipt: { code: string; sealed: boolean } | null
  /** The SHA-256 of the text it is about, hex, and which version that is; null where it is about no text. */
  text: { hash: string; version: number } | null
}

/** What one notice has of a person, in the order it happened. A few reads in the month of the notice. */
export type LinesOf = (tx: ReadTx, person: string, notice: NoticeRow) => Promise<RecordLine[]>

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
        what: texts.confirmed,
        how: waysToConfirm[by],
        receipt: await receiptAt(tx, fact, receipt),
        text: { hash, version: Number(version) },
      })),
  )
}

/** Counted present in a joint session, or recorded by somebody else: shown as that, with who recorded it. */
const attendance: LinesOf = async (tx, person, notice) => {
  const row = await tx.attendance.get([notice.id, person])
  if (!row) return []
  const by = (await tx.people.get(row.by))?.name ?? row.by
  const what = `${texts.attended[row.kind]}${texts.attendedStates[row.state]}`
  return [{ at: row.at, what, how: texts.recordedBy(by), receipt: await receiptAt(tx, row.fact), text: null }]
}

/** 请假、免学、异议, with what was decided. */
const requests: LinesOf = async (tx, person, notice) =>
  Promise.all(
    (await tx.requests.list('own', [notice.id, person])).map(async ({ at, kind, state, fact }) => ({
      at,
      what: texts.requests[kind],
      how: texts.requestStates[state],
      receipt: await receiptAt(tx, fact),
      text: null,
    })),
  )

/** The receipt of a fact; `kept` is its code where the record has it, so that no month of facts is opened for it. */
export async function receiptAt(tx: ReadTx, fact: string, kept?: string): Promise<RecordLine['receipt']> {
  const code = kept ?? receiptOf(await tx.facts.get(fact))
  return code ? { code, sealed: (await tx.unsealed.get(fact)) === undefined } : null
}

/** Everything that stands in `我的记录`, on its page and in the copy. A capability that records something adds its line. */
const lines: readonly LinesOf[] = [confirmations, attendance, requests]

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
