import type { CardSaying } from '../saying.ts'
import { shownDate } from '../time.ts'
import { monthName, named, type NoticeRow, noticePage } from './notice.ts'
import { dueWords } from './texts.ts'

type Shown = Pick<
  NoticeRow,
  'id' | 'title' | 'month' | 'due' | 'materials' | 'issuers' | 'requireEnd' | 'version' | 'asks' | 'corrected'
>

/** What the button of a card says: which version of the notice its reader was told of. */
export const pressOf = ({ id, version }: Pick<NoticeRow, 'id' | 'version'>): string => `study.confirm:${id}@${version}`

/** The notice and the version a press is about. Buttons of old cards name no version: they mean the first. */
export function readPress(about: string): { notice: string; version: number } {
  const [notice = '', version = '1'] = about.split('@')
  return { notice, version: Number(version) }
}

/**
 * The card everybody in the audience gets: opens the text, takes the confirmation. Of a notice corrected in substance it
 * says what was corrected; `earlier` is a sentence on what its reader has done before that.
 */
export function studyCard(notice: Shown, now: number, earlier = ''): CardSaying {
  const month = monthName(notice)
  const { corrected } = notice
  const how = notice.requireEnd ? '请点开阅读全文至文末，再点“我已学习”。' : '请点开阅读全文，学习后点“我已学习”。'
  return {
    kind: 'card',
    title: corrected ? `更正：${notice.title}` : notice.title,
    summary: corrected ? correctedWords(corrected.difference, earlier) : how,
    lines: [
      ...(month ? [{ name: '学习月份', value: month }] : []),
      { name: '案例材料', value: notice.materials.length ? `${notice.materials.length} 份` : '无' },
      { name: '完成期限', value: `${shownDate(notice.due, now)}前` },
      ...(notice.issuers.length ? [{ name: '发文单位', value: notice.issuers.join('；') }] : []),
    ],
    page: noticePage(notice.id),
    pageLabel: '阅读全文',
    buttons: [{ text: '我已学习', press: pressOf(notice) }],
    word: '已学习',
  }
}

/** The way to the page on which the office hands in files. */
export const publishCard: CardSaying = {
  kind: 'card',
  title: '在网页上发布学习通知',
  summary: '有 Word、PDF 文件的，点开网页交：先看读成什么样，改好再发布。电脑、手机都可以。',
  lines: [],
  page: '/h5/publish',
  pageLabel: '打开',
  buttons: [],
  word: null,
}

const correctedWords = (difference: readonly string[], earlier: string): string =>
  [earlier ? `通知有更正，更正后请再次确认。${earlier}` : '通知有更正，请看过更正后的全文再确认。', ...difference].join(
    '\n',
  )

/** The same for a group: nobody's button, nobody's name. */
export const groupCard = (notice: Shown, now: number, pages: boolean): CardSaying => ({
  ...studyCard(notice, now),
  summary: [
    pages ? '请点开阅读全文，学习后在页面下方点“我已学习”。' : '全文已由“清风”应用发给每个人，请阅读。',
    ...(notice.corrected ? ['有更正，更正后请再次确认：', ...notice.corrected.difference] : []),
  ].join('\n'),
  buttons: [],
})

/** The reminder of the office: only to those who are missing at the moment it is sent. */
export function reminderCard(notice: Shown, now: number): CardSaying {
  return {
    ...studyCard(notice, now),
    title: '学习提醒',
    summary: [
      `${named(notice)}${notice.corrected ? '有更正，更正后' : ''}您还没有确认，${dueWords(notice, now)}。`,
      ...(notice.corrected?.difference ?? []),
    ].join('\n'),
  }
}

/** The way to the numbers on a page, which can be looked at again without asking. */
export function progressCard(notice: Pick<NoticeRow, 'id' | 'title'>): CardSaying {
  return {
    kind: 'card',
    title: '学习进度',
    summary: `${named(notice)}的进度可随时点开查看。`,
    lines: [],
    page: `/h5/progress/${notice.id}`,
    pageLabel: '打开进度页',
    buttons: [],
    word: null,
  }
}

/** Where the end must be reached first, a confirmation by word or card gets the way to the text. */
export function readFirstCard(notice: Shown): CardSaying {
  return {
    kind: 'card',
    title: '请先阅读全文',
    summary: `这份通知要求读到文末再确认。请点开${named(notice)}，读完后在页面下方点“我已学习”。`,
    lines: [],
    page: noticePage(notice.id),
    pageLabel: '阅读全文',
    buttons: [],
    word: null,
  }
}
