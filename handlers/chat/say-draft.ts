import { z } from 'zod'
import type { Act } from '../act.ts'
import { draftDialogue } from '../drafting/draft.ts'
import { texts as drafting } from '../drafting/texts.ts'
import { takeText } from '../study/file.ts'
import { dialogues } from './capabilities.ts'
import { texts } from './texts.ts'

export const DraftSaid = z.object({
  draft: z.string(),
  /** A word of the preview, as in chat: `标题 ……`, `期限 ……`, `范围 ……`. */
  message: z.string().min(1).max(400),
})

/** Says a word to a draft of one's own from a page, whatever lies open in chat. */
export const sayToDraft: Act<z.infer<typeof DraftSaid>> = async ({ draft: id, message }, desk) => {
  const draft = await desk.tx.drafts.get(id)
  if (!draft || draft.by !== desk.who.id || !['collecting', 'preview'].includes(draft.state)) {
    return draft?.state === 'released' ? drafting.alreadyReleased() : drafting.nothingToRelease
  }
  const dialogue = dialogues.find(({ kind }) => kind === draftDialogue)
  return (
    (await dialogue?.hear({ id, message, sent: desk.at, global: true }, desk)) ?? texts.notUnderstood(message, null)
  )
}

export const DraftText = z.object({
  text: z.string().min(1),
  /** `open`, `new` or the id of a draft, see `takeFile`. */
  into: z.string(),
})

/** A text pasted on the page, taken as a file would be. */
export const pasteText: Act<z.infer<typeof DraftText>> = ({ text, into }, desk) =>
  desk.who.officeOf === null ? Promise.resolve(texts.filesOfOffice) : takeText(text, into, desk)
