import { createHash } from 'node:crypto'
import type { Instant, RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { ReadTx } from '../../store/transaction.ts'
import { day, shownMonth } from '../time.ts'

export type NoticeRow = RowOf<Collections['notices']>
export type ConfirmationRow = RowOf<Collections['confirmations']>

/** How far back the chat looks for studies that wait; older ones are still confirmed by their card or page. */
const lookBack = 93 * day

/** The title as it is named in chat, in book-title marks. */
export const named = (notice: { title: string }): string => `《${notice.title.replace(/^《|》$/gu, '')}》`

/** SHA-256 of a notice's whole text as handed in, hex. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What the reminders of a notice belong to: apart from the notice itself, so that deliveries are counted apart. */
export const remindersOf = (notice: string): string => `remind:${notice}`

/** What its files belong to, where the text is not read on a page. */
export const filesOf = (notice: string): string => `file:${notice}`

/** The notice that something belongs to: itself, its reminders, its files. */
export const noticeOf = (about: string): string => about.replace(/^(?:remind|file):/u, '')

/** Where a notice is read. */
export const noticePage = (id: string): string => `/h5/notices/${id}`

/** The newest first. */
const byIssue = (a: NoticeRow, b: NoticeRow) => (b.issued ?? 0) - (a.issued ?? 0)

/** What has been issued within the last three months in a unit, the newest first. */
export async function recentNotices(tx: ReadTx, unit: string | null, at: Instant): Promise<NoticeRow[]> {
  const issued = await tx.notices.list('state', ['issued'])
  return issued
    .filter(notice => (unit === null || notice.unit === unit) && (notice.issued ?? 0) > at - lookBack)
    .sort(byIssue)
}

/** The studies a person was asked for and has not confirmed, the oldest first. */
export async function waitingFor(tx: ReadTx, person: string, at: Instant): Promise<NoticeRow[]> {
  const waiting: NoticeRow[] = []
  for (const notice of await recentNotices(tx, null, at)) {
    if (!(await tx.audience.get([notice.id, person]))) continue
    if (!(await tx.confirmations.get([notice.id, person]))) waiting.push(notice)
  }
  return waiting.reverse()
}

/**
 * The notice an officer means: the newest, or the one whose month or title is named (`10月`, `2026年10月`, a part of the title).
 */
export async function noticeMeant(tx: ReadTx, unit: string, words: string): Promise<NoticeRow | null> {
  const all = (await tx.notices.list('unit', [unit])).filter(
    notice => notice.state === 'issued' || notice.state === 'withdrawn',
  )
  const sorted = all.sort(byIssue)
  const wanted = words.trim()
  if (!wanted) return sorted.find(notice => notice.state === 'issued') ?? null
  const month = /^(?:(\d{4})[年-])?(\d{1,2})月?$/u.exec(wanted.normalize('NFKC'))
  if (month) {
    const tail = `-${(month[2] ?? '').padStart(2, '0')}`
    return (
      sorted.find(notice => notice.month?.endsWith(tail) && (!month[1] || notice.month.startsWith(month[1]))) ?? null
    )
  }
  return sorted.find(notice => notice.title.includes(wanted) || notice.id === wanted) ?? null
}

/** The study month in words, or nothing. */
export const monthName = (notice: { month: string | null }): string => (notice.month ? shownMonth(notice.month) : '')

/** Eight characters of the fact's commitment: what a receipt is called in chat. */
export const receiptCode = (commitment: string): string => commitment.slice(0, 8).toUpperCase()
