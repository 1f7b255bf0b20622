import type { Answer, Desk } from '../act.ts'
import { caseDraft } from '../cases/draft.ts'
import { openDialogues } from '../chat/dialogue.ts'
import type { HandedIn } from '../document/handed-in.ts'
import { lengthOf } from '../document/picture-marks.ts'
import { addDraft, changeDraft, draftDialogue, type DraftRow, giveUpOpen, textOf } from '../drafting/draft.ts'
import { dropFromDraft, keepInDraft } from '../drafting/pictures.ts'
import { texts as drafting } from '../drafting/texts.ts'
import { adding } from '../saying.ts'
import { studyDraft } from './draft.ts'
import { readDraft } from './reading.ts'
import { texts } from './texts.ts'

/** Where a file goes: into what lies open, else into a new draft; or into a new one in any case. */
export type Into = 'open' | 'new'

/** A file of the office: the next part of the notice or case it is preparing, or the beginning of one. It is read back. */
export async function takeFile(file: HandedIn, sent: number, into: Into, desk: Desk): Promise<Answer> {
  const open = into === 'open' ? await openDraft(desk) : null
  if (open?.kind === 'broadcast') return texts.noFileHere
  const gaveUp = into === 'new' && (await giveUpOpen(studyDraft, desk))
  const draft = open ?? (await addDraft('study', [], desk))
  const changed = await withFile(draft, file, sent, desk)
  const taken = texts.fileTaken(file)
  if (open?.state === 'collecting')
    return `${taken}\n${drafting.partTaken(changed.parts.length, lengthOf(textOf(changed)))}`
  const shown = await changeDraft(desk.tx, changed, { state: 'preview' })
  return adding(
    await (shown.kind === 'case' ? caseDraft : studyDraft).preview(shown, desk),
    taken,
    open ? another(shown, file, desk) : texts.moreFiles,
    gaveUp ? drafting.replaced(studyDraft) : null,
  )
}

async function withFile(draft: DraftRow, file: HandedIn, sent: number, desk: Desk): Promise<DraftRow> {
  if (draft.rewriting) await dropFromDraft(desk.tx, draft.id)
  const before = draft.rewriting ? [] : draft.parts
  const { name, title, notice, announces } = file
  const text = await keepInDraft(desk.tx, draft.id, file, desk.at)
  const part = { at: sent, seq: before.length, text, file: { name, title, notice, announces } }
  return changeDraft(desk.tx, draft, { parts: [...before, part], rewriting: false })
}

/** A second notice among the files may be meant as a notice of its own. */
function another(draft: DraftRow, file: HandedIn, desk: Desk): string | null {
  if (!file.notice || draft.kind === 'case') return null
  const reading = readDraft(draft, desk.at)
  const place = reading.materials.findIndex(material => material.file === file.name)
  return place < 0 ? null : texts.anotherNotice(file.name, place + 1)
}

/** What this person is preparing, the innermost. */
export async function openDraft({ tx, who }: Pick<Desk, 'who'> & { tx: Pick<Desk['tx'], 'dialogues' | 'drafts'> }) {
  const open = (await openDialogues(tx as Desk['tx'], who.id)).filter(({ kind }) => kind === draftDialogue)
  for (const { id } of open.reverse()) {
    const draft = await tx.drafts.get(id)
    if (draft && draft.unit === who.officeOf) return draft
  }
  return null
}
