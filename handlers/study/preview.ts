import type { Answer, Desk } from '../act.ts'
import { withAttached } from '../cases/attach.ts'
import { texts as library } from '../cases/texts.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { unusualHour } from '../drafting/dialogue.ts'
import type { DraftRow } from '../drafting/draft.ts'
import { membersOf, scopeName } from '../drafting/scope.ts'
import { previewCard } from '../drafting/preview-card.ts'
import type { ReadTx } from '../../store/transaction.ts'
import { text } from '../saying.ts'
import { doubtsIn } from '../document/doubts.ts'
import { lengthOf } from '../document/picture-marks.ts'
import { dateOf, shownDate, shownMonth, shownTime } from '../time.ts'
import { type Due, proposeDue } from './due.ts'
import { hashOf, named, wholeText } from './notice.ts'
import { picturesIn } from './pictures.ts'
import { unreachable } from './progress.ts'
import { type DraftReading, readDraft } from './reading.ts'
import { texts } from './texts.ts'

/** The direct answer to a notice handed in: what was understood, whom it reaches, how it will look. */
export async function previewOf(draft: DraftRow, desk: Desk): Promise<Answer> {
  const { tx, at } = desk
  const reading = await withAttached(tx, draft, readDraft(draft, at))
  const members = await membersOf(tx, draft.unit, draft.scope)
  const due = await proposeDue(draft, reading, tx, at)
  const title = draft.title ?? reading.title
  const hidden = members.flatMap(({ person }) => unreachable(person)).length
  const pictures = picturesIn(wholeOf(reading))
  const where = scopeName(await readOrganisation(tx), draft.scope)

  const lines = [
    `【预览】${title ?? '（没有读到标题）'}`,
    `学习月份：${reading.month ? shownMonth(reading.month) : '标题未写'}`,
    `发文单位：${reading.issuers.join('；') || '未写'}`,
    `学习对象：${where}，共 ${members.length} 人${hidden ? `（其中 ${hidden} 人收不到企业微信消息，发布后可见名单）` : ''}`,
    `学习内容：通知正文和 ${reading.materials.length} 份附件材料，全文 ${lengthOf(wholeOf(reading))} 字${pictures.length ? `，${pictures.length} 张图片` : ''}${reading.file && reading.materials.length ? `（正文是文件“${reading.file}”）` : ''}`,
    ...reading.materials.map(
      ({ id, title, file }, index) =>
        `  材料${index + 1}：${title}${reading.attached.has(id) ? library.attachedMark : file ? `（文件“${file}”）` : ''}`,
    ),
    `完成期限：${shownDate(due.date, at)}${whence[due.from]}`,
    `发出时间：${draft.release === null ? '回复“发布”后立即' : `${shownTime(draft.release, at)} 起五分钟内`}`,
    `样式：每人一张卡片，${desk.house.pages ? '点开阅读全文' : '全文随卡片以文件发送（没有开通网页）'}，${draft.requireEnd ? '读到文末后' : '学习后'}点“我已学习”。`,
    ...(await remarksOn(draft, reading, due, { tx, at, pages: desk.house.pages })).map(remark => `注意：${remark}`),
    '',
    title
      ? '无误请回复“发布”。也可以：范围 内科、外科｜定时 明天 9:10｜期限 月底｜须读完｜修改｜取消'
      : texts.needsTitle,
  ]
  return [
    text(lines.join('\n')),
    previewCard(draft, { title: title ?? '学习通知（没有标题）', page: `/h5/drafts/${draft.id}` }),
  ]
}

/** What would go out, character by character. */
const wholeOf = ({ body, materials }: DraftReading): string => wholeText({ text: body, materials })

/** What the office should look at before it releases a draft, a sentence each: in chat and on the page. */
export async function remarksOn(
  draft: DraftRow,
  reading: DraftReading & { gone: number },
  due: Due,
  { tx, at, pages }: { tx: ReadTx; at: number; pages: boolean },
): Promise<string[]> {
  const title = draft.title ?? reading.title
  return [
    ...(await alreadyIssued(draft, reading, title, { tx, at })),
    ...remarks(draft, reading, due, at),
    ...inText(reading, pages),
    ...(reading.gone ? [library.goneAttached(reading.gone)] : []),
  ]
}

/** The same notice as the unit has sent or is about to send: of the same text, or of the same title and month. */
export async function issuedAlready(draft: DraftRow, reading: DraftReading, title: string | null, tx: ReadTx) {
  const hash = hashOf(wholeOf(reading))
  const same = (await tx.notices.list('unit', [draft.unit])).filter(
    notice =>
      (notice.state === 'issued' || notice.state === 'scheduled') &&
      (notice.hash === hash || (reading.month !== null && notice.title === title && notice.month === reading.month)),
  )
  return same.sort((a, b) => b.at - a.at)[0] ?? null
}

/** Sent twice is what people complain of: said before it happens. */
async function alreadyIssued(
  draft: DraftRow,
  reading: DraftReading,
  title: string | null,
  { tx, at }: { tx: ReadTx; at: number },
) {
  const before = await issuedAlready(draft, reading, title, tx)
  if (!before) return []
  return [texts.alreadyIssued(named(before), shownTime(before.issued ?? before.release ?? before.at, at), before.state)]
}

/** Where a due date comes from, as the preview says it. */
export const whence: Record<Due['from'], string> = {
  office: '（您定的）',
  text: '（通知里写的）',
  'last time': '（通知未写，按上次的日子；回复“期限 月底”等可改）',
  'month end': '（通知未写，按当月最后一天；回复“期限 ……”可改）',
}

/** Hardly a word beside the address: what is behind it is neither kept nor known to open on a phone. */
const isLinkOnly = ({ body, materials }: DraftReading): boolean =>
  !materials.length && /https?:\/\//.test(body) && body.replace(/https?:\/\/[!-~]+/g, '').trim().length < 20

/** What in the text was not kept or not understood. */
function inText(reading: DraftReading, pages: boolean): string[] {
  const { body, materials } = reading
  const doubts = [body, ...materials.map(({ text }) => text)].flatMap(text => doubtsIn(text, [], false))
  const lost = doubts.filter(({ kind }) => kind === 'picture')
  const tables = doubts.filter(({ kind }) => kind === 'table').length
  const pictures = picturesIn(wholeOf(reading)).length
  return [
    ...(lost.length ? [texts.lostPictures(lost.map(({ note }) => note.split('：')[1] ?? '原文没有文字'))] : []),
    ...(tables ? [texts.looseTables(tables)] : []),
    ...(pictures && !pages ? [texts.picturesUnseen(pictures)] : []),
  ]
}

function remarks(draft: DraftRow, reading: DraftReading, due: Due, at: number): string[] {
  const month = dateOf(draft.release ?? at).slice(0, 7)
  const old = reading.month !== null && reading.month !== month
  const passed = reading.due !== null && reading.due !== due.date && due.from !== 'office'
  return [
    ...(old && reading.month ? [`标题写的是${shownMonth(reading.month)}，不是本月，不影响发布。`] : []),
    ...(passed && reading.due
      ? [`通知里写的期限${shownDate(reading.due, at)}已过，改按${shownDate(due.date, at)}。`]
      : []),
    ...reading.missing,
    ...(isLinkOnly(reading) ? ['通知里除了网址没有正文，请确认每个人都打得开，或把正文一并发来。'] : []),
    ...[unusualHour(draft.release)].filter(remark => remark !== null),
  ]
}
