import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { send } from '@koa/send'
import type { Middleware } from 'koa'

/** Beside the built commands, or in the build's folder where the sources run. */
const folders = ['./sandbox-page', '../../dist/sandbox-page'].map(path => fileURLToPath(new URL(path, import.meta.url)))

/** The chat page as it was built. Looked for anew at each request: a build may come later than the start. */
export function chatPage(): Middleware {
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return void (await next())
    // Cookies belong to a host, and the addresses in messages name this one.
    if (ctx.path === '/' && ctx.hostname === 'localhost') {
      return ctx.redirect(`http://127.0.0.1${ctx.host.slice('localhost'.length)}/`)
    }
    const folder = folders.find(path => existsSync(join(path, 'index.html')))
    const isPage = ctx.path === '/' || ctx.path === '/index.html'
    if (!isPage && !ctx.path.startsWith('/assets/')) return void (await next())
    if (!folder) {
      ctx.status = 404
      ctx.body = '页面还没有构建，请先运行 npm run build。'
      return
    }
    ctx.set('X-Content-Type-Options', 'nosniff')
    ctx.set('X-Frame-Options', 'DENY')
    if (isPage) ctx.set('Cache-Control', 'no-store')
    await send(ctx, isPage ? 'index.html' : ctx.path, {
      root: folder,
      ...(isPage ? {} : { maxage: 365 * 24 * 3600 * 1000, immutable: true }),
    })
  }
}
