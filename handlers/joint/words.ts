import type { Word } from '../chat/words.ts'
import type { Act } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { type Saying, text } from '../saying.ts'
import { beginTelling } from './dialogue.ts'
import { sayNotPresent } from './object.ts'
import { texts } from './texts.ts'
import { askWithdraw } from './withdraw.ts'

/** `昨天的集中学习我没参加`, `我没去集中学习` */
const notPresent =
  /^(?:昨天|今天|前天)?的?(?:集中学习)?(?:我|本人)(?:昨天|今天|前天|当时|那天)?(?:并?没有?|未)(?:去|参加|到会?|在)(?:昨天|今天|那次|这次)?的?(?:集中)?(?:学习)?$/u

/** `集中学习 …`: records what a department did together; alone it explains, with 撤回 it takes one back. */
const sayJoint: Act<Said> = async ({ rest }, desk) => {
  const said = rest.trim()
  if (/^(?:撤回|取消|作废|删除|登记错了|记错了)[。！!]?$/u.test(said)) return askWithdraw(desk)
  return said && !/^(?:怎么(?:用|登记|说)|登记|帮助|说明|继续)?[？?。]?$/u.test(said)
    ? beginTelling(rest, desk)
    : howTo(desk.house.pages)
}

const howTo = (pages: boolean): Saying[] => [
  text(texts.how(pages)),
  ...(pages
    ? [
        {
          kind: 'card' as const,
          title: '登记集中学习',
          summary: '在网页上勾选到会的人，填写时间、地点和主持人。',
          lines: [],
          page: '/h5/joint/new',
          pageLabel: '打开登记页',
          buttons: [],
          word: null,
        },
      ]
    : []),
]

const studied =
  /(?:集中|集体|统一|科会|科室|科内|科里|支部)(?:组织|开会|政治|业务|廉政|警示教育)?学习?|组织.{0,8}学习|学习/u
const certain = /集中|集体|科会|科室|科内|科里|我们?科|组织/u
const happened =
  /(?:昨|今|前)(?:天|日|早|晚|上午|下午)|刚才|刚刚|\d\s*[月号日点:：]|周[一二三四五六日]|[月号]\s*[一二三四五六七八九十]/u
const attended =
  /应到|实到|到会|缺席|主持|全员|全体.{0,4}(?:参加|到)|全部(?:参加|到)|都(?:参加|到)|无缺席|\d\s*\/\s*\d/u
/** An order, a question, a person's own matter: no report of what a department did. */
const otherwise =
  /请各|各科室|各部门|要求|务必|应当|须|必须|通知如下|[?？]|吗|我(?:还|并)?(?:没|未|想|要|可以)|准备|计划|发布/u

/** A sentence that tells of a joint session, wherever in it the word stands. */
export function tellsOfJoint(message: string): boolean {
  if (message.length > 800 || otherwise.test(message.split(/讨论|会上/u)[0] ?? '') || !studied.test(message))
    return false
  if (certain.test(message)) return happened.test(message) || attended.test(message)
  return attended.test(message) && happened.test(message)
}

/** Words of joint sessions. */
export const jointWords: Word[] = [
  {
    names: ['我没参加', '我没有参加', '没参加', '没有参加', '不是我', '我没去', '不是这样'],
    spoken: [[notPresent, '']],
    for: 'everyone',
    help: null,
    takes: 'nothing',
    act: sayNotPresent,
  },
  {
    names: ['集中学习', '集体学习', '科会学习', '科室学习', '科室学习了', '组织学习', '登记集中学习'],
    sentence: tellsOfJoint,
    for: 'head',
    help: '登记科室的集中学习（后面用一句话说）',
    takes: 'rest',
    act: sayJoint,
  },
]
