import { shownTime } from '../time.ts'
import type { SecondRow } from './row.ts'

const list = (lines: readonly string[]): string[] => lines.map((line, index) => `${index + 1}. ${line}`)
const off = '关闭双人发布'
/** `发给超过 100 人的`, or every one. */
const which = (over: number): string => (over === 0 ? '每次发布' : `发给超过 ${over} 人的`)
const setTo = (over: number | null): string =>
  over === null ? off : `把双人发布改为${over === 0 ? '每次都需要' : `超过 ${over} 人时需要`}`

/** What 双人发布 says. */
export const texts = {
  how: '请写人数，例如“双人发布 100”：发给超过 100 人的，须另一位办公室同事同意；“双人发布 0”为每次都要；“双人发布 关”为不需要。',
  state: (over: number | null) =>
    over === null
      ? `双人发布没有开。${texts.how}`
      : `双人发布已开：${which(over)}，须另一位办公室同事同意。改人数请回复“双人发布 人数”，关闭请回复“双人发布 关”。`,
  alreadyOff: '双人发布没有开，不用关。',
  same: (over: number) => `双人发布已经是${over === 0 ? '每次都需要' : `超过 ${over} 人时需要`}，没有改动。`,
  set: (over: number | null) =>
    over === null
      ? '已关闭双人发布，以后发布不须第二个人同意。已记入审计日志。'
      : `已设定：${which(over)}，须另一位办公室同事同意后才发出。已记入审计日志。`,
  onlyYou: '提醒：目前办公室只有您一个人，请先回复“授权 姓名”增加一位同事，否则发不出去。',

  nobody: (over: number | null) =>
    `还没有发出：${over === null ? '' : `${which(over)}，`}须另一位办公室同事同意，目前没有别的同事可以同意。请先回复“授权 姓名”，再回复“发布”。预览仍保留。`,
  nobodySetting: '双人发布开着，关闭和放宽也须另一位办公室同事同意，目前没有别的同事。请先回复“授权 姓名”。没有改动。',
  notOfficer: (name: string) =>
    `“${name}”不是本单位办公室的其他同事，不能请他同意。请写同事的姓名，或只回复“发布”请全部同事。预览仍保留。`,
  several: (name: string, userids: readonly string[]) =>
    `“${name}”有 ${userids.length} 人，请写账号（${userids.join('、')}），例如“发布 请${userids[0] ?? ''}同意”。预览仍保留。`,
  asked: (names: string, many: boolean) =>
    `还需另一位办公室同事同意：已请${names}${many ? '（其中一人同意即可）' : ''}。同意后立即办理并告诉您；现在改动内容，须重新请同意。`,
  askedBefore: (names: string, since: string) =>
    `已于${since} 请${names}同意，还没有答复。要改请人可以回复“发布 请某某同意”；不发了回复“取消”。`,
  askedSetting: (over: number | null, names: string) =>
    `双人发布开着，${setTo(over)}也须另一位办公室同事同意：已请${names}。`,

  cardTitle: (row: SecondRow, by: string, what: string) =>
    row.what === 'release' ? `${by}请您同意发布${what}` : `${by}请您同意${setTo(row.over)}`,
  cardSummary: (row: SecondRow) =>
    row.what === 'release' ? `看过上面的预览后再决定。将发给 ${row.people} 人。` : '更改以后的发布是否须两个人。',
  agree: (row: SecondRow) => (row.what === 'release' ? '同意发布' : '同意更改'),
  refuse: '不同意',

  nothingWaits: '目前没有等您同意的发布。',
  notYours: '这一份没有请您同意。',
  notOwn: '自己提请的不能自己同意，须另一位办公室同事同意。',
  changed: '这份内容已经改过或取消，原来的提请不再有效；改好后会重新请您看。',
  decidedBefore: (row: SecondRow, by: string, now: number) =>
    `已由${by}于${shownTime(row.decided?.at ?? row.at, now)} ${row.state === 'agreed' ? '同意' : '表示不同意'}，不用再处理。`,
  cardVoid: '已改动，不用决定',
  cardAgreed: (by: string) => `${by}已同意`,
  cardRefused: (by: string) => `${by}不同意`,
  notOffice: (by: string) => `${by}现在不是本单位办公室人员，这一份不能发布。`,
  agreed: '已同意。',
  agreedTold: (by: string) => `${by}已同意。`,
  notSent: (by: string) => `${by}已同意，但还没有发出，须重新请同意：`,
  notSentSecond: (by: string) => `已同意，但还没有发出，已告诉${by}：`,
  refused: (by: string) => `已告诉${by}您不同意。`,
  mayExplain: '请用一行写明原因，会转告；不写回复“无”。',
  explained: (by: string) => `已转告${by}。`,
  notExplained: '好的，没有另写原因。',
  explainWaits: '（可以接着写一行不同意的原因，不写回复“无”。）',
  tooLong: '太长了，请用一两句话写（200 字以内）。',
  refusedTold: (by: string, words: string) =>
    `${by}不同意发布${words ? `：${words}` : ''}。预览仍保留，改好后再回复“发布”；不发了回复“取消”。`,
  refusedSetting: (by: string, words: string) => `${by}不同意更改双人发布${words ? `：${words}` : ''}。没有改动。`,
  toldWhy: (by: string, words: string) => `${by}说明不同意的原因：${words}`,

  waitingLines: (lines: readonly string[]) => ['等您同意的发布：', ...list(lines)].join('\n'),
  waitingLine: (row: SecondRow, by: string, what: string, now: number) =>
    row.what === 'release'
      ? `${what}，${by}于${shownTime(row.at, now)} 提请，将发给 ${row.people} 人。回复“同意发布”或“不同意 原因”。`
      : `${by}于${shownTime(row.at, now)} 提请${setTo(row.over)}。回复“同意更改”或“不同意 原因”。`,
  which: (lines: readonly string[]) => ['是哪一项？', ...list(lines), '请回复序号；先不决定回复“取消”。'].join('\n'),
  whichWaits: '（还在等您选是哪一项：请回复序号，先不决定回复“取消”。）',
  noSuchNumber: (count: number) => `请回复 1 到 ${count} 之间的序号；先不决定回复“取消”。`,
  notDecided: '好的，没有决定。',
}
