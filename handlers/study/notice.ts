import { createHash } from 'node:crypto'
import type { Instant, RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { ReadTx } from '../../store/transaction.ts'
import { monthOfTitle } from '../document/month.ts'
import { readNumber } from '../document/numerals.ts'
import { isSettled } from './standing.ts'
import { addDays, dateOf, day, shownMonth } from '../time.ts'

export type NoticeRow = RowOf<Collections['notices']>
export type ConfirmationRow = RowOf<Collections['confirmations']>

/** How far back the chat looks for studies that wait; older ones are still confirmed by their card or page. */
const lookBack = 93 * day

/** The title as it is named in chat, in book-title marks. */
export const named = (notice: { title: string }): string => `《${notice.title.replace(/^《|》$/gu, '')}》`

/** What was handed in, character by character. */
export const wholeText = ({ text, materials }: Pick<NoticeRow, 'text' | 'materials'>): string =>
  text + materials.map(material => material.text).join('')

/** Who is asked and in which department, one line each in key order. */
export const audienceLines = (rows: readonly { person: string; department: string }[]): string =>
  rows
    .map(({ person, department }) => `${person} ${department}`)
    .sort()
    .join('\n')

/** SHA-256 over those lines, hex: the denominator as it was frozen. */
export const audienceDigest = (rows: readonly { person: string; department: string }[]): string =>
  hashOf(audienceLines(rows))

/** Whether somebody is named in such lines. */
export const isInLines = (lines: string, person: string): boolean => `\n${lines}`.includes(`\n${person} `)

/** SHA-256 of a notice's whole text as handed in, hex. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What the reminders of a notice belong to: apart from the notice itself, so that deliveries are counted apart. */
export const remindersOf = (notice: string): string => `remind:${notice}`

/** What its files belong to, where the text is not read on a page. */
export const filesOf = (notice: string): string => `file:${notice}`

/** What the cards of a correction belong to: the version tells one correction from the next. */
export const correctionsOf = (notice: string, version: number): string => `correct:${version}:${notice}`

/** The notice that something belongs to: itself, its reminders, its files, its corrections. */
export const noticeOf = (about: string): string => about.replace(/^(?:remind|file|correct:\d+):/u, '')

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
    if (!(await isSettled(tx, notice.id, person))) waiting.push(notice)
  }
  return waiting.reverse()
}

/** What a unit has issued, also what it has taken back, the newest first. */
export async function shownNotices(tx: ReadTx, unit: string): Promise<NoticeRow[]> {
  const all = await tx.notices.list('unit', [unit])
  return all.filter(notice => notice.state === 'issued' || notice.state === 'withdrawn').sort(byIssue)
}

/**
 * The same, and what units above have issued to some of these departments within the last three months:
 * who oversees people sees what they are asked.
 */
export async function noticesTo(
  tx: ReadTx,
  { unit, above, departments }: { unit: string; above: readonly string[]; departments: readonly string[] },
  at: Instant,
): Promise<NoticeRow[]> {
  const shown = await shownNotices(tx, unit)
  for (const higher of above) {
    for (const notice of await recentNotices(tx, higher, at)) {
      if (await isAsked(tx, notice.id, departments)) shown.push(notice)
    }
  }
  return shown.sort(byIssue)
}

/** Whether somebody of these departments was asked. */
export async function isAsked(tx: ReadTx, notice: string, departments: Iterable<string>): Promise<boolean> {
  for (const department of departments) if (await tx.audience.count('department', [notice, department])) return true
  return false
}

/**
 * The notice an officer means among these: the newest, or the one whose month (see `monthNamed`) or title is named.
 * One that stands comes before one that was withdrawn.
 */
export function noticeMeant(all: readonly NoticeRow[], words: string, at: Instant): NoticeRow | null {
  const issued = all.filter(notice => notice.state === 'issued')
  const wanted = squeezed(words)
  if (!wanted) return issued[0] ?? null
  const month = monthNamed(wanted, at)
  const fits = (notice: NoticeRow): boolean =>
    month ? noticeMonth(notice).endsWith(month) : squeezed(notice.title).includes(wanted) || notice.id === wanted
  return issued.find(fits) ?? all.find(fits) ?? null
}

const squeezed = (words: string): string => words.normalize('NFKC').replace(/\s+/gu, '')

/** The month that words name, `2026-10` or without a year `-10`: `10月`, `十月份`, `2026年10月`, `上个月`; null where they name none. */
export function monthNamed(words: string, at: Instant): string | null {
  const said = squeezed(words)
  if (/^(?:本|这个?|当)月份?$/u.test(said)) return dateOf(at).slice(0, 7)
  if (/^上个?月份?$/u.test(said)) return addDays(`${dateOf(at).slice(0, 7)}-01`, -1).slice(0, 7)
  const [, year, number = ''] =
    /^(?:(\d{4})[年./-])?(\d{1,2}|十?[一二]|[一二三四五六七八九十])(?:月份?)?$/u.exec(said) ?? []
  const month = readNumber(number)
  return month !== null && month >= 1 && month <= 12 ? `${year ?? ''}-${String(month).padStart(2, '0')}` : null
}

/** The month a notice belongs to, `2026-11`: the study month its title names, else the one it was issued in. */
export const noticeMonth = ({ month, issued, at }: Pick<NoticeRow, 'month' | 'issued' | 'at'>): string =>
  month ?? dateOf(issued ?? at).slice(0, 7)

/** The study month in words, or nothing. */
export const monthName = (notice: { month: string | null }): string => (notice.month ? shownMonth(notice.month) : '')

/** The study month in brackets, where the title does not say it. */
export function monthBeside({ title, month }: { title: string; month: string | null }): string {
  return month === null || monthOfTitle(title, `${month}-15`) === month ? '' : `（${shownMonth(month)}）`
}
