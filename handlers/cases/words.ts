import type { Word } from '../chat/words.ts'
import { sayAddCase } from './draft.ts'
import { sayCases } from './find.ts'
import { sayOwnCases, sayRemoveCase } from './own.ts'

/** `帮我找一下红包的案例`: a verb, so that no line of a text handed in is taken for it. */
const looked =
  /^(?:请|麻烦)?(?:帮我)?(?:找一?[下找]?|搜一?[下搜]|搜索?|查[找询看]|查一?[下查]|有没有|有)(?:一些?)?(?:关于|有关)?(.{1,12}?)的?(?:学习)?(?:案例|材料)(?:有哪些|吗|\?)*$/u

/** What stands right behind the word when the gap is left out: a short word, and nothing that asks or reports. */
const joined = /^(?!.*(?:学|看|怎|什么|哪|谁|了|\?)).{1,12}$/u

export const caseWords: Word[] = [
  {
    names: ['案例', '找案例', '查案例', '搜案例', '查找案例', '搜索案例', '案例查询', '找材料', '查材料', '典型案例'],
    spoken: [[looked, '$1']],
    joined,
    askable: true,
    for: 'everyone',
    help: '查找学习材料，例如“案例 红包”',
    takes: 'rest',
    act: sayCases,
  },
  { names: ['案例库'], askable: true, for: 'everyone', help: null, takes: 'nothing', act: sayOwnCases },
]

export const officeCaseWords: Word[] = [
  {
    names: ['添加案例', '新增案例', '加案例', '增加案例', '录入案例'],
    for: 'office',
    help: '把案例存入案例库，以后附在学习通知里',
    takes: 'rest',
    act: sayAddCase,
  },
  { names: ['删除案例'], for: 'office', help: null, takes: 'rest', act: sayRemoveCase },
]
