import { shownTime } from '../time.ts'
import { dueWords } from '../study/texts.ts'
import { monthBeside, named, type NoticeRow } from '../study/notice.ts'
import { decisionName, kindNames, type RequestKind, type RequestRow } from './request.ts'

/** `产假到明年3月`, or that none was given. */
const reason = (why: string): string => (why ? `原因：${why}` : '没有写原因')

const list = (lines: readonly string[]): string[] => lines.map((line, index) => `${index + 1}. ${line}`)

const title = (notice: NoticeRow): string => `${named(notice)}${monthBeside(notice)}`

/** What 请假, 免学 and 异议 say. */
export const texts = {
  how: [
    '请假：回复“请假 原因”；已退休返聘、长期外出等不用学的，回复“免学 原因”。由科室负责人审定，同意后不再提醒您。',
    '对通知、材料或记录有不同意见：回复“异议 ……”。',
  ].join('\n'),
  nothingToAsk: (kind: RequestKind) =>
    kind === 'objection'
      ? '近三个月没有发给您的学习通知，没有可以提异议的。其他意见请联系本单位纪委办。'
      : `您没有待确认的学习，不用${kind === 'leave' ? '请假' : '申请免学'}。`,
  whichNotice: (kind: RequestKind, notices: readonly NoticeRow[]) =>
    [
      kind === 'objection'
        ? '您的异议是关于哪一份？'
        : `您有 ${notices.length} 份学习待确认，要${kindNames[kind]}的是哪一份？`,
      ...list(notices.map(title)),
      `请回复序号${kind === 'objection' ? '' : '；都要的回复“全部”'}；不${kind === 'objection' ? '提' : '申请'}了回复“取消”。`,
    ].join('\n'),
  whyAsked: (kind: RequestKind, whom: string) =>
    kind === 'objection'
      ? `请用一两句话写明您的异议，会转给${whom}。不提了回复“取消”。`
      : `请用一句话写明原因，会转给${whom}（病情等不用写）。不写回复“无”，不申请了回复“取消”。`,
  tooLong: '太长了，请用一两句话写（200 字以内）。还没有提交。',
  cancelled: '好的，没有提交申请。',
  waits: (kind: RequestKind) => `（${kindNames[kind]}还没有提交：请接着回复，不申请了回复“取消”。）`,
  noSuchNumber: (count: number) => `请回复 1 到 ${count} 之间的序号；不办了回复“取消”。`,
  nobodyDecides:
    '现在没有可以决定的人（科室、上级部门没有负责人，纪委办也没有别的同事），还没有提交。请直接联系本单位纪委办。',
  asked: (kind: RequestKind, notices: readonly NoticeRow[], why: string, whom: string) =>
    kind === 'objection'
      ? `已把您的异议转给${whom}：${notices.map(title).join('、')}，“${why}”。有了决定会告诉您；要收回请回复“取消异议”。`
      : `已向${whom}申请${kindNames[kind]}：${notices.map(title).join('、')}，${reason(why)}。有了决定会告诉您；要收回请回复“取消${kindNames[kind]}”。`,
  askedBefore: (row: RequestRow, notice: NoticeRow, whom: string, now: number) =>
    `您已于${shownTime(row.at, now)} 就${title(notice)}${row.kind === 'objection' ? '提出异议' : `申请${kindNames[row.kind]}`}，等待${whom}决定。要收回请回复“取消${kindNames[row.kind]}”。`,
  meantPresence: '如果是说没有参加集中学习，请回复“我没参加”。',

  cardTitle: (kind: RequestKind, name: string) =>
    kind === 'objection' ? `${name}提出异议` : `${name}申请${kindNames[kind]}`,
  cardSummary: (kind: RequestKind, why: string) => (kind === 'objection' ? why : `${reason(why)}。`),

  notYours: '这项申请不由您决定。',
  notOwn: '自己的申请不能自己决定，由上一级负责人或纪委办决定。',
  decidedBefore: (row: RequestRow, name: string, by: string, now: number) =>
    `${name}的${kindNames[row.kind]}已由${by}于${shownTime(row.decided?.at ?? row.at, now)} 决定：${decisionName(row.kind, row.state === 'granted' ? 'granted' : 'refused')}。不用再处理。`,
  takenBackBefore: (row: RequestRow, name: string) => `${name}已收回这项${kindNames[row.kind]}，不用决定。`,
  past: (name: string, notice: NoticeRow | undefined) =>
    notice?.state === 'issued' ? `${name}已经完成这份学习，不用决定。` : '这份学习通知已撤回，不用决定。',
  cardDecided: (row: RequestRow, by: string) =>
    `${by}已${decisionName(row.kind, row.state === 'granted' ? 'granted' : 'refused')}`,
  cardTakenBack: '本人已收回',
  cardPast: '不用决定了',
  decided: (row: RequestRow, name: string, notice: NoticeRow | undefined) => {
    const what = `${name}的${kindNames[row.kind]}${notice ? `（${named(notice)}）` : ''}`
    const then =
      row.kind === 'objection'
        ? '已告诉本人'
        : row.state === 'granted'
          ? '已告诉本人，不再提醒'
          : '已告诉本人，仍须学习'
    return `已${decisionName(row.kind, row.state === 'granted' ? 'granted' : 'refused')}${what}，${then}。`
  },
  mayExplain: '要给本人写一句说明，请直接回复；不写回复“无”。',
  notExplained: '好的，没有另写说明。',
  explained: (name: string) => `已转告${name}。`,
  explainWaits: '（可以接着给本人写一句说明，不写回复“无”。）',
  told: (row: RequestRow, by: string, notice: NoticeRow, now: number) => {
    const words = row.answer ? `（${row.answer.words}）` : ''
    const what = named(notice)
    if (row.kind === 'objection') {
      return row.state === 'granted'
        ? `${by}采纳了您对${what}的异议${words}，谢谢。`
        : `${by}没有采纳您对${what}的异议${words}。仍有不同意见，请联系本单位纪委办。`
    }
    return row.state === 'granted'
      ? `${by}同意您${kindNames[row.kind]}：${what}不再提醒您${words}。想学时照常可以学和确认；${row.kind === 'leave' ? '提前回来请回复“销假”' : '要取消请回复“取消免学”'}。`
      : `${by}没有同意您的${kindNames[row.kind]}${words}：${what}${dueWords(notice, now)}，学完回复“已学习”。有疑问请直接联系${by}或纪委办。`
  },
  toldWhy: (row: RequestRow, by: string, words: string) => `关于您的${kindNames[row.kind]}，${by}说明：${words}`,

  nothingWaits: '目前没有等您决定的申请。',
  notAmong: (words: string) => `没有等您决定的“${words}”。`,
  waitingLines: (lines: readonly string[]) => ['等您决定的申请：', ...list(lines)].join('\n'),
  waitingLine: (row: RequestRow, name: string, call: string, department: string, notice: NoticeRow) =>
    `${name}（${department}）${row.kind === 'objection' ? '对' : kindNames[row.kind]}${title(notice)}${row.kind === 'objection' ? `的异议：${row.why}` : `，${reason(row.why)}`}。回复“${decisionName(row.kind, 'granted')} ${call} ${kindNames[row.kind]}”或“${decisionName(row.kind, 'refused')} ${call} ${kindNames[row.kind]}”。`,
  whichRequest: (decision: string, lines: readonly string[]) =>
    [`${decision}的是哪一项？`, ...list(lines), '请回复序号；不决定了回复“取消”。'].join('\n'),
  shortLine: (row: RequestRow, name: string, department: string, notice: NoticeRow) =>
    `${name}（${department}）${kindNames[row.kind]}${title(notice)}，${row.kind === 'objection' ? row.why : reason(row.why)}`,
  notDecided: '好的，没有作决定。',
  decideWaits: '（还在等您选是哪一项：请回复序号，不决定了回复“取消”。）',

  nothingToTakeBack: '您没有可以收回的申请。',
  whichBack: (lines: readonly string[]) =>
    ['要收回的是哪一项？', ...list(lines), '请回复序号；都要收回的回复“全部”；不收回了回复“取消”。'].join('\n'),
  backLine: (row: RequestRow, notice: NoticeRow, now: number) =>
    `${title(notice)}的${kindNames[row.kind]}（${shownTime(row.at, now)} 申请）`,
  notTakenBack: '好的，没有收回。',
  takenBack: (row: RequestRow, notice: NoticeRow, settled: boolean, now: number) =>
    row.kind === 'objection'
      ? `已收回您对${named(notice)}的异议。`
      : `已收回${named(notice)}的${kindNames[row.kind]}。${settled ? '' : `${dueWords(notice, now)}，学完回复“已学习”。`}`,
  takenBackTold: (row: RequestRow, name: string, notice: NoticeRow) =>
    `${name}收回了${named(notice)}的${kindNames[row.kind]}，由本人自己学习，不用您处理。`,

  todo: (row: RequestRow, whom: string) => `（已申请${kindNames[row.kind]}，等待${whom}决定）`,
  /** How it went on: the reason, who decided what and when, and whether it was taken back. */
  record: (row: RequestRow, by: string, now: number) =>
    [
      row.kind === 'objection' ? `“${row.why}”` : reason(row.why),
      row.decided
        ? `${by}于${shownTime(row.decided.at, now)} ${decidedAs(row)}${row.answer ? `（${row.answer.words}）` : ''}`
        : row.withdrawn
          ? ''
          : '等待决定',
      row.withdrawn ? `${shownTime(row.withdrawn.at, now)} 收回` : '',
    ]
      .filter(Boolean)
      .join('，'),
}

/** A granted one may have been taken back since: then the row no longer says what was decided, but only 请假 that was granted can. */
const decidedAs = (row: RequestRow): string => decisionName(row.kind, row.state === 'refused' ? 'refused' : 'granted')
