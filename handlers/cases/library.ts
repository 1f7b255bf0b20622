import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { ReadTx } from '../../store/transaction.ts'
import { withoutPictures } from '../document/picture-marks.ts'
import type { Person } from '../person.ts'
import { isInLines, monthName, named, type NoticeRow } from '../study/notice.ts'
import { dateOf, shownMonth } from '../time.ts'
import { bare } from './bare.ts'

export type CaseRow = RowOf<Collections['cases']>

/** Where a text of the library comes from: a notice that was issued, or the office's own collection. */
export type Source = { kind: 'notice'; row: NoticeRow } | { kind: 'case'; row: CaseRow }

/** One text of the library. */
export interface Item {
  /** `202611-…/2`: the notice and its material, or `text` for the notice itself; a case is its id alone. */
  ref: string
  source: Source
  title: string
  /** As it was handed in, with the marks of its pictures. */
  raw: string
  /** As people read it. */
  text: string
  /** When it was issued or added. */
  at: number
  /** As they are compared; see `bare`. */
  bareTitle: string
  bareText: string
}

/** What `ref` calls the notice's own text. */
export const ownText = 'text'

/**
 * Made once for each row. Rows that the store holds never change, a changed notice is another row: so nothing here
 * can be out of date, and what the store lets go of goes from here too.
 */
const made = new WeakMap<NoticeRow | CaseRow, Item[]>()

/** The texts of a source: the materials of a notice before its own text. */
export function itemsOf(source: Source): Item[] {
  const known = made.get(source.row)
  if (known) return known
  const items = source.kind === 'case' ? [itemOf(source, source.row)] : noticeItems(source, source.row)
  made.set(source.row, items)
  return items
}

function noticeItems(source: Source, { id, title, text, materials }: NoticeRow): Item[] {
  const parts = materials.map(material => ({ ...material, id: `${id}/${material.id}` }))
  return [...parts, { id: `${id}/${ownText}`, title, text }].map(part => itemOf(source, part))
}

function itemOf(source: Source, { id, title, text }: { id: string; title: string; text: string }): Item {
  const at = source.kind === 'case' ? source.row.at : (source.row.issued ?? source.row.at)
  const shown = withoutPictures(text)
  return { ref: id, source, title, raw: text, text: shown, at, bareTitle: bare(title), bareText: bare(shown) }
}

/** Everything that has been issued, and the cases of this person's office, the newest first; nobody's right is looked at. */
export async function sourcesFor(tx: ReadTx, who: Person): Promise<Source[]> {
  const notices = (await Promise.all(['issued', 'withdrawn'].map(state => tx.notices.list('state', [state])))).flat()
  const cases = who.officeOf === null ? [] : await tx.cases.list('unit', [who.officeOf])
  const sources: { at: number; source: Source }[] = []
  for (const row of notices) {
    if (row.issued !== null) sources.push({ at: row.issued, source: { kind: 'notice', row } })
  }
  for (const row of cases) if (row.state === 'kept') sources.push({ at: row.at, source: { kind: 'case', row } })
  return sources.sort((a, b) => b.at - a.at).map(({ source }) => source)
}

/**
 * Who may read a source: a notice who was asked for it and the office of its unit, one that was withdrawn that office
 * alone; a case the office of its unit while it is kept.
 */
export async function mayRead(tx: ReadTx, who: Person, { kind, row }: Source): Promise<boolean> {
  if (!who.known) return false
  if (who.officeOf === row.unit) return kind === 'notice' ? row.issued !== null : row.state === 'kept'
  if (kind === 'case' || row.state !== 'issued') return false
  // One row for all who were asked: looking through twenty years opens no month of thousands of rows.
  const asked = await tx.asked.get(row.id)
  return asked ? isInLines(asked.people, who.id) : (await tx.audience.get([row.id, who.id])) !== undefined
}

/** The source of an id, whoever asks. */
export async function sourceAt(tx: ReadTx, id: string): Promise<Source | null> {
  const notice = await tx.notices.get(id)
  if (notice) return { kind: 'notice', row: notice }
  const own = await tx.cases.get(id)
  return own ? { kind: 'case', row: own } : null
}

/** The text of a `ref` for somebody who may read it. */
export async function itemFor(tx: ReadTx, who: Person, ref: string): Promise<Item | null> {
  const source = await sourceAt(tx, ref.split('/')[0] ?? '')
  if (!source || !(await mayRead(tx, who, source))) return null
  return itemsOf(source).find(item => item.ref === ref) ?? null
}

/** Where it comes from, in words: `2026年11月《党风廉政学习通知》`, `案例库，2026年11月收入`. */
export function whence({ source, at }: Item): string {
  if (source.kind === 'case') return `案例库，${shownMonth(dateOf(at).slice(0, 7))}收入`
  const withdrawn = source.row.state === 'withdrawn' ? '，已撤回' : ''
  const title = named(source.row)
  const month = monthName(source.row)
  return `${title.includes(month) ? '' : month}${title}${withdrawn}`
}

/** Where it is read on a page. */
export const casePage = (ref: string): string => `/h5/cases/${ref}`
