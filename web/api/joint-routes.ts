import { z } from 'zod'
import { JointForm } from '../../handlers/joint/on-page.ts'
import { monthOf } from '../../handlers/time.ts'
import type { WebDeps } from './deps.ts'
import { notFound } from './refusal.ts'
import type { GuardedRoute } from './route.ts'
import { jointFormView, jointSheetView, jointView } from './views/joint.ts'
import { departmentsSeen } from './views/progress.ts'
import type { JointSaidView } from './views/shapes.ts'

const Tap = z.object({ tap: z.string().regex(/^[0-9a-f]{32}$/), form: JointForm })

const Asked = z.object({
  departments: z
    .string()
    .max(4000)
    .default('')
    .transform(list => list.split(',').filter(Boolean)),
  notice: z.string().max(100).nullable().default(null),
})

/** What the pages of joint sessions ask for and do. */
export function jointRoutes({ store, now, perform, progressOf }: WebDeps): GuardedRoute[] {
  return [
    {
      method: 'get',
      path: '/api/joint/form',
      access: 'keeper',
      name: '打开集中学习登记页',
      handle: async ({ ctx, who }) => {
        const asked = Asked.parse(Object.fromEntries(new URLSearchParams(ctx.querystring)))
        ctx.body = await store.read(tx => jointFormView(tx, who, asked, now()))
      },
    },
    {
      method: 'post',
      path: '/api/joint',
      access: 'keeper',
      name: '登记集中学习',
      handle: async ({ ctx, who }) => {
        const { tap, form } = Tap.parse(ctx.request.body)
        const at = now()
        const key = `${monthOf(at)}:web:joint.record:${who.id}:${tap}`
        const { text } = await perform({ key, act: 'joint.record', input: form, who: who.id, reply: 'return', at })
        ctx.body = JSON.parse(text ?? 'null') as JointSaidView
      },
    },
    {
      method: 'get',
      path: '/api/joint/sheet/:id',
      access: 'overseer',
      name: '查看签到表',
      handle: async ({ ctx, who, id }) => {
        ctx.body = await store.read(async tx => {
          const notice = await tx.notices.get(id)
          const progress = notice && (await progressOf(tx, id, departmentsSeen(who, notice.unit)))
          if (!progress) throw notFound()
          return jointSheetView(tx, progress)
        })
      },
    },
    {
      method: 'get',
      path: '/api/joint/:id',
      access: 'session',
      name: '查看集中学习记录',
      handle: async ({ ctx, id }) => {
        const view = await store.read(tx => jointView(tx, id, now()))
        if (!view) throw notFound()
        ctx.body = view
      },
    },
  ]
}
