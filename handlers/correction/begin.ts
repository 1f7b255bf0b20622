import type { Act, Answer, Desk } from '../act.ts'
import { type Said, tidy } from '../chat/words.ts'
import { endDialogue, openDialogues } from '../chat/dialogue.ts'
import { isHandedIn } from '../drafting/dialogue.ts'
import { addDraft, changeDraft, draftDialogue, type DraftRow, typedPart } from '../drafting/draft.ts'
import { monthBeside, named, noticeMeant, type NoticeRow, wholeText } from '../study/notice.ts'
import { studyDraft } from '../study/draft.ts'
import { shownTime } from '../time.ts'
import { type Picture, picturesIn } from '../study/pictures.ts'
import { asTyped } from './adjust.ts'
import { ownTitle } from './content.ts'
import { partsOf } from './parts.ts'
import { texts } from './texts.ts'

const month =
  '(?:(?:\\d{4}年)?(?:\\d{1,2}|十?[一二]|[一二三四五六七八九十])月份?(?![\\d一二三四五六七八九十])|本月|这个?月|上个?月)'
const naming = new RegExp(
  `^(${month})?的?((?:党风廉政|行风)*(?:学习)?通知|学习)?(?=$|[\\s，,、：:把将“"删增替期标])[\\s，,、：:]*`,
  'u',
)

/** `修改 11月`, `更正 学习通知 把“A”改为“B”`: opens a correction of a notice, the newest where none is named. */
export const sayCorrect: Act<Said> = async ({ rest, sent }, desk) => {
  const known = await ofUnit(desk, ['issued', 'scheduled'])
  const withdrawn = await ofUnit(desk, ['withdrawn'])
  if (!known.length) return withdrawn[0] ? texts.isWithdrawn(named(withdrawn[0])) : texts.nothingToCorrect
  const [all = '', which = ''] = naming.exec(rest.trimStart()) ?? []
  const more = rest.trimStart().slice(all.length)
  const gone = which ? noticeMeant(inOrder(withdrawn), which, desk.at) : null
  const meant = which ? noticeMeant(inOrder(known), which, desk.at) : (known[0] ?? null)
  if (!meant) return gone ? texts.isWithdrawn(named(gone)) : noSuch(which, known)
  const asks = tidy(more)
  if (!asks) return open(meant, known, desk)
  if (isHandedIn(more) && !/^(?:把|将|“|"|期限|标题|(?:增加|替换|更换|添加)[^\n]{0,8}材料)/u.test(asks)) {
    return anew(meant, more, sent, desk)
  }
  const draft = await begin(meant, desk)
  const adjusted = await studyDraft.adjust?.(asks, draft, desk, { message: more, sent })
  if (adjusted !== undefined) return adjusted
  // Not what to change, so perhaps which: words of its title.
  const titled = noticeMeant(inOrder(known), asks, desk.at)
  await giveUp(draft, desk)
  return titled ? open(titled, known, desk) : noSuch(asks, known)
}

/** What of the unit is in one of these states, the newest first. */
async function ofUnit({ tx, who }: Desk, states: readonly NoticeRow['state'][]): Promise<NoticeRow[]> {
  const all = await tx.notices.list('unit', [who.officeOf ?? who.unit])
  return all.filter(row => states.includes(row.state)).sort((a, b) => b.at - a.at)
}

/** `noticeMeant` knows what was issued; what is scheduled can be corrected as well. */
const inOrder = (known: readonly NoticeRow[]): NoticeRow[] => known.map(row => ({ ...row, state: 'issued' as const }))

const noSuch = (words: string, known: readonly NoticeRow[]): string =>
  texts.noSuch(
    words.length > 20 ? `${words.slice(0, 20)}…` : words,
    known.slice(0, 3).map(row => `${named(row)}${monthBeside(row)}`),
  )

async function open(meant: NoticeRow, known: readonly NoticeRow[], desk: Desk): Promise<Answer> {
  const notice = (await desk.tx.notices.get(meant.id)) ?? meant
  await begin(notice, desk)
  const confirmed = await desk.tx.confirmations.count('notice', [notice.id])
  const since = notice.issued === null ? '还没有发出' : `${shownTime(notice.issued, desk.at)} 发布`
  return texts.begin(notice, since, confirmed, known.length > 1)
}

/** The whole text anew came with the word. */
async function anew(meant: NoticeRow, message: string, sent: number, desk: Desk): Promise<Answer> {
  const draft = await begin(meant, desk)
  const parts = [typedPart(message, sent, 0)]
  return studyDraft.preview(await changeDraft(desk.tx, draft, { ...asTyped, parts }), desk)
}

/** Opens the correction, with the text as it stands; one of the same person that lies open is given up. */
async function begin(meant: NoticeRow, desk: Desk): Promise<DraftRow> {
  const { tx, who } = desk
  for (const dialogue of await openDialogues(tx, who.id)) {
    const old = dialogue.kind === draftDialogue ? await tx.drafts.get(dialogue.id) : undefined
    if (old?.corrects) await giveUp(old, desk)
  }
  const notice = (await tx.notices.get(meant.id)) ?? meant
  const empty = await addDraft('study', [], desk, {
    state: 'preview',
    corrects: notice.id,
    scope: [...notice.scope],
    requireEnd: notice.requireEnd,
    correction: { version: notice.version, kind: null, tell: false },
  })
  const draft = { ...empty, ...partsOf(notice, empty, notice.issued ?? notice.at) }
  for (const sha256 of picturesIn(wholeText(notice))) {
    const picture = await tx.pictures.get([notice.id, sha256])
    if (picture) await tx.draftPictures.add({ ...pictureIn(picture), draft: draft.id, at: desk.at })
  }
  return changeDraft(tx, draft, { title: ownTitle(draft, notice) })
}

const pictureIn = ({ sha256, type, bytes }: Picture): Picture => ({ sha256, type, bytes })

async function giveUp(draft: DraftRow, desk: Desk): Promise<void> {
  await changeDraft(desk.tx, draft, { state: 'cancelled' })
  await endDialogue(desk, { kind: draftDialogue, id: draft.id })
}
