import { type Saying, text } from '../saying.ts'
import { shownWhen, type SessionRow } from './session.ts'

const numbered = (lines: readonly string[]): string => lines.map((line, index) => `${index + 1}. ${line}`).join('\n')
const quoted = (words: readonly string[]): string => words.map(word => `“${word}”`).join('、')
const list = (names: readonly string[]): string => names.join('、')

/** What joint sessions say. */
export const texts = {
  objected: (session: SessionRow, title: string, settled: boolean, now: number) =>
    `已改过来：${shownWhen(session, now)}的集中学习不再记为您参加，登记人和纪委办已知道，不用您再做什么。${
      settled ? '' : `${title}请自己学习，学完回复“已学习”。`
    }`,
  objectedTold: (name: string, session: SessionRow, where: string, title: string, now: number) =>
    `${name}表示没有参加${where}${shownWhen(session, now)}的集中学习，${title}已改为未确认，不用您处理。`,
  objectedBefore: (session: SessionRow, now: number) => `${shownWhen(session, now)}的集中学习已经改过，没有记您参加。`,
  cardObjected: '已改为未参加',
  notCounted: '现在没有登记您参加的集中学习，不用更改。回复“待办”看要做的事，回复“我的记录”看已有的记录。',

  how: (link: boolean) =>
    [
      '科室集中学习后，用一句话登记，例如：',
      '昨天下午集中学习，王主任主持，应到23实到21，张三李四夜班',
      '我读懂后念给您核对，您回复“确认”才算数；到会的人记为已参加，缺席的人自己补学。',
      ...(link ? ['也可以点下面的卡片，在网页上勾选。'] : []),
      '登记错了回复“集中学习 撤回”，或重新登记同一天的，以后一次为准。',
    ].join('\n'),
  askDepartment: '是哪个科室的集中学习？请写科室名称，例如“心内科”；几个科室用顿号隔开，全院写“全院”。',
  askWhichOwn: (labels: readonly string[]) =>
    `是哪个科室的集中学习？\n${numbered(labels)}\n请回复序号或科室名称；几个科室一起学的，回复“全部”。`,
  whichDepartment: (name: string, labels: readonly string[]) =>
    `“${name}”是哪一个？\n${numbered(labels)}\n请回复序号。`,
  noDepartment: (name: string) => `没有找到科室“${name}”。请写科室全称，几个科室用顿号隔开。`,
  notYours: (name: string) => `${name}不由您负责，没有登记。请由${name}的负责人或纪委办登记。`,
  noDepartmentLed: '没有查到您负责的科室，没有登记。请联系纪委办。',
  noNotice: '这个科室近三个月没有可以登记的学习通知，没有登记。通知发布后再说一次即可。',
  noSuchNotice: (known: readonly string[]) =>
    `没有找到这份学习通知，没有登记。近三个月的有：${list(known)}。请写对月份后重说一次，例如“11月学习，昨天下午集中学习……”。`,
  nobodyAsked: (title: string) => `${title}没有发给这个科室的人，没有登记。`,
  whichNotice: (titles: readonly string[]) => `学的是哪一份通知？\n${numbered(titles)}\n请回复序号。`,
  saidTwice: (field: string, values: readonly string[]) =>
    values.length > 1
      ? `${field}有两种说法：${list(values)}。以哪个为准？请回复“${field} ……”。`
      : `${field}${quoted(values)}没有看清，请再写一次，例如“时间 11月10日 下午3点”。`,
  unclear: (pieces: readonly string[]) =>
    `这里没有看懂：${quoted(pieces)}。缺席的人请回复“缺席 姓名（原因）”，讨论的内容请回复“讨论 ……”；不用记请回复“不用记”。`,
  askDate: '是哪天学的？请回复时间，例如“昨天下午”或“11月10日 14:30-15:30”。',
  notYet: (date: string, today: boolean) =>
    `${today ? '这个时间' : date}还没有到。集中学习要在学完以后登记；时间写错了，请回复“时间 ……”。`,
  beforeIssue: (date: string, issued: string) =>
    `${date}在通知发布（${issued}）之前。确是那天学的请回复“没错”；写错了请回复“时间 ……”。`,
  namedTwice: (name: string) => `缺席里${name}写了两次。请重写一遍：缺席 姓名（原因）……`,
  elsewhere: (name: string, where: string) =>
    `“${name}”在通讯录里是${where}的，不在本次的科室。就是这个人请回复“没错”；写错了请直接回复姓名。`,
  noAbsentee: (name: string, like: readonly string[]) =>
    `通讯录里没有找到“${name}”。${like.length ? `是${list(like)}吗？` : ''}请直接回复正确的姓名；进修、规培等没有企业微信的人，回复“照写”。`,
  noHost: (name: string) => `没有对上主持人“${name}”。请直接回复姓名；上级领导或外单位的人，回复“照写”。`,
  whichPerson: (name: string, choices: readonly { name: string; where: string; position: string; userid: string }[]) =>
    `“${name}”有 ${choices.length} 人，是哪一位？\n${numbered(
      choices.map(one => `${one.name}（${one.where}${one.position ? ` ${one.position}` : ''}，账号 ${one.userid}）`),
    )}\n请回复序号。`,
  askHost: '是谁主持的？请回复姓名；您主持的回复“我”。',
  askCounts: '应到几人、实到几人？请这样回复：应到23实到21；全都到了回复“全员参加”。',
  askPresent: (expected: number) => `应到 ${expected} 人，实到几人？请回复“实到 ……”；全都到了回复“全员参加”。`,
  askOthers: (names: readonly string[], left: number) =>
    `除${list(names)}外，其余 ${left} 人都到了吗？都到了回复“其余全到”；不是的请回复：应到23实到21。`,
  moreThanExpected: (expected: number, present: number) =>
    `实到 ${present} 人比应到 ${expected} 人多。请重写，例如“应到23实到21”。`,
  numbersDisagree: (expected: number, present: number, missing: number) =>
    `数字对不上：应到 ${expected} 人、实到 ${present} 人，应缺 ${expected - present} 人，您写的是缺 ${missing} 人。请重写，例如“应到23实到21”。`,
  whoIsMissing: (lacking: number, names: readonly string[]) =>
    `缺席应有 ${lacking} 人，${names.length ? `您写了 ${names.length} 人（${list(names)}）` : '还没有姓名'}。请回复“缺席 姓名（原因）……”；人数写错了请回复“应到23实到21”这样的数字。`,
  tooManyNames: (expected: number, present: number, names: readonly string[]) =>
    `数字对不上：应到 ${expected} 人、实到 ${present} 人，应缺 ${expected - present} 人，您写了 ${names.length} 人（${list(names)}）。请回复“实到 ……”，或重写“缺席 ……”。`,
  beyond: (where: string, asked: number, expected: number, others: number) =>
    `通知发给${where} ${asked} 人，您写的应到是 ${expected} 人，到会的多出 ${others} 人。多出的是进修、规培等没有列入的人，请回复“照写”（只计人数）；写错了请回复“应到23实到21”这样的数字。`,
  short: (where: string, asked: number, expected: number, lacking: number, excused: readonly string[]) =>
    `通知发给${where} ${asked} 人，您写的应到是 ${expected} 人，还有 ${lacking} 人没有写到。${
      excused.length ? `是已请假或免学的${list(excused)}吗？是请回复“是”。` : ''
    }没来的请回复“缺席 姓名（原因）”；人数写错了请回复“应到23实到21”这样的数字。`,
  objectedSince: (names: readonly string[]) =>
    `${list(names)}已表示没有参加这一天的集中学习，不能再记为参加。请连同其他缺席的人重写“缺席 姓名（原因）……”，实到人数也请改。`,
  sure: '没看懂这句话，前面说的都还在。',
  cancelled: '已取消，什么也没有登记。',
  resume: (question: boolean) =>
    question
      ? '（集中学习还没有登记完：请接着回答，回复“集中学习 继续”再看一遍问题，“取消”放弃。）'
      : '（集中学习还等您核对：回复“确认”登记，“集中学习 继续”再看一遍，“取消”放弃。）',
  replacedDraft: '（之前没有登记完的集中学习已放弃，以这一次为准。）',

  told: (by: string, where: string, when: string, title: string) =>
    `${by}登记了${where}${when}的集中学习，${title}您已记为参加。不是这样请回复“异议”。`,
  recorded: (session: SessionRow, title: string, pages: boolean): Saying[] => {
    const counted = session.attended.filter(row => row.counted).length
    const absent = session.absent.length
    const words = `已登记：应到 ${session.expected} 人，实到 ${session.present} 人，${counted} 人记为已参加集中学习，已逐一告知。${
      absent ? `缺席的 ${absent} 人还须自己学习，催办会提醒到。` : ''
    }登记错了回复“集中学习 撤回”。`
    const card: Saying = {
      kind: 'card',
      title: '学习记录',
      summary: `${title}的集中学习记录，可以打印签字存档。`,
      lines: [],
      page: `/h5/joint/${session.id}`,
      pageLabel: '打开记录',
      buttons: [],
      word: null,
    }
    return [text(words), ...(pages ? [card] : [])]
  },
  nothingToWithdraw: '近三个月没有您可以撤回的集中学习。',
  withdrawWhich: (lines: readonly string[]) =>
    lines.length === 1
      ? `将撤回：${lines[0] ?? ''}。撤回后，由它记为参加的人重新变为未确认。请回复“确认”；不撤了回复“取消”。`
      : `要撤回哪一次？\n${numbered(lines)}\n请回复序号；撤回后，由它记为参加的人重新变为未确认。不撤了回复“取消”。`,
  withdrawAgain: (count: number) =>
    count === 1
      ? '（撤回集中学习还等您确认：回复“确认”撤回，“取消”不撤。）'
      : `（要撤回哪一次集中学习？请回复序号 1–${count}，或“取消”。）`,
  notWithdrawn: '没有撤回，登记不变。',
  withdrawn: (when: string, people: number) =>
    `已撤回${when}的集中学习，${people} 人不再由它记为参加；原记录留存，注明已撤回。`,
  toldWithdrawn: (by: string, when: string, title: string) =>
    `${by}撤回了${when}的集中学习登记，您不再记为参加。${title}请自己学习，学完回复“已学习”。`,
  endBeforeStart: '结束时间要在开始时间之后，请改一下。',
  listChanged: '名单刚刚有变化，请刷新页面再填；填过的其他内容请先记下。',
  askHostOnPage: '请选主持人；不在名单里的，写上姓名。',
  objectedOnPage: (names: readonly string[]) =>
    `${list(names)}已表示没有参加这一天的集中学习，不能再记为参加。请取消勾选后再登记。`,
  nobodyThere: '没有勾选到会的人，没有登记。',
}
