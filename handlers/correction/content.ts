import type { ReadTx, Tx } from '../../store/transaction.ts'
import { withAttached } from '../cases/attach.ts'
import { changeDraft, type DraftRow } from '../drafting/draft.ts'
import { hashOf, type NoticeRow, wholeText } from '../study/notice.ts'
import { type DraftReading, readDraft } from '../study/reading.ts'
import { textOfVersion } from '../study/versions.ts'
import { type Changes, changesIn, type Content } from './changes.ts'
import { mergeOf } from './difference.ts'
import { partsOf } from './parts.ts'

/** A correction being prepared: what it makes of the notice, and what that changes. */
export interface Correction {
  notice: NoticeRow
  /** What the notice would say. */
  next: Pick<NoticeRow, 'title' | 'month' | 'issuers' | 'text' | 'materials' | 'hash' | 'due'>
  changes: Changes
  /** What it will be released as: the office's choice, else what is proposed. */
  kind: Changes['kind']
}

/** The office's title, where it is not the one printed in the text; `draft` holds the notice as it stands. */
export function ownTitle(draft: DraftRow, notice: NoticeRow): string | null {
  return readDraft({ ...draft, title: null }, notice.at).title === notice.title ? null : notice.title
}

/** Reads a draft that corrects; null where it does not, or its notice is gone. */
export async function correctionOf(draft: DraftRow, tx: ReadTx, now: number): Promise<Correction | null> {
  const notice = draft.corrects === null ? undefined : await tx.notices.get(draft.corrects)
  if (!notice) return null
  const at = notice.issued ?? notice.at
  // Both are read anew, so that only what was written differs, and not how it is read.
  const before = readDraft({ ...draft, title: null, ...partsOf(notice, draft, at) }, at)
  const next = await contentOf(draft, { notice, before }, tx)
  const changes = changesIn({ ...before, text: before.body, title: notice.title, due: notice.due }, next, now)
  const chosen = draft.correction?.kind ?? null
  return { notice, next, changes, kind: changes.kind === 'due' ? 'due' : (chosen ?? changes.kind) }
}

async function contentOf(
  draft: DraftRow,
  { notice, before }: { notice: NoticeRow; before: DraftReading },
  tx: ReadTx,
): Promise<Correction['next']> {
  const reading = await withAttached(tx, draft, readDraft(draft, notice.issued ?? notice.at))
  const whole = wholeText({ text: reading.body, materials: reading.materials })
  const same = whole === wholeText(notice)
  const title = draft.title ?? reading.title ?? notice.title
  // What the text prints counts where the correction changes it; else what the office has set stays.
  const due = reading.due !== null && reading.due !== before.due ? reading.due : notice.due
  return {
    title,
    month: title === notice.title ? notice.month : (reading.month ?? notice.month),
    issuers: same ? notice.issuers : reading.issuers,
    text: reading.body,
    materials: reading.materials.map(({ id, title, text }) => ({ id, title, text })),
    hash: hashOf(whole),
    due: draft.due ?? due,
  }
}

/**
 * A correction begun on a version that a colleague has corrected since, put upon the newest. `merged` says whether both
 * could be kept; where they touch one place, the draft's text stays as it is and would undo the colleague's.
 * Null where nobody was quicker.
 */
export async function catchUp(
  draft: DraftRow,
  { notice, next }: Correction,
  tx: Tx,
): Promise<{ draft: DraftRow; merged: boolean } | null> {
  const { correction } = draft
  if (!correction || correction.version === notice.version) return null
  const base = await textOfVersion(tx, notice.id, correction.version)
  const merged = base && mergedContent(base, next, notice)
  const parts = merged ? partsOf(merged, draft, notice.issued ?? notice.at) : {}
  const title = base && draft.title === base.title ? notice.title : draft.title
  const changed = await changeDraft(tx, draft, {
    ...parts,
    title,
    correction: { ...correction, version: notice.version },
  })
  return { draft: changed, merged: merged !== null }
}

type Texts = Pick<Content, 'text' | 'materials'>

/** Body with body, material with material; null where materials came or went, or both changed one place. */
function mergedContent(base: Texts, mine: Texts, theirs: Texts): Texts | null {
  const count = base.materials.length
  if (mine.materials.length !== count || theirs.materials.length !== count) return null
  const text = mergeOf(base.text, mine.text, theirs.text)
  const materials = base.materials.map((row, index) => {
    const [one, other] = [mine.materials[index] ?? row, theirs.materials[index] ?? row]
    const merged = mergeOf(row.text, one.text, other.text)
    return merged === null ? null : { title: one.title === row.title ? other.title : one.title, text: merged }
  })
  return text === null || materials.includes(null) ? null : { text, materials: materials.filter(row => row !== null) }
}
