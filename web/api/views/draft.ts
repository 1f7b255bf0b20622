import { withAttached } from '../../../handlers/cases/attach.ts'
import { blocksOf } from '../../../handlers/document/blocks.ts'
import { textOf } from '../../../handlers/drafting/draft.ts'
import { proposeDue } from '../../../handlers/study/due.ts'
import { readDraft } from '../../../handlers/study/reading.ts'
import { shownDate, shownMonth } from '../../../handlers/time.ts'
import type { ReadTx } from '../../../store/transaction.ts'
import type { DraftView } from './shapes.ts'

/** What is being prepared, as it would be read if it were released now. */
export async function draftView(tx: ReadTx, id: string, now: number): Promise<DraftView | null> {
  const draft = await tx.drafts.get(id)
  if (!draft) return null
  const { kind, state, requireEnd } = draft
  if (kind !== 'study') {
    const blocks = blocksOf(textOf(draft))
    const title = kind === 'broadcast' ? '群发消息' : (draft.title ?? '案例')
    return { id, kind, state, requireEnd, title, month: null, issuers: [], due: '', blocks, materials: [] }
  }
  const reading = await withAttached(tx, draft, readDraft(draft, now))
  const due = await proposeDue(draft, reading, tx, now)
  return {
    id,
    kind,
    state,
    requireEnd,
    title: draft.title ?? reading.title ?? '（没有读到标题）',
    month: reading.month === null ? null : shownMonth(reading.month),
    issuers: reading.issuers,
    due: shownDate(due.date, now),
    blocks: blocksOf(reading.body),
    materials: reading.materials.map(({ id, title, text }) => ({ id, title, blocks: blocksOf(text) })),
  }
}
