import type { Answer, Desk } from '../act.ts'
import { openDialogues } from '../chat/dialogue.ts'
import type { HandedIn } from '../document/handed-in.ts'
import { beginDraft, changeDraft, draftDialogue, type DraftRow, textOf } from '../drafting/draft.ts'
import { texts as drafting } from '../drafting/texts.ts'
import { adding } from '../saying.ts'
import { studyDraft } from './draft.ts'
import { texts } from './texts.ts'

/** A file of the office: the next part of the notice it is preparing, or the beginning of one. It is read back. */
export async function takeFile(file: HandedIn, sent: number, desk: Desk): Promise<Answer> {
  const draft = await openDraft(desk)
  const taken = texts.fileTaken(file)
  if (!draft) return adding(await beginDraft(studyDraft, { rest: file.text, sent }, desk), taken, texts.moreFiles)
  if (draft.kind !== 'study') return texts.noFileHere
  const parts = [...draft.parts, { at: sent, seq: draft.parts.length, text: file.text }]
  const changed = await changeDraft(desk.tx, draft, { parts, rewriting: false })
  if (draft.state === 'collecting')
    return `${taken}\n${drafting.partTaken(changed.parts.length, [...textOf(changed)].length)}`
  return adding(await studyDraft.preview(changed, desk), taken)
}

/** What this person is preparing, the innermost. */
async function openDraft({ tx, who }: Desk): Promise<DraftRow | null> {
  for (const open of [...(await openDialogues(tx, who.id))].reverse()) {
    const draft = open.kind === draftDialogue ? await tx.drafts.get(open.id) : undefined
    if (draft && draft.unit === who.officeOf) return draft
  }
  return null
}
