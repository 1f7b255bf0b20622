import { monthBeside, named, type NoticeRow } from '../study/notice.ts'
import { dueWords } from '../study/texts.ts'
import { shownDate, shownTime } from '../time.ts'
import type { OfflineRow, Told } from './row.ts'

const title = (notice: NoticeRow): string => `${named(notice)}${monthBeside(notice)}`
const list = (lines: readonly string[]): string[] => lines.map((line, index) => `${index + 1}. ${line}`)

/** `11月20日，示教室 产假在家学习`; empty where neither was told. */
export const toldWords = ({ date, note }: Told, now: number): string =>
  [date === null ? '' : shownDate(date, now), note].filter(Boolean).join('，')

const beside = (words: string): string => (words ? `（${words}）` : '')

/** What 代录 says. */
export const texts = {
  how: [
    '请写姓名，后面可以写日期、地点和原因，例如“代录 张三、李四 11月20日 示教室 产假在家学习”。',
    '通讯录里没有的人（规培、进修、外包等），写姓名、类别和科室，例如“代录 刘某某 规培 内科”。',
  ].join('\n'),
  noNotice: '近三个月没有发给这些人的学习通知，不用代录。',
  notYourself: '本人的学习不能代录，请回复“已学习”。其他人请另发一次。',
  notYours: (names: readonly string[]) =>
    `${names.join('、')}不在您负责的科室，请由其科室负责人或纪委办代录；没有记录任何人，其他人请另发一次。`,
  needsDepartment: (names: readonly string[]) =>
    `通讯录里没有${names.map(name => `“${name}”`).join('、')}。是外部人员的，请写上科室，例如“代录 ${names[0] ?? ''} 规培 内科”；写错了名字的，请重新发。没有记录。`,
  future: (date: string, now: number) => `${shownDate(date, now)}还没有到，不能先记。请写学习当天的日期。`,
  notInAudience: '不在这份通知的应学名单里',
  already: {
    confirmed: '本人已经确认',
    joint: '已记为参加集中学习',
    offline: '已经代录过',
  },
  nobodyLeft: (reasons: readonly string[]) => `没有记录：${reasons.join('；')}。`,
  whichNotice: (notices: readonly NoticeRow[]) =>
    ['代录的是哪一份学习？', ...list(notices.map(title)), '请回复序号；不记了回复“取消”。'].join('\n'),
  noSuchNumber: (count: number) => `请回复 1 到 ${count} 之间的序号；不记了回复“取消”。`,
  readBack: (
    notice: NoticeRow,
    {
      insiders,
      outsiders,
      left,
    }: { insiders: readonly string[]; outsiders: readonly string[]; left: readonly string[] },
    told: Told,
    now: number,
  ) =>
    [
      `请核对，代录线下学习：${title(notice)}`,
      ...(insiders.length ? [`姓名：${insiders.join('、')}`] : []),
      ...outsiders.map(words => `通讯录里没有${words}记一条？`),
      ...(toldWords(told, now) ? [`说明：${toldWords(told, now)}`] : []),
      ...(left.length ? [`不记：${left.join('；')}`] : []),
      insiders.length ? '记为“代录”，不算本人确认，会告诉本人，本人可以提出不实。' : '外部人员单独统计，不计入应学。',
      '无误回复“确认”，不记了回复“取消”。',
    ].join('\n'),
  outsider: (name: string, category: string, department: string) =>
    `“${name}”，按外部人员（${[category, department].filter(Boolean).join('，')}）`,
  recorded: (names: readonly string[], reasons: readonly string[]) =>
    [
      names.length
        ? `已代录 ${names.length} 人：${names.join('、')}。记错了回复“撤销代录 ${names[0] ?? ''}”。`
        : '没有记录。',
      ...reasons.map(reason => `没有记：${reason}。`),
    ].join('\n'),
  cancelled: '好的，没有记录。',
  waits: '（代录还没有记下：无误回复“确认”，不记了回复“取消”。）',
  whichWaits: '（代录还没有记下：请回复序号，不记了回复“取消”。）',
  notChanged: '还没有记录。无误请回复“确认”；要改请先回复“取消”，再重新说一遍。',
  toldPerson: (by: string, notice: NoticeRow, told: Told, now: number) =>
    `${by}代您登记了线下学习：${title(notice)}${beside(toldWords(told, now))}，不算您本人确认。不是这样请回复“异议”；自己学过也可以回复“已学习”。`,

  endHow: '请写姓名，例如“撤销代录 张三”。',
  nothingToEnd: (name: string) => `没有找到由您科室代录的“${name}”，没有改动。`,
  whichToEnd: (lines: readonly string[]) =>
    ['要撤销的是哪一条？', ...list(lines), '请回复序号；不撤销了回复“取消”。'].join('\n'),
  endLine: (name: string, department: string, notice: NoticeRow, at: number, now: number) =>
    `${name}（${department}）${title(notice)}，${shownTime(at, now)} 记录`,
  ended: (name: string, notice: NoticeRow, outsider: boolean) =>
    `已撤销${name}${named(notice)}的代录，原记录保留并注明已撤销。${outsider ? '' : '已告诉本人。'}`,
  notEnded: '好的，没有撤销。',
  endWaits: '（还在等您选撤销哪一条：请回复序号，不撤销了回复“取消”。）',
  toldEnded: (by: string, notice: NoticeRow, settled: boolean, now: number) =>
    `${by}撤销了对您${named(notice)}线下学习的代录。${settled ? '' : `${dueWords(notice, now)}，学完回复“已学习”。`}`,

  objected: (row: OfflineRow, notice: NoticeRow, by: string, settled: boolean, now: number) =>
    `已改过来：${by}代录的${named(notice)}线下学习不再记在您名下，${by}已知道，不用您再做什么。${settled ? '' : `${dueWords(notice, now)}，学完回复“已学习”。`}`,
  objectedTold: (name: string, notice: NoticeRow) =>
    `${name}表示没有线下学习${named(notice)}，您的代录已改为不算，本人须自己学习，不用您处理。`,

  recordedBy: (name: string) => `代录（由${name}记录）`,
  /** Day, place and reason, and how it ended. */
  record: (row: OfflineRow, now: number) => {
    const ended = shownTime(row.ended?.at ?? row.at, now)
    const end = {
      recorded: '不是这样请回复“异议”',
      objected: `您已于${ended} 提出不实，不再算`,
      withdrawn: `已于${ended} 撤销`,
    }
    return [toldWords(row, now), end[row.state]].filter(Boolean).join('，')
  },
}
