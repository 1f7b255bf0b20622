import type { Answer, Desk } from '../act.ts'
import { isHandedIn } from '../drafting/dialogue.ts'
import { lengthOf, withoutPictures } from '../document/picture-marks.ts'
import { changeDraft, type DraftRow, type Heard, typedPart } from '../drafting/draft.ts'
import { texts as drafting } from '../drafting/texts.ts'
import { sayingsOf, text } from '../saying.ts'
import { correctionOf } from './content.ts'
import { changeMaterial } from './parts.ts'
import { previewCorrection } from './preview.ts'
import { looksLikeReplacement, readReplacements, replaceAll } from './replacements.ts'
import { texts } from './texts.ts'

const asWording =
  /^(?:按|算|改按|只是)?(?:是)?文字(?:性)?(?:更正|修改|勘误)$|^(?:不用|不必|不须|无须|不需要?)(?:再|重新|再次)(?:学习?|确认)$/u
const asSubstance =
  /^(?:按|算|改按)?(?:是)?实质(?:性)?(?:更正|修改)$|^(?:必?须|要|需要?|请)?(?:大家)?(?:重新|再次)(?:学习?|确认)(?:一次|一遍)?$/u
const telling = /^(?:要)?(?:告知|通知)(?:大家|一下|一下大家|所有人)?$/u
const quiet = /^不(?:用|必)?(?:告知|通知)(?:大家)?$/u

/** Words said while a correction is previewed. `undefined` says that it was none. */
export async function adjustCorrection(
  said: string,
  draft: DraftRow,
  desk: Desk,
  { message, sent }: Heard,
): Promise<Answer | undefined> {
  const correction = draft.correction
  if (!correction) return undefined
  const { tx } = desk
  const decide = async (change: Partial<typeof correction>): Promise<Answer> =>
    previewCorrection(await changeDraft(tx, draft, { correction: { ...correction, ...change } }), desk)
  if (asWording.test(said)) return decide({ kind: 'wording' })
  if (asSubstance.test(said)) {
    const chosen = await decide({ kind: 'substance' })
    const due = (await correctionOf(draft, tx, desk.at))?.kind === 'due'
    return due ? [text(texts.onlyDue), ...sayingsOf(chosen)] : chosen
  }
  if (telling.test(said)) return decide({ tell: true })
  if (quiet.test(said)) return decide({ tell: false })
  if (/^(?:修改\s*)?(?:范围|定时|只发给?|发给|先读后确认|(?:必?须|要求?|需要?)先?读完|不须读完|不必读完)/u.test(said)) {
    return `${texts.fixed}${drafting.draftStays}`
  }
  const words = message.trim().replace(/^(?:修改|更正)[\s:：，,]+/u, '')
  const changed = changedParts(words, draft)
  if (typeof changed === 'string') return `${changed}${drafting.draftStays}`
  if (changed) return previewCorrection(await changeDraft(tx, draft, changed), desk)
  return isHandedIn(message) ? beginAnew(draft, message, sent, desk) : undefined
}

/** The parts that words ask for, or what is wrong with them; null where they ask for none. */
function changedParts(words: string, draft: DraftRow): Partial<DraftRow> | string | null {
  const replacements = readReplacements(words)
  if (replacements) {
    const safe = replacements.map(({ of, by }) => ({ of, by: withoutPictures(by) }))
    const done = replaceAll(
      draft.parts.map(part => part.text),
      safe,
    )
    if ('of' in done) return done.times ? texts.ambiguous(done.of, done.times) : texts.notThere(done.of)
    return { parts: draft.parts.map((part, index) => ({ ...part, text: done.texts[index] ?? part.text })) }
  }
  const parts = changeMaterial(words, draft)
  if (!parts) return looksLikeReplacement(words) ? texts.unread : null
  if (!('wrong' in parts)) return parts
  return parts.unread ? texts.materialUnread : texts.noMaterial(parts.wrong)
}

/** A long text is the whole notice anew, or the first part of it. */
async function beginAnew(draft: DraftRow, message: string, sent: number, desk: Desk): Promise<Answer> {
  const parts = [typedPart(message, sent, 0)]
  await changeDraft(desk.tx, draft, { ...asTyped, state: 'collecting', parts })
  return texts.partTaken(lengthOf(message))
}

/** What a text handed in anew no longer has: its materials and their titles are read from itself. */
export const asTyped = { rewriting: false, finished: null, cover: undefined, renamed: undefined } as const
