import type { Answer, Desk } from '../act.ts'
import type { PressAct } from '../chat/press.ts'
import { type CardSaying, sayingsOf } from '../saying.ts'
import { cancelDraft, releaseDraft } from './dialogue.ts'
import { type DraftKind, type DraftRow, kindOf } from './draft.ts'
import { texts } from './texts.ts'

/** The card under a preview: opens it as it will look, and releases or drops it in one tap. */
export function previewCard(
  draft: DraftRow,
  { title, page, word = '发布' }: { title: string; page: string | null; word?: string },
): CardSaying {
  const about = `${draft.id}/${draft.revision}`
  return {
    kind: 'card',
    title: `预览：${title}`,
    summary: page ? `点开看${word === '发布' ? '发出后' : '打开时'}的样子。` : '看过上面的预览后，可以直接点按钮。',
    lines: [],
    page,
    pageLabel: '打开预览',
    buttons: [
      { text: word, press: `draft.release:${about}` },
      { text: '取消', press: `draft.cancel:${about}` },
    ],
    word,
  }
}

/** The buttons of that card. One of an older preview does nothing but say so. */
export function draftPresses(kinds: readonly DraftKind[]): PressAct[] {
  const onDraft =
    (run: (draft: DraftRow, kind: DraftKind, desk: Desk) => Promise<Answer>, isRelease: boolean): PressAct['act'] =>
    async ({ about, responseCode }, desk) => {
      const [id = '', revision = ''] = about.split('/')
      const draft = await desk.tx.drafts.get(id)
      const kind = draft && kindOf(kinds, draft)
      if (!draft || !kind || draft.by !== desk.who.id) return texts.nothingToRelease
      const word = isRelease ? (kind.word ?? '发布') : '取消'
      if (desk.who.officeOf !== draft.unit) {
        await desk.audit({ act: word, about: id, outcome: 'refused' })
        return texts.noLongerOffice
      }
      if (draft.state === 'released') return texts.alreadyReleased(kind.word)
      if (String(draft.revision) !== revision) return texts.outdatedPreview
      const answer = await run(draft, kind, desk)
      const done = (await desk.tx.drafts.get(id))?.state !== draft.state
      if (!done) return answer
      return [{ kind: 'close-card', responseCode, text: `已${word}`, otherwise: null }, ...sayingsOf(answer)]
    }
  return [
    { name: 'draft.release', act: onDraft(releaseDraft, true) },
    { name: 'draft.cancel', act: onDraft(cancelDraft, false) },
  ]
}
