import type { Word } from '../chat/words.ts'
import { sayAppoint, sayUnappoint } from './appoint.ts'
import { sayAudit } from './audit.ts'
import { sayAuthorise, sayUnauthorise } from './authorise.ts'
import { sayBind, sayUnbind } from './bind.ts'
import { sayNoReader, sayReader } from './reader.ts'
import { sayNoUnit, sayUnit } from './unit.ts'

/** What the office sets up: one act a file, and the way back beside it. */
export const officeWords: Word[] = [
  { names: ['授权'], for: 'office', help: '让同事也能使用办公室功能', takes: 'rest', act: sayAuthorise },
  { names: ['指定'], for: 'office', help: '指定科室负责人或代理人', takes: 'rest', act: sayAppoint },
  { names: ['绑定'], for: 'head', help: '把科室的群绑定进来', takes: 'rest', act: sayBind },
  { names: ['微信阅读'], for: 'office', help: '登记用微信插件阅读的人', takes: 'rest', act: sayReader },
  { names: ['取消授权'], for: 'office', help: null, takes: 'rest', act: sayUnauthorise },
  { names: ['取消指定'], for: 'office', help: null, takes: 'rest', act: sayUnappoint },
  { names: ['解绑'], for: 'head', help: null, takes: 'rest', act: sayUnbind },
  { names: ['取消微信阅读'], for: 'office', help: null, takes: 'rest', act: sayNoReader },
  {
    names: ['操作记录', '审计'],
    askable: true,
    for: 'office',
    help: '看办公室最近的操作',
    takes: 'nothing',
    act: sayAudit,
  },
  { names: ['单位'], for: 'office', help: '把下属机构设为独立单位', takes: 'rest', act: sayUnit },
  { names: ['取消单位'], for: 'office', help: null, takes: 'rest', act: sayNoUnit },
]
