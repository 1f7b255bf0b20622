import type { Act } from '../act.ts'
import type { Said, Word } from '../chat/words.ts'
import { beginDraft } from '../drafting/draft.ts'
import { sayLearned } from './confirm.ts'
import { studyDraft } from './draft.ts'
import { sayExport } from './export.ts'
import { sayRemind } from './remind.ts'
import { sayProgress } from './report.ts'
import { sayWithdraw } from './withdraw.ts'

const sayPublish: Act<Said> = (said, desk) => beginDraft(studyDraft, said, desk)

export const studyWords: Word[] = [
  {
    names: ['已学习', '我已学习', '学完了', '已学', '学习完成', '已学完', '我学完了', '已经学习', '已确认学习'],
    for: 'everyone',
    help: '确认等您的学习',
    takes: 'nothing',
    act: sayLearned,
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
    for: 'everyone',
    help: '看完成情况；“进度 名单”看未确认的人',
    takes: 'rest',
    act: sayProgress,
  },
  { names: ['催办', '催一下', '提醒未学'], for: 'head', help: '只提醒未确认的人', takes: 'rest', act: sayRemind },
  { names: ['导出', '导出花名册'], for: 'office', help: '下载学习花名册', takes: 'rest', act: sayExport },
  { names: ['撤回'], for: 'office', help: '撤回学习通知（后面写原因）', takes: 'rest', act: sayWithdraw },
]
