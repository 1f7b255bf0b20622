import type { Act, Answer, Desk } from '../act.ts'
import { endDialogue } from '../chat/dialogue.ts'
import { plainOf, type Said } from '../chat/words.ts'
import { releaseDraft } from '../drafting/dialogue.ts'
import { lengthOf, withoutPictures } from '../document/picture-marks.ts'
import { beginDraft, changeDraft, draftDialogue, type DraftKind, type DraftRow, textOf } from '../drafting/draft.ts'
import { previewCard } from '../drafting/preview-card.ts'
import { text } from '../saying.ts'
import { hashOf } from '../study/notice.ts'
import { keepInNotice } from '../study/pictures.ts'
import { texts } from './texts.ts'

/** A case that the office adds to its own collection. */
export const caseDraft: DraftKind = { kind: 'case', name: texts.kind, word: '保存', preview, release, adjust }

/** `添加案例 标题` and the text: after the title, in parts, or as a file. */
export const sayAddCase: Act<Said> = ({ rest, sent }, desk) => {
  const { title, text } = titleAndText(rest)
  return beginDraft(caseDraft, { rest: text, sent }, desk, title)
}

const longestTitle = 60

/** A short first line is the title; all of it where nothing follows. */
function titleAndText(rest: string): { title: string | null; text: string } {
  const [, first = '', more = ''] = /^\s*([^\n]*)\n?(.*)$/su.exec(rest) ?? []
  const isTitle = first.trim() !== '' && [...first].length <= longestTitle && !/[。；]/u.test(first)
  return isTitle ? { title: first.trim(), text: more } : { title: null, text: rest }
}

/** The office's own title, else a short first line. */
function titleOf(draft: DraftRow): string | null {
  if (draft.title !== null) return draft.title
  const { title, text } = titleAndText(textOf(draft))
  return title !== null && text.trim() ? title : null
}

/** The same text in the collection already. */
const twinOf = async (draft: DraftRow, { tx }: Desk) => {
  const hash = hashOf(textOf(draft))
  return (await tx.cases.list('unit', [draft.unit])).find(row => row.state === 'kept' && row.hash === hash)
}

async function preview(draft: DraftRow, desk: Desk): Promise<Answer> {
  const title = titleOf(draft)
  const whole = textOf(draft)
  const begins = withoutPictures(whole).replace(/\s+/gu, ' ').trim()
  const shown = [...begins].length > longestTitle ? `${[...begins].slice(0, longestTitle).join('')}……` : begins
  const twin = await twinOf(draft, desk)
  return [
    text(texts.preview(title, lengthOf(whole), shown, twin?.title ?? null)),
    previewCard(draft, { title: title ?? '案例（没有标题）', page: `/h5/drafts/${draft.id}`, word: '保存' }),
  ]
}

async function adjust(said: string, draft: DraftRow, desk: Desk): Promise<Answer | undefined> {
  if (/^(?:确认|立即)?(?:保存|存入|入库|存)(?:案例库?)?$/u.test(plainOf(said)))
    return releaseDraft(draft, caseDraft, desk)
  const [, word = '', rest = ''] = /^(?:修改\s*)?(标题|范围|定时|只发给?|发给|期限)[\s:：]*(.*)$/su.exec(said) ?? []
  if (word === '标题') {
    return rest.trim() ? preview(await changeDraft(desk.tx, draft, { title: rest.trim() }), desk) : texts.whichTitle
  }
  return word ? texts.onlyCase : undefined
}

async function release(draft: DraftRow, desk: Desk): Promise<Answer> {
  const { tx, at, who } = desk
  const title = titleOf(draft)
  if (title === null) return texts.needsTitle
  const whole = textOf(draft)
  const row = { id: desk.id(), unit: draft.unit, by: who.id, at, title, text: whole, hash: hashOf(whole) }
  await tx.cases.add({ ...row, state: 'kept', withdrawn: null })
  await keepInNotice(tx, draft.id, { id: row.id, text: whole, materials: [] })
  await changeDraft(tx, draft, { state: 'released' })
  await endDialogue(desk, { kind: draftDialogue, id: draft.id })
  await desk.attest({ type: 'case.added', case: row.id, hash: row.hash, title: hashOf(title) })
  await desk.audit({ act: '添加案例', about: row.id, detail: title })
  return texts.saved(title)
}
