import { type Correction, correctionOf } from '../../../handlers/correction/content.ts'
import { kindNames } from '../../../handlers/correction/texts.ts'
import { withAttached } from '../../../handlers/cases/attach.ts'
import { type Block, blocksOf } from '../../../handlers/document/blocks.ts'
import { type Doubt, doubtsIn } from '../../../handlers/document/doubts.ts'
import { pictureMarks } from '../../../handlers/document/picture-marks.ts'
import { readOrganisation } from '../../../handlers/directory/organisation.ts'
import { type DraftRow, textOf } from '../../../handlers/drafting/draft.ts'
import { membersOf, scopeName } from '../../../handlers/drafting/scope.ts'
import { segmentsOf } from '../../../handlers/drafting/segments.ts'
import type { Person } from '../../../handlers/person.ts'
import { proposeDue } from '../../../handlers/study/due.ts'
import { hashOf, wholeText } from '../../../handlers/study/notice.ts'
import { remarksOn, whence } from '../../../handlers/study/preview.ts'
import { unreachable } from '../../../handlers/study/progress.ts'
import { readDraft } from '../../../handlers/study/reading.ts'
import { shownDate, shownMonth, shownTime } from '../../../handlers/time.ts'
import type { ReadTx } from '../../../store/transaction.ts'
import type { DraftView } from './shapes.ts'

/** What is being prepared, as it would be read if it were released now. */
export async function draftView(tx: ReadTx, id: string, who: Person, now: number): Promise<DraftView | null> {
  const draft = await tx.drafts.get(id)
  if (!draft) return null
  const common = await commonOf(tx, draft, who, now)
  const correction = await correctionOf(draft, tx, now)
  if (correction) return { ...common, ...correcting(correction, draft, now) }
  return draft.kind === 'study' ? { ...common, ...(await studyOf(tx, draft, now)) } : common
}

/** Of a draft of any kind: its text. */
async function commonOf(tx: ReadTx, draft: DraftRow, who: Person, now: number): Promise<DraftView> {
  const { id, kind, state, requireEnd, revision, by, release } = draft
  const members = await membersOf(tx, draft.unit, draft.scope)
  return {
    id,
    kind,
    correction: null,
    state,
    requireEnd,
    revision,
    mine: by === who.id,
    by: (await tx.people.get(by))?.name ?? by,
    untitled: false,
    people: members.length,
    where: scopeName(await readOrganisation(tx), draft.scope),
    hidden: members.flatMap(({ person }) => unreachable(person)).length,
    dueDate: '',
    dueFrom: '',
    release: release === null ? null : shownTime(release, now),
    files: [],
    loose: [],
    remarks: [],
    doubts: [],
    notice: null,
    title: kind === 'broadcast' ? '群发消息' : (draft.title ?? '案例'),
    month: null,
    issuers: [],
    due: '',
    blocks: blocksOf(textOf(draft)),
    materials: [],
  }
}

/** Of one that corrects a notice: the notice as it will be read, and what changes. */
function correcting({ notice, next, changes, kind }: Correction, { state }: DraftRow, now: number): Partial<DraftView> {
  return {
    title: next.title,
    month: next.month === null ? null : shownMonth(next.month),
    issuers: [...next.issuers],
    due: shownDate(next.due, now),
    blocks: blocksOf(next.text),
    materials: next.materials.map(({ id, title, text }) => ({ id, title, blocks: blocksOf(text) })),
    notice: state === 'released' ? notice.id : null,
    // Once released it is no change any more.
    correction:
      state === 'released'
        ? null
        : {
            kind: notice.state === 'scheduled' ? '发出前修改' : kindNames[kind],
            why: kind === 'substance' ? changes.why : null,
            lines: changes.all,
          },
  }
}

async function studyOf(tx: ReadTx, draft: DraftRow, now: number): Promise<Partial<DraftView>> {
  const reading = await withAttached(tx, draft, readDraft(draft, now))
  const due = await proposeDue(draft, reading, tx, now)
  const title = draft.title ?? reading.title
  const blocks = blocksOf(reading.body)
  const materials = reading.materials.map(({ id, title, text }) => ({ id, title, blocks: blocksOf(text) }))
  const doubts = [
    ...placed(doubtsIn(reading.body, reading.absent, true), blocks, null),
    ...reading.materials.flatMap(({ id, text }, index) =>
      placed(doubtsIn(text, [], false), materials[index]?.blocks ?? [], id),
    ),
  ]
  const made =
    draft.state === 'released'
      ? await noticeOf(tx, draft.unit, hashOf(wholeText({ text: reading.body, materials: reading.materials })))
      : null
  return {
    title: title ?? '（没有读到标题）',
    untitled: title === null,
    month: reading.month === null ? null : shownMonth(reading.month),
    issuers: reading.issuers,
    due: shownDate(due.date, now),
    dueDate: due.date,
    // Without the words to say in chat: here it is a field.
    dueFrom: whence[due.from].replace(/；回复[^）]*/u, ''),
    blocks,
    materials,
    files: segmentsOf(draft).flatMap(({ name, text }, index) =>
      name === null ? [] : [{ name, cover: index === 0, pictures: pictureMarks(text).length }],
    ),
    loose: reading.materials.flatMap(({ part }, index) => (part === null ? [] : [index + 1])),
    remarks: await remarksOn(draft, reading, due, { tx, at: now, pages: true }),
    doubts: draft.title === null ? doubts : doubts.filter(({ kind }) => kind !== 'title'),
    notice: made,
  }
}

/** Each under the block it stands in. */
function placed(doubts: readonly Doubt[], blocks: readonly Block[], material: string | null) {
  const ends: number[] = []
  for (const { raw } of blocks) ends.push((ends.at(-1) ?? 0) + raw.length)
  return doubts.map(({ at, kind, note }) => ({
    material,
    block: Math.max(
      0,
      ends.findIndex(end => at < end),
    ),
    kind,
    note,
  }))
}

/** The newest notice of the same text. */
async function noticeOf(tx: ReadTx, unit: string, hash: string): Promise<string | null> {
  const same = (await tx.notices.list('unit', [unit])).filter(notice => notice.hash === hash)
  return same.sort((a, b) => b.at - a.at)[0]?.id ?? null
}
