import type { ReadTx } from '../../store/transaction.ts'
import type { Answer, Desk } from '../act.ts'
import { caseDraft } from '../cases/draft.ts'
import type { HandedIn } from '../document/handed-in.ts'
import { lengthOf } from '../document/picture-marks.ts'
import {
  addDraft,
  changeDraft,
  draftDialogue,
  type DraftRow,
  giveUpOpen,
  textOf,
  typedPart,
} from '../drafting/draft.ts'
import type { Person } from '../person.ts'
import { dropFromDraft, keepInDraft } from '../drafting/pictures.ts'
import { texts as drafting } from '../drafting/texts.ts'
import { sayingsOf, text } from '../saying.ts'
import { studyDraft } from './draft.ts'
import { readDraft } from './reading.ts'
import { texts } from './texts.ts'

/**
 * A file of the office: the next part of the notice or case it is preparing, or the beginning of one. It is read back.
 * `into`: `open` is what lies open, else a new draft; `new` gives up what lies open; else the id of a draft of its own.
 */
export async function takeFile(file: HandedIn, sent: number, into: string, desk: Desk): Promise<Answer> {
  const target = await targetOf(into, desk)
  if ('wrong' in target) return target.wrong
  const { open, gaveUp } = target
  const changed = await withFile(open ?? (await addDraft('study', [], desk)), file, sent, desk)
  const taken = texts.fileTaken(file)
  if (open?.state === 'collecting')
    return `${taken}\n${drafting.partTaken(changed.parts.length, lengthOf(textOf(changed)))}`
  const shown = await changeDraft(desk.tx, changed, { state: 'preview' })
  // The preview with its buttons stands last, where the eye is.
  const first = [
    taken,
    open ? another(shown, file, desk) : texts.moreFiles,
    gaveUp ? drafting.replaced(studyDraft) : null,
  ].filter(sentence => sentence !== null)
  return [text(first.join('\n')), ...sayingsOf(await kindOf(shown).preview(shown, desk))]
}

/** The same for a text that is handed in whole. */
export async function takeText(words: string, into: string, desk: Desk): Promise<Answer> {
  const target = await targetOf(into, desk)
  if ('wrong' in target) return target.wrong
  const draft = target.open ?? (await addDraft('study', [], desk))
  if (draft.rewriting) await dropFromDraft(desk.tx, draft.id)
  const before = draft.rewriting ? [] : draft.parts
  const parts = [...before, typedPart(words, desk.at, before.length)]
  const state = draft.state === 'collecting' && target.open ? 'collecting' : 'preview'
  return kindOf(draft).preview(await changeDraft(desk.tx, draft, { parts, rewriting: false, state }), desk)
}

const kindOf = ({ kind }: DraftRow) => (kind === 'case' ? caseDraft : studyDraft)

type Target = { open: DraftRow | null; gaveUp: boolean } | { wrong: string }

async function targetOf(into: string, desk: Desk): Promise<Target> {
  if (into === 'new') return { open: null, gaveUp: await giveUpOpen(studyDraft, desk) }
  const open = into === 'open' ? await openDraft(desk.tx, desk.who) : ((await desk.tx.drafts.get(into)) ?? null)
  if (into !== 'open' && (open?.by !== desk.who.id || !['collecting', 'preview'].includes(open.state))) {
    return { wrong: texts.draftClosed }
  }
  return open?.kind === 'broadcast' ? { wrong: texts.noFileHere } : { open, gaveUp: false }
}

async function withFile(draft: DraftRow, file: HandedIn, sent: number, desk: Desk): Promise<DraftRow> {
  if (draft.rewriting) await dropFromDraft(desk.tx, draft.id)
  // A notice handed in for a correction is the notice anew; any other file is one more material.
  const anew = draft.corrects !== null && file.notice
  const kept = anew ? draft.parts.filter(part => part.seq !== (draft.cover ?? 0)) : draft.parts
  const before = draft.rewriting ? [] : kept
  const { name, title, notice, announces } = file
  const text = await keepInDraft(desk.tx, draft.id, file, desk.at)
  const seq = Math.max(-1, ...before.map(part => part.seq)) + 1
  const cover = draft.corrects === null ? {} : { cover: anew || !before.length ? seq : (draft.cover ?? 0) }
  const part = { at: sent, seq, text, file: { name, title, notice, announces } }
  return changeDraft(desk.tx, draft, { parts: [...before, part], ...cover, rewriting: false })
}

/** A second notice among the files may be meant as a notice of its own. */
function another(draft: DraftRow, file: HandedIn, desk: Desk): string | null {
  if (!file.notice || draft.kind === 'case') return null
  const reading = readDraft(draft, desk.at)
  const place = reading.materials.findIndex(material => material.file === file.name)
  return place < 0 ? null : texts.anotherNotice(file.name, place + 1)
}

/** What this person is preparing, the innermost; of a kind, where one is named. */
export async function openDraft(
  tx: Pick<ReadTx, 'dialogues' | 'drafts'>,
  { id, officeOf }: Pick<Person, 'id' | 'officeOf'>,
  kind: DraftRow['kind'] | null = null,
): Promise<DraftRow | null> {
  const stack = (await tx.dialogues.get(id))?.stack ?? []
  for (const open of stack.filter(item => item.kind === draftDialogue).reverse()) {
    const draft = await tx.drafts.get(open.id)
    if (draft && draft.unit === officeOf && (kind === null || draft.kind === kind)) return draft
  }
  return null
}
