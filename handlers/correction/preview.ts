import type { Answer, Desk } from '../act.ts'
import type { DraftRow } from '../drafting/draft.ts'
import { previewCard } from '../drafting/preview-card.ts'
import { text } from '../saying.ts'
import { named } from '../study/notice.ts'
import { standingsOf } from '../study/standing.ts'
import { shownDate, shownTime } from '../time.ts'
import { type Correction, correctionOf } from './content.ts'
import { kindNames, texts } from './texts.ts'

/** What a correction changes, what it is proposed as and why, and whom it reaches. */
export async function previewCorrection(draft: DraftRow, desk: Desk): Promise<Answer> {
  const correction = await correctionOf(draft, desk.tx, desk.at)
  if (!correction) return texts.nothingToCorrect
  const { notice, changes, kind, next } = correction
  if (!changes.all.length) return texts.noChange
  const scheduled = notice.state === 'scheduled'
  const lines = [
    `【更正预览】${named(notice)}`,
    ...changes.lines,
    ...(scheduled
      ? [
          texts.scheduled(shownTime(notice.release ?? notice.at, desk.at)),
          '无误请回复“发布”。也可以：继续写要改的地方｜取消',
        ]
      : [
          proposalOf(correction, draft),
          await reachOf(correction, draft, desk),
          ...(kind === 'substance' && next.due === notice.due ? [texts.due(shownDate(notice.due, desk.at))] : []),
          texts.ways[kind],
        ]),
  ]
  const title = `${scheduled ? '更正' : kindNames[kind]} ${named(next)}`
  return [text(lines.join('\n')), previewCard(draft, { title, page: `/h5/drafts/${draft.id}` })]
}

function proposalOf({ changes, kind }: Correction, draft: DraftRow): string {
  const chosen = draft.correction?.kind ?? null
  if (kind === 'due') return texts.proposal.due
  if (chosen === null || chosen === changes.kind) {
    return kind === 'substance' ? texts.proposal.substance(changes.why ?? '您定的') : texts.proposal.wording
  }
  return chosen === 'wording' ? texts.chosen.wording(changes.why) : texts.chosen.substance
}

async function reachOf({ notice, kind }: Correction, draft: DraftRow, { tx }: Desk): Promise<string> {
  const asked = await tx.audience.count('notice', [notice.id])
  if (kind === 'wording') return draft.correction?.tell ? texts.tells : texts.quiet
  const { standings } = await standingsOf(tx, notice.id)
  if (kind === 'due') return texts.tellsWaiting(asked - standings.size)
  const excused = [...standings.values()].filter(standing => standing === 'leave' || standing === 'exempt').length
  return texts.reaches(asked - excused, await tx.confirmations.count('notice', [notice.id]))
}
