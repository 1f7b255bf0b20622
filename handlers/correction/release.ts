import type { Answer, Desk } from '../act.ts'
import { keepAttached } from '../cases/attach.ts'
import { endDialogue } from '../chat/dialogue.ts'
import { type Agreed, changeDraft, draftDialogue, type DraftRow } from '../drafting/draft.ts'
import { adding } from '../saying.ts'
import { agreedIn } from '../second/agreed.ts'
import { hashOf, named, type NoticeRow } from '../study/notice.ts'
import { keepInNotice } from '../study/pictures.ts'
import { versionNow, versionsOf } from '../study/versions.ts'
import { dateOf, shownDate, shownTime } from '../time.ts'
import { catchUp, type Correction, correctionOf } from './content.ts'
import { previewCorrection } from './preview.ts'
import { tell } from './tell.ts'
import { texts } from './texts.ts'

/** Makes the next version of the notice out of the draft, and tells whom it concerns. One not issued yet is replaced. */
export async function releaseCorrection(draft: DraftRow, desk: Desk, agreed: Agreed | null): Promise<Answer> {
  const { tx, at } = desk
  const correction = await correctionOf(draft, tx, at)
  if (!correction) return texts.nothingToCorrect
  const { notice, next, changes } = correction
  if (notice.state === 'withdrawn' || notice.state === 'cancelled') {
    await end(draft, 'cancelled', desk)
    return texts.withdrawnMeanwhile(named(notice))
  }
  const late = await catchUp(draft, correction, tx)
  if (late) {
    const [newest] = (await versionsOf(tx, notice.id)).slice(-1)
    const who = (await tx.people.get(newest?.by ?? ''))?.name ?? '同事'
    const shown = shownTime(newest?.at ?? at, at)
    const words = late.merged ? texts.merged(who, shown) : texts.clashes(who, shown)
    return adding(await previewCorrection(late.draft, desk), words)
  }
  if (!changes.all.length) return texts.nothingChanged
  if (next.due !== notice.due && next.due < dateOf(at)) return texts.duePassed(shownDate(next.due, at))
  await end(draft, 'released', desk)
  await keepInNotice(tx, draft.id, { ...next, id: notice.id })
  await keepAttached(tx, draft, notice.id)
  if (notice.state === 'scheduled') {
    await tx.notices.put({ ...notice, ...next, agreed })
    await desk.audit({ act: '修改', about: notice.id, detail: '发出前修改' })
    return texts.replaced(named(next), shownTime(notice.release ?? at, at))
  }
  const corrected = await write(correction, agreed, desk)
  return tell(corrected, correction, draft.correction?.tell ?? false, desk)
}

/** Whether there is anything to release. */
export async function changesSomething(draft: DraftRow, { tx, at }: Desk): Promise<boolean> {
  return ((await correctionOf(draft, tx, at))?.changes.all.length ?? 0) > 0
}

async function end(draft: DraftRow, state: 'released' | 'cancelled', desk: Desk): Promise<void> {
  await changeDraft(desk.tx, draft, { state })
  await endDialogue(desk, { kind: draftDialogue, id: draft.id })
}

/** The new version beside the ones before it, attested with both hashes. */
async function write(
  { notice, next, changes, kind }: Correction,
  agreed: Agreed | null,
  desk: Desk,
): Promise<NoticeRow> {
  const { tx, at, who } = desk
  const version = notice.version + 1
  const asks = kind === 'substance' ? version : notice.asks
  const difference = changes.lines
  const fact = await desk.attest({
    type: 'study.corrected',
    notice: notice.id,
    version,
    asks,
    hash: next.hash,
    was: notice.hash,
    title: hashOf(next.title),
    due: next.due,
    difference: hashOf(difference.join('\n')),
    ...agreedIn({ by: who.id, agreed }),
  })
  if (notice.version === 1) await tx.versions.add({ ...versionNow(notice), version: '1' })
  const materials = next.materials.map(row => ({ ...row }))
  const row = {
    ...next,
    materials,
    notice: notice.id,
    version: String(version),
    at,
    by: who.id,
    agreed,
    kind,
    difference,
    fact,
  }
  await tx.versions.add(row)
  const corrected = kind === 'substance' ? { version, at, difference } : notice.corrected
  const changed: NoticeRow = { ...notice, ...next, version, asks, corrected }
  await tx.notices.put(changed)
  await desk.audit({ act: '修改', about: notice.id, detail: `第${version}版` })
  return changed
}
