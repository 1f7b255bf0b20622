import type { Act } from '../act.ts'
import type { Said, Word } from '../chat/words.ts'
import { beginDraft } from '../drafting/draft.ts'
import { sayingsOf } from '../saying.ts'
import { publishCard } from './card.ts'
import { sayLearned, sayNearly } from './confirm.ts'
import { studyDraft } from './draft.ts'
import { sayExport } from './export.ts'
import { sayRemind } from './remind.ts'
import { sayProgress } from './report.ts'
import { sayWithdraw } from './withdraw.ts'

/** Without a text, the page that takes files is offered beside. */
const sayPublish: Act<Said> = async (said, desk) => {
  const answer = await beginDraft(studyDraft, said, desk)
  return said.rest.trim() || !desk.house.pages ? answer : [...sayingsOf(answer), publishCard]
}

/** What people say when they have studied, also with a character of the same sound. No question and no denial fits. */
const learned =
  /^(?:我|本人)?(?:都|也)?(?:(?:已经?|己经?|以经?)(?:全部)?(?:完成)?学习?(?:完成|完毕|完|过)?了?|学习?(?:完成|完毕|完|好|过)[了啦]?|学习?[了啦]|完成学习了?)$/u

const look = '(?:请|麻烦)?(?:帮我)?(?:看一?下|看看|查一?下|查查|查看|看|查)?'
const ours = '(?:我们?|本|咱们?|全)?(?:科室?|部门|院|医院|单位)?'
const whole = '(?:他们|她们|大家|同事|(?:还)?(?:没有?|未)(?:学习?|确认|学完)的?(?:人|同事|人员)?)'

/** `我们科进度怎么样了` */
const progress = new RegExp(
  `^${look}(?:现在|目前)?${ours}的?(?:学习)?(?:进度|进展|完成情况|学习情况)(?:怎么?样|如何|咋样|到哪里?|是?多少)?了?\\??$`,
  'u',
)
/** `给我看看进度图` */
const picture = new RegExp(
  `^(?:给我|发我?)?${look}${ours}的?(?:学习)?(?:进度|完成情况)的?(?:柱状|条形)?图[片表]?$`,
  'u',
)
/** `几个人学了`, `大家都学完了吗` */
const counts =
  /^(?:有)?(?:多少|几个?)人(?:已经?)?(?:学习?|确认|完成)完?了?\??$|^(?:我们|咱们|本)?(?:科室?|部门|院|大家)都?学习?完了?(?:没有?)?\?$/u
/** `还有谁没学`, `未确认名单` */
const missing = new RegExp(
  `^${look}(?:现在|目前)?还?有?(?:谁|哪些人|哪几个人?|哪位|哪个)还?(?:没有?|未)(?:学习|学完|学|确认|完成|看)[完过]?[了的]?\\??$|^(?:没|未)(?:学习?|确认|完成)的?(?:名单|人员?|有谁|有哪些人?)\\??$|^名单$`,
  'u',
)
const remind = new RegExp(
  `^(?:请|麻烦)?(?:帮我)?(?:(?:催办|催一?催|催|提醒一?下)(?:一?下)?${whole}?|提醒${whole})$`,
  'u',
)
const remindAgain = new RegExp(`^(?:请|麻烦)?(?:帮我)?再(?:催办?|提醒)(?:一?[下次遍])?${whole}?$`, 'u')

/** What stands right behind the word when the gap is left out: a month, names, a department. */
const month = '[\\d十一二]{1,4}(?:年|月)'
const department = '\\S{0,12}(?:科|科室|室|部|组|系统|中心|病区)$'

export const studyWords: Word[] = [
  {
    names: ['已学习', '我已学习', '学完了', '已学', '学习完成', '已学完', '我学完了', '已经学习', '已确认学习'],
    spoken: [[learned, '']],
    for: 'everyone',
    help: '确认等您的学习',
    takes: 'nothing',
    act: sayLearned,
  },
  {
    names: [
      '收到',
      '好的',
      '知道了',
      '已阅',
      '已读',
      '看完了',
      '看过了',
      '读完了',
      '已看',
      '完成',
      '已完成',
      '确认',
      '已确认',
      '1',
      'ok',
    ],
    for: 'everyone',
    help: null,
    takes: 'nothing',
    act: sayNearly,
  },
  {
    names: ['发布学习', '发布学习通知', '学习通知'],
    for: 'office',
    help: '发学习通知（后面跟全文，或分几条发）',
    takes: 'rest',
    act: sayPublish,
  },
  {
    names: ['进度', '学习进度', '完成情况'],
    spoken: [
      [picture, '图'],
      [progress, ''],
      [counts, ''],
      [missing, '名单'],
    ],
    joined: new RegExp(`^(?:${month}|图[片表]?|名单|姓名|谁|${department})`, 'u'),
    askable: true,
    for: 'everyone',
    help: '看完成情况',
    takes: 'rest',
    act: sayProgress,
  },
  {
    names: ['催办', '催一下', '提醒未学'],
    spoken: [
      [remindAgain, '再次'],
      [remind, ''],
    ],
    joined: new RegExp(`^(?:${month}|再次|${department})`, 'u'),
    for: 'head',
    help: '只提醒未确认的人（“进度 名单”看姓名，“进度 图”看图）',
    takes: 'rest',
    act: sayRemind,
  },
  {
    names: ['导出', '导出花名册'],
    joined: new RegExp(`^${month}`, 'u'),
    unless: /台[账帐]/u,
    for: 'office',
    help: '下载学习花名册',
    takes: 'rest',
    act: sayExport,
  },
  { names: ['撤回'], for: 'office', help: '撤回学习通知（后面写原因）', takes: 'rest', act: sayWithdraw },
]
