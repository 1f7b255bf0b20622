import type { Access } from './access.ts'
import { sendShell } from './files.ts'
import type { GuardedRoute } from './route.ts'

/** The pages people open. Whoever may not have the data does not get the page either, and reads why. */
export function pageRoutes(folder: string): GuardedRoute[] {
  const page = (path: string, access: Exclude<Access, 'public'>, name: string): GuardedRoute => ({
    method: 'get',
    path,
    access,
    name,
    handle: ({ ctx }) => sendShell(ctx, folder),
  })
  return [
    page('/h5/notices/:id', 'addressed', '打开学习通知'),
    page('/h5/notices/:id/versions/:n', 'addressed', '打开学习通知的某一版'),
    page('/h5/publish', 'officer', '打开发布页'),
    page('/h5/drafts/:id', 'draft office', '打开预览'),
    page('/h5/progress/:id', 'overseer', '打开进度页'),
    page('/h5/archives/:id', 'archive office', '打开台账下载页'),
    page('/h5/joint/new', 'keeper', '打开集中学习登记页'),
    page('/h5/joint/sheet/:id', 'overseer', '打开签到表'),
    page('/h5/joint/:id', 'session', '打开集中学习记录'),
    page('/h5/cases', 'member', '打开案例查找'),
    page('/h5/cases/find/:words', 'member', '打开案例查找'),
    page('/h5/cases/:id', 'case reader', '打开案例'),
    page('/h5/cases/:id/:part', 'case reader', '打开案例'),
    page('/h5/records', 'member', '打开本人记录'),
    page('/h5/receipts', 'member', '打开回执核对'),
    page('/h5/receipts/:code', 'member', '打开回执'),
  ]
}
