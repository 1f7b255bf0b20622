import type { Word } from '../chat/words.ts'
import { sayExempt, sayLeave } from './ask.ts'
import { sayBackAll, sayBackExempt, sayBackLeave, sayBackObjection } from './back.ts'
import { sayObjection } from './object.ts'
import { sayAgree, sayDisagree } from './say-decision.ts'

const how = '(?:怎么|如何|怎样)(?:才能?)?(?:办理?|申请|提出?)?'

/** Words of 请假, 免学 and 异议, and of those who decide. */
export const leaveWords: Word[] = [
  {
    names: ['请假', '我请假', '我要请假', '我想请假', '申请请假', '我申请请假', '请个假', '学习请假'],
    spoken: [
      [new RegExp(`^${how}请假\\??$|^请假${how}\\??$`, 'u'), '怎么'],
      [/^我?(?:现在|正在?|还)?在?(?:休|请)产假(?:呢|了)?$/u, '休产假'],
      [/^我?(?:现在|正在?|还)?在?(?:休|请)病假(?:呢|了)?$/u, '休病假'],
    ],
    joined: /^(?:因为?|由于|休|在休|产假|病假|事假|公休|年休|外出|出差|进修|住院|生病|到|至|\d|[一二两三]?[天周月])/u,
    for: 'everyone',
    help: '请假、免学（写原因），由科室负责人审定',
    takes: 'rest',
    act: sayLeave,
  },
  {
    names: ['免学', '申请免学', '我申请免学', '我要免学', '免于学习', '免学习', '申请免于学习'],
    spoken: [[new RegExp(`^${how}免学\\??$|^免学${how}\\??$`, 'u'), '怎么']],
    joined: /^(?:因为?|由于|已?退休|返聘|长期)/u,
    for: 'everyone',
    help: null,
    takes: 'rest',
    act: sayExempt,
  },
  {
    names: ['异议', '我有异议', '有异议', '提异议', '提出异议', '我要提异议', '有不同意见', '我有不同意见'],
    for: 'everyone',
    help: '对通知、材料或记录有不同意见（写一两句）',
    takes: 'rest',
    act: sayObjection,
  },
  { names: ['销假', '我销假', '我要销假', '我来销假'], for: 'everyone', help: null, takes: 'rest', act: sayBackAll },
  {
    names: ['取消请假', '撤回请假', '撤销请假', '收回请假', '不请假了', '我不请假了', '取消申请'],
    for: 'everyone',
    help: null,
    takes: 'rest',
    act: sayBackLeave,
  },
  {
    names: ['取消免学', '撤回免学', '撤销免学', '收回免学'],
    for: 'everyone',
    help: null,
    takes: 'rest',
    act: sayBackExempt,
  },
  {
    names: ['取消异议', '撤回异议', '撤销异议', '收回异议'],
    for: 'everyone',
    help: null,
    takes: 'rest',
    act: sayBackObjection,
  },
  {
    names: ['同意', '采纳', '准假', '批准', '同意请假', '同意免学'],
    joined: /^.{1,8}的?(?:请假|免学|异议|申请)/u,
    for: 'head',
    help: '决定请假、免学、异议，例如“同意 张三 请假”',
    takes: 'rest',
    act: sayAgree,
  },
  {
    names: ['不同意', '不采纳', '不准假', '不批准', '不同意请假', '不同意免学'],
    joined: /^.{1,8}的?(?:请假|免学|异议|申请)/u,
    for: 'head',
    help: null,
    takes: 'rest',
    act: sayDisagree,
  },
]
