import Router from '@koa/router'
import Koa from 'koa'
import helmet from 'koa-helmet'
import { archiveRoutes } from './archive-routes.ts'
import { caseRoutes } from './case-routes.ts'
import { cookieJar } from './cookies.ts'
import type { WebDeps } from './deps.ts'
import { errorSink } from './errors.ts'
import { guard, type GuardDeps } from './guard.ts'
import { openLogin } from './login.ts'
import { jointRoutes } from './joint-routes.ts'
import { pageRoutes } from './page-routes.ts'
import { pictureRoutes } from './picture-routes.ts'
import { publicRoutes } from './public-routes.ts'
import { notFound, Refusal, sentences } from './refusal.ts'
import { publishRoutes } from './publish-routes.ts'
import type { Route } from './route.ts'
import { personRoutes } from './person-routes.ts'
import { receiptRoutes } from './receipt-routes.ts'
import { openSessions, type Sessions } from './sessions.ts'
import { studyRoutes } from './study-routes.ts'

export interface Web {
  app: Koa
  /** Everything that is answered, with who may use it; nothing else reaches the router. */
  routes: readonly Route[]
  router: Router
}

/**
 * Everything the product answers over HTTP: WeCom's callback, the pages and what they ask for, and what operators watch.
 * Listens nowhere itself. Without `publicUrl` there are no pages: `/h5/…` and `/api/…` answer 404 with a sentence.
 */
export function openWeb(deps: WebDeps): Web {
  const { config, callback, log } = deps
  const app = new Koa({ proxy: config.trustProxy })
  app.on('error', (error: unknown) => {
    log.warn({ error: error instanceof Error ? error.name : typeof error }, 'response not finished')
  })
  // WeCom's callback reads its body itself, and is the hot path: nothing stands before it.
  if (callback) app.use((ctx, next): unknown => (ctx.path === '/wecom/callback' ? callback(ctx, next) : next()))
  app.use(securityHeaders(config.publicUrl))
  app.use(errorSink(log))

  const behind = config.publicUrl === null ? null : openGuard(deps, config.publicUrl)
  const routes: Route[] = [
    ...publicRoutes(deps, behind?.login ?? null),
    ...pageRoutes(config.pagesFolder),
    ...personRoutes(behind?.sessions ?? null),
    ...studyRoutes(deps),
    ...pictureRoutes(deps),
    ...archiveRoutes(deps),
    ...caseRoutes(deps),
    ...publishRoutes(deps),
    ...jointRoutes(deps),
    ...receiptRoutes(deps),
  ]
  const router = new Router({ strict: true, sensitive: true })
  for (const route of routes) router[route.method](route.path, guard(route, behind))
  app.use(router.routes())
  app.use(ctx => {
    const isPage = /^\/(h5|api)(\/|$)/.test(ctx.path)
    throw isPage && !behind ? new Refusal(404, sentences.noPages) : notFound()
  })
  return { app, routes, router }
}

function openGuard(deps: WebDeps, publicUrl: string): GuardDeps & { sessions: Sessions } {
  const secret = deps.config.sessionSecret
  const jar = cookieJar(publicUrl)
  const sessions = openSessions({ ...deps, secret, jar })
  return { ...deps, publicUrl, sessions, login: openLogin({ ...deps, publicUrl, secret, jar, sessions }) }
}

/** Our own files only, no inline script, never inside a frame. */
const securityHeaders = (publicUrl: string | null): Koa.Middleware =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    hsts: publicUrl?.startsWith('https:') ? { maxAge: 180 * 24 * 3600, includeSubDomains: false } : false,
  })
