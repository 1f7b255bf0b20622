import type { Person } from '../../handlers/person.ts'
import type { MeView } from './views/shapes.ts'
import type { GuardedRoute } from './route.ts'
import type { Sessions } from './sessions.ts'

/** Who is logged in, and the way out. */
export function personRoutes(sessions: Sessions | null): GuardedRoute[] {
  return [
    {
      method: 'get',
      path: '/api/me',
      access: 'member',
      name: '查看本人信息',
      handle: async ({ ctx, who }) => {
        ctx.body = meView(who)
      },
    },
    {
      method: 'post',
      path: '/api/logout',
      access: 'member',
      name: '退出登录',
      handle: async ({ ctx }) => {
        await sessions?.end(ctx)
        ctx.body = {}
      },
    },
  ]
}

const meView = ({ name, officeOf, leads }: Person): MeView => ({
  name,
  office: officeOf !== null,
  head: leads.length > 0,
})
