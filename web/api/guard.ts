import { bodyParser } from '@koa/bodyparser'
import type { Context, Middleware } from 'koa'
import { z } from 'zod'
import type { Person } from '../../handlers/person.ts'
import { minute, monthOf } from '../../handlers/time.ts'
import { isGuarded, mayUse, type Verdict } from './access.ts'
import type { WebDeps } from './deps.ts'
import { isNavigation } from './errors.ts'
import type { Login } from './login.ts'
import { notFound, Refusal, sentences } from './refusal.ts'
import type { GuardedRoute, Route } from './route.ts'
import { mustBeSameOrigin } from './same-origin.ts'
import type { SessionRow, Sessions } from './sessions.ts'

/** Ids of notices and drafts, see `handlers/ids.ts`. */
const Params = z.object({
  id: z
    .string()
    .regex(/^\d{6}-[0-9a-z]{1,60}$/)
    .default(''),
})

export interface GuardDeps extends Pick<WebDeps, 'store' | 'whoIs' | 'perform' | 'now'> {
  publicUrl: string
  sessions: Sessions
  login: Login
}

/** Stands before every route that is not public; `publicUrl` null: there is nothing behind it. */
export function guard(route: Route, deps: GuardDeps | null): Middleware {
  if (route.access === 'public') return ctx => route.handle(ctx)
  if (!deps) {
    return () => {
      throw new Refusal(404, sentences.noPages)
    }
  }
  const parse = bodyParser({
    enableTypes: ['json'],
    jsonLimit: '100kb',
    onError: ({ name }) => {
      throw name === 'PayloadTooLargeError'
        ? new Refusal(413, sentences.tooLarge)
        : new Refusal(400, sentences.malformed)
    },
  })
  return async ctx => {
    ctx.set('Cache-Control', 'no-store')
    if (route.method === 'post') {
      mustBeSameOrigin(ctx, deps.publicUrl, route.upload ? 'multipart/form-data' : 'application/json')
      if (!route.upload) await parse(ctx, () => Promise.resolve())
    }
    const id = idIn(ctx)
    const asks = await whoAsks(ctx, route, id, deps)
    if (asks === null) {
      if (ctx.method !== 'GET' || !isNavigation(ctx)) throw new Refusal(401, sentences.loginEnded)
      return deps.login.begin(ctx)
    }
    if (asks.verdict !== 'yes') return refuse(asks.verdict, route, asks.who, deps)
    // A page that asks by itself is nobody at work: a login left alone ends all the same.
    if (ctx.get('X-Qingfeng-Poll') === '') await deps.sessions.touch(asks.session)
    await route.handle({ ctx, who: asks.who, id })
  }
}

/** Empty where the path has no id. A malformed one is as unknown as any other. */
function idIn(ctx: Context): string {
  const params = Params.safeParse(ctx['params'])
  if (!params.success) throw notFound()
  return params.data.id
}

interface Asks {
  session: SessionRow
  who: Person
  verdict: Verdict
}

/** Null where WeCom has to say first (or again) who it is. */
function whoAsks(ctx: Context, route: GuardedRoute, id: string, deps: GuardDeps): Promise<Asks | null> {
  return deps.store.read(async tx => {
    const session = await deps.sessions.find(ctx, tx)
    if (!session || (isGuarded(route.access) && !deps.sessions.isFresh(session))) return null
    const who = await deps.whoIs(tx, session.person)
    return { session, who, verdict: await mayUse(route.access, tx, who, id) }
  })
}

async function refuse(verdict: Exclude<Verdict, 'yes'>, route: GuardedRoute, who: Person, deps: GuardDeps) {
  if (verdict !== 'not there' && isGuarded(route.access)) {
    const at = deps.now()
    // Once a minute for a person and a route: whoever keeps trying shall not fill the log.
    const key = `${monthOf(at)}:web.refused:${who.id}:${route.name}:${Math.floor(at / minute)}`
    await deps.perform({ key, act: 'web.refused', input: { what: route.name }, who: who.id, reply: 'return', at })
  }
  if (verdict !== 'refused') throw notFound()
  throw new Refusal(403, who.known ? sentences.notYours : sentences.notMember)
}
