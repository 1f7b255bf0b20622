import type { Act } from '../act.ts'
import { askedBeside, toDecide } from '../leave/shown.ts'
import { sayRecords } from '../receipt/say.ts'
import { text } from '../saying.ts'
import { secondToDecide } from '../second/waiting.ts'
import { publishCard, studyCard } from '../study/card.ts'
import { waitingFor } from '../study/notice.ts'
import { texts as study } from '../study/texts.ts'
import { texts } from './texts.ts'
import { mayUse, type Said, type Word } from './words.ts'

/** How many cards `待办` brings. */
const mostCards = 3

/** `待办`: everything owed, with due times, and the way to it. */
const sayTodo: Act<Said> = async (_said, desk) => {
  const { tx, who, at, house } = desk
  const waiting = await waitingFor(tx, who.id, at)
  const decisions = [await toDecide(desk), await secondToDecide(desk)].filter(lines => lines !== null)
  if (!waiting.length) return decisions.join('\n') || texts.nothingOwed
  const beside = await askedBeside(desk)
  const lines = waiting.map(
    (notice, index) =>
      `${waiting.length > 1 ? `${index + 1}. ` : ''}${study.todo(notice, at)}${beside.get(notice.id) ?? ''}`,
  )
  // The first card may lie far up in the chat: what is to be read stands below again.
  const cards = house.pages ? waiting.slice(0, mostCards).map(notice => studyCard(notice, at)) : []
  return [text(['您的待办：', ...lines, ...decisions].join('\n')), ...cards]
}

/** Words whose capability is not open yet are answered truly rather than not understood. */
const answering =
  (answer: string): Act<Said> =>
  () =>
    Promise.resolve(answer)

/** Words of the product as a whole. `help` lists what this person can say. */
export function generalWords(all: () => readonly Word[]): Word[] {
  const sayHelp: Act<Said> = (_said, { who, house }) => {
    const mine = all().filter(word => word.help !== null && mayUse(word, who))
    const lines = (wanted: Word['for']) =>
      mine.filter(word => word.for === wanted).map(word => `“${word.names[0]}” ${word.help}`)
    const head = who.officeOf !== null || who.leads.length > 0
    const words = [
      '我是清风，您可以直接说：',
      ...lines('everyone'),
      ...(head && lines('head').length ? ['—— 科室负责人 ——', ...lines('head')] : []),
      ...(who.officeOf !== null ? ['—— 纪委办、监察室、行风办 ——', ...lines('office')] : []),
    ].join('\n')
    return Promise.resolve(who.officeOf !== null && house.pages ? [text(words), publishCard] : words)
  }
  return [
    {
      names: [
        '帮助',
        '你好',
        '您好',
        '在吗',
        '?',
        '？',
        '菜单',
        '功能',
        '怎么用',
        '怎么使用',
        '使用说明',
        '帮助一下',
        '你是谁',
        'help',
      ],
      askable: true,
      for: 'everyone',
      help: null,
      takes: 'nothing',
      act: sayHelp,
    },
    {
      names: [
        '待办',
        '我的待办',
        '有什么事',
        '待办事项',
        '任务',
        '我的任务',
        '学什么',
        '要学什么',
        '什么时候截止',
        '截止时间',
        '没收到',
        '没学',
        '还没学',
      ],
      spoken: [[/^我?(?:现在|还)?有(?:什么|哪些)(?:任务|待办|事情?)(?:要做)?\??$/u, '']],
      askable: true,
      for: 'everyone',
      help: '看要做的事和期限',
      takes: 'nothing',
      act: sayTodo,
    },
    {
      names: ['我的记录', '我的回执', '记录', '回执', '核对回执', '我的资料'],
      spoken: [
        [/^(?:我的全部记录|我的全部资料|全部记录|导出我的(?:全部)?(?:记录|资料)|(?:我的)?(?:记录|资料)副本)$/u, '全部'],
        [/^我(?:已经?)?(?:学习?|学完|确认)了?(?:没有?\??|\?)$/u, ''],
      ],
      joined: /^(?:全部|所有|(?:\d{4}-?)?[0-9a-f]{8}$)/u,
      askable: true,
      for: 'everyone',
      help: '看自己的确认和回执；“我的记录 全部”得到副本',
      takes: 'rest',
      act: sayRecords,
    },
    { names: ['签署', '签字'], for: 'everyone', help: null, takes: 'rest', act: answering(texts.noPledge) },
    { names: ['填报', '零报告'], for: 'everyone', help: null, takes: 'rest', act: answering(texts.noReport) },
    { names: ['投诉建议', '投诉'], for: 'everyone', help: null, takes: 'rest', act: answering(texts.noComplaints) },
    {
      names: ['为什么提醒我', '为什么催我', '为什么老提醒我', '为什么老是提醒我'],
      askable: true,
      for: 'everyone',
      help: null,
      takes: 'nothing',
      act: answering(texts.whyReminded),
    },
    {
      names: ['打不开', '看不了', '打不开卡片'],
      for: 'everyone',
      help: null,
      takes: 'nothing',
      act: answering(texts.cannotOpen),
    },
    {
      names: ['点错了', '误点了', '撤销', '取消确认'],
      for: 'everyone',
      help: null,
      takes: 'nothing',
      act: answering(texts.cannotUndo),
    },
    {
      names: ['谢谢', '谢谢您', '辛苦了', '多谢'],
      for: 'everyone',
      help: null,
      takes: 'nothing',
      act: answering(texts.welcome),
    },
    { names: ['发布', '取消', '完'], for: 'office', help: null, takes: 'nothing', act: answering(texts.nothingOpen) },
  ]
}
