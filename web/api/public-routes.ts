import type { WebDeps } from './deps.ts'
import { sendAsset, sendProof } from './files.ts'
import type { Login } from './login.ts'
import { Refusal, sentences } from './refusal.ts'
import type { PublicRoute } from './route.ts'

/** What is answered to everybody: whether the process lives, the domain's proof, the files of the pages, the login. */
export function publicRoutes({ ready, metrics, config }: WebDeps, login: Login | null): PublicRoute[] {
  const access = 'public'
  return [
    {
      method: 'get',
      path: '/healthz',
      access,
      handle: ctx => {
        ctx.body = 'ok\n'
      },
    },
    {
      method: 'get',
      path: '/readyz',
      access,
      handle: ctx => {
        ctx.status = ready() ? 200 : 503
        ctx.body = ready() ? 'ready\n' : 'not ready\n'
      },
    },
    {
      method: 'get',
      path: '/metrics',
      access,
      handle: async ctx => {
        ctx.body = await metrics.metrics()
        ctx.set('Content-Type', metrics.contentType)
      },
    },
    {
      method: 'get',
      path: /^\/(WW_verify_[A-Za-z0-9]{1,64}\.txt)$/,
      access,
      handle: ctx => sendProof(ctx, config.proofDir, ctx.path.slice(1)),
    },
    {
      method: 'get',
      path: /^\/h5\/assets\/([\w-][\w.-]*)$/,
      access,
      handle: ctx => sendAsset(ctx, config.pagesFolder, ctx.path.slice('/h5/assets/'.length)),
    },
    {
      method: 'get',
      path: '/h5/login',
      access,
      handle: ctx => {
        if (!login) throw new Refusal(404, sentences.noPages)
        return login.finish(ctx)
      },
    },
  ]
}
