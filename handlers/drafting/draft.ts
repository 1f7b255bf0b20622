import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { Tx } from '../../store/transaction.ts'
import type { Answer, Desk } from '../act.ts'
import { beginDialogue, endDialogue, openDialogues } from '../chat/dialogue.ts'
import type { Said } from '../chat/words.ts'
import { withoutPictures } from '../document/picture-marks.ts'
import { adding } from '../saying.ts'
import { dropFromDraft } from './pictures.ts'
import { segmentsOf } from './segments.ts'
import { texts } from './texts.ts'

export type DraftRow = RowOf<Collections['drafts']>

/** Who agreed to a release as the second officer, and when. */
export interface Agreed {
  by: string
  at: number
}

/** The message as it came, character by character, and when it was sent (ms). */
export interface Heard {
  message: string
  sent: number
}

/** What a kind of draft is: how it is previewed, what it understands while previewed, and how it is released. */
export interface DraftKind {
  kind: DraftRow['kind']
  /** What the office calls it: 学习通知, 群发消息. */
  name: string
  /** The word that releases it: 发布, unless it is another. */
  word?: '保存'
  preview: (draft: DraftRow, desk: Desk) => Promise<Answer>
  /** Whether nothing is missing that the office has to say first: nobody else is asked about what cannot go out. Absent is always. */
  ready?: (draft: DraftRow, desk: Desk) => Promise<boolean>
  /** `agreed` is the second officer, where one was needed: kept with what is released and in its fact. */
  release: (draft: DraftRow, desk: Desk, agreed: Agreed | null) => Promise<Answer>
  /** Words of this kind only, said while the preview is open. `undefined` says that it was none. */
  adjust?: (said: string, draft: DraftRow, desk: Desk, message: Heard) => Promise<Answer | undefined>
}

/** How a draft goes on. One that corrects a notice is called by what it makes. */
export function kindOf(kinds: readonly DraftKind[], draft: Pick<DraftRow, 'kind' | 'corrects'>): DraftKind | undefined {
  const kind = kinds.find(item => item.kind === draft.kind)
  return kind && draft.corrects !== null ? { ...kind, name: '更正后的通知' } : kind
}

/** The dialogue in which a draft is collected and previewed. */
export const draftDialogue = 'draft'

/**
 * The text as handed in: the parts in the order they were sent, joined by line ends; among files the notice comes first,
 * see `segmentsOf`. Nothing is trimmed or changed.
 */
export function textOf(draft: DraftRow): string {
  return segmentsOf(draft)
    .map(segment => segment.text)
    .join('\n')
}

/** A part that was typed: what looks like the mark of a picture is none. */
export const typedPart = (text: string, at: number, seq: number): DraftRow['parts'][number] => ({
  at,
  seq,
  text: withoutPictures(text),
})

/**
 * The word that begins a kind of draft: with the text it is previewed at once, alone it opens the collecting.
 * One of the same kind that lies open is given up for a new text, and the answer says so; the word alone shows it again.
 * `title` is the office's own, if given.
 */
export async function beginDraft(
  kind: DraftKind,
  { rest, sent }: Said,
  desk: Desk,
  title: string | null = null,
): Promise<Answer> {
  const open = rest.trim() ? null : await openOf(kind, desk)
  if (open) return stillOpen(kind, open, desk)
  const replaced = await giveUpOpen(kind, desk)
  const draft = await addDraft(kind.kind, rest.trim() ? [typedPart(rest, sent, 0)] : [], desk, { title })
  const answer = rest.trim()
    ? await kind.preview(await changeDraft(desk.tx, draft, { state: 'preview' }), desk)
    : texts.begin(kind.name)
  return adding(answer, replaced ? texts.replaced(kind) : null)
}

/** What lies open of a kind and already holds something. A correction is none: it belongs to a notice that is out. */
async function openOf({ kind }: DraftKind, { tx, who }: Desk): Promise<DraftRow | null> {
  for (const open of await openDialogues(tx, who.id)) {
    const draft = open.kind === draftDialogue ? await tx.drafts.get(open.id) : undefined
    if (draft?.kind === kind && draft.corrects === null && draft.parts.length) return draft
  }
  return null
}

/** Whoever hands in a file and then says the word means that file. */
async function stillOpen(kind: DraftKind, draft: DraftRow, desk: Desk): Promise<Answer> {
  await beginDialogue(desk, { kind: draftDialogue, id: draft.id })
  if (draft.state !== 'preview') return texts.resumeCollecting(kind.name, draft.parts.length)
  return adding(await kind.preview(draft, desk), texts.stillOpen(kind))
}

/** Gives up what lies open of a kind. Says whether something was lost by it. */
export async function giveUpOpen({ kind }: Pick<DraftKind, 'kind'>, desk: Desk): Promise<boolean> {
  let gaveUp = false
  for (const open of await openDialogues(desk.tx, desk.who.id)) {
    const old = open.kind === draftDialogue ? await desk.tx.drafts.get(open.id) : undefined
    if (old?.kind !== kind) continue
    await changeDraft(desk.tx, old, { state: 'cancelled' })
    await dropFromDraft(desk.tx, old.id)
    await endDialogue(desk, open)
    gaveUp ||= old.parts.length > 0
  }
  return gaveUp
}

/** Begins a draft with these parts, and opens its dialogue; `more` says what else it begins with. */
export async function addDraft(
  kind: DraftRow['kind'],
  parts: DraftRow['parts'],
  desk: Desk,
  more: Partial<DraftRow> = {},
): Promise<DraftRow> {
  const id = desk.id()
  const draft: DraftRow = {
    id,
    kind,
    by: desk.who.id,
    unit: desk.who.officeOf ?? desk.who.unit,
    at: desk.at,
    state: 'collecting',
    parts,
    finished: null,
    scope: [],
    due: null,
    release: null,
    requireEnd: false,
    title: null,
    cases: [],
    rewriting: false,
    revision: 0,
    corrects: null,
    correction: null,
    ...more,
  }
  await desk.tx.drafts.add(draft)
  await beginDialogue(desk, { kind: draftDialogue, id })
  return draft
}

/** Writes a change; every change makes buttons of earlier previews outdated. */
export async function changeDraft(tx: Tx, draft: DraftRow, change: Partial<DraftRow>): Promise<DraftRow> {
  const changed = { ...draft, ...change, revision: draft.revision + 1 }
  await tx.drafts.update(changed)
  return changed
}
