import type { Answer, Desk } from '../act.ts'
import { attachedTo, changeAttached, keepAttached, withAttached } from '../cases/attach.ts'
import { texts as library } from '../cases/texts.ts'
import { endDialogue } from '../chat/dialogue.ts'
import { readDate } from '../chat/when.ts'
import { adjustCorrection } from '../correction/adjust.ts'
import { previewCorrection } from '../correction/preview.ts'
import { changesSomething, releaseCorrection } from '../correction/release.ts'
import {
  type Agreed,
  changeDraft,
  draftDialogue,
  type DraftKind,
  type DraftRow,
  type Heard,
} from '../drafting/draft.ts'
import { texts as drafting } from '../drafting/texts.ts'
import { membersOf } from '../drafting/scope.ts'
import { sayingsOf, text } from '../saying.ts'
import { dateOf, shownTime } from '../time.ts'
import { proposeDue, rememberDue } from './due.ts'
import { issue } from './issue.ts'
import { hashOf, monthBeside, named, type NoticeRow, wholeText } from './notice.ts'
import { issuedAlready, previewOf } from './preview.ts'
import { adjustMaterials } from './materials.ts'
import { keepInNotice } from './pictures.ts'
import { readDraft } from './reading.ts'
import { texts } from './texts.ts'

/** A study notice while it is prepared. */
export const studyDraft: DraftKind = {
  kind: 'study',
  name: '学习通知',
  preview,
  adjust,
  ready: async (draft, desk) =>
    draft.corrects === null ? (draft.title ?? readDraft(draft, desk.at).title) !== null : changesSomething(draft, desk),
  release: (draft, desk, agreed) =>
    draft.corrects === null ? release(draft, desk, agreed) : releaseCorrection(draft, desk, agreed),
}

/** One that corrects a notice shows what it changes instead. */
function preview(draft: DraftRow, desk: Desk): Promise<Answer> {
  return draft.corrects === null ? previewOf(draft, desk) : previewCorrection(draft, desk)
}

async function adjust(said: string, draft: DraftRow, desk: Desk, heard: Heard): Promise<Answer | undefined> {
  const attached = await changeAttached(said, draft, desk)
  if (attached) return 'say' in attached ? attached.say : preview(await changeDraft(desk.tx, draft, attached), desk)
  const corrected = await adjustCorrection(said, draft, desk, heard)
  if (corrected !== undefined) return corrected
  const [, word = '', rest = ''] = /^(?:(?:修改|更正)\s*)?(期限|完成期限|截止|标题)[\s:：]*(.*)$/su.exec(said) ?? []
  if (word && !rest) return `${word === '标题' ? texts.whichTitle : texts.whichDate}${drafting.draftStays}`
  if (word === '标题') return preview(await changeDraft(desk.tx, draft, { title: rest.trim() }), desk)
  if (word) {
    const due = readDate(rest, desk.at)
    if (due === null) return `${texts.noDate(rest)}${drafting.draftStays}`
    if (due < dateOf(draft.release ?? desk.at)) return `${texts.datePassed(rest)}${drafting.draftStays}`
    return preview(await changeDraft(desk.tx, draft, { due }), desk)
  }
  if (/^(?:先读后确认|(?:必?须|要求?|需要?)先?读完(?:(?:才能|再|后)确认)?)$/u.test(said)) {
    if (!desk.house.pages) return `${texts.noEndWithoutPages}${drafting.draftStays}`
    return preview(await changeDraft(desk.tx, draft, { requireEnd: true }), desk)
  }
  if (/^(?:不须读完|不必读完|不要求读完)$/u.test(said)) {
    return preview(await changeDraft(desk.tx, draft, { requireEnd: false }), desk)
  }
  return adjustMaterials(said, draft, desk, preview)
}

/** Makes the notice out of the draft, and sends it now or leaves it to its moment. */
async function release(draft: DraftRow, desk: Desk, agreed: Agreed | null): Promise<Answer> {
  const { tx, at, who } = desk
  const reading = await withAttached(tx, draft, readDraft(draft, at))
  // A case deleted since the preview must not be missed silently.
  if (reading.gone) {
    const cases = (await attachedTo(tx, draft)).items.map(({ ref }) => ref)
    const preview = await previewOf(await changeDraft(tx, draft, { cases }), desk)
    return [text(library.goneAttached(reading.gone)), ...sayingsOf(preview)]
  }
  const title = draft.title ?? reading.title
  if (!title) return `${texts.needsTitle}${drafting.draftStays}`
  const due = await proposeDue(draft, reading, tx, at)
  const members = await membersOf(tx, draft.unit, draft.scope)
  if (!members.length) return `${texts.nobodyInScope}${drafting.draftStays}`
  // The preview warns of what was issued before; while it lay open a colleague may have been quicker.
  const twin = await issuedAlready(draft, reading, title, tx)
  if (twin && twin.at > draft.at) {
    await changeDraft(tx, draft, { at })
    const by = (await tx.people.get(twin.by))?.name ?? twin.by
    return texts.issuedMeanwhile(named(twin), by, shownTime(twin.at, at))
  }

  const notice: NoticeRow = {
    id: desk.id(),
    unit: draft.unit,
    by: who.id,
    title,
    month: reading.month,
    issuers: reading.issuers,
    text: reading.body,
    materials: reading.materials.map(({ id, title, text }) => ({ id, title, text })),
    hash: hashOf(wholeText({ text: reading.body, materials: reading.materials })),
    due: due.date,
    requireEnd: draft.requireEnd,
    scope: [...draft.scope],
    version: 1,
    asks: 1,
    at,
    state: 'scheduled',
    release: draft.release,
    issued: null,
    withdrawn: null,
    corrected: null,
    agreed,
  }
  await tx.notices.add(notice)
  await keepInNotice(tx, draft.id, notice)
  await keepAttached(tx, draft, notice.id)
  await changeDraft(tx, draft, { state: 'released' })
  await endDialogue(desk, { kind: draftDialogue, id: draft.id })
  if (due.from !== 'text') await rememberDue(due.date, tx)
  await desk.audit({ act: '发布学习', about: notice.id, detail: `${members.length} 人` })
  if (notice.release !== null) return texts.scheduled(named(notice), shownTime(notice.release, at), members.length)
  const people = await issue(notice, desk)
  return texts.issued(`${named(notice)}${monthBeside(notice)}`, people)
}
