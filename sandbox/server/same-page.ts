import type { Context } from 'koa'
import { LocalRefusal } from './refusal.ts'

const thisMachine = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i

/**
 * Throws unless the request is the page's own or no browser's: the address bar must name this machine, so that no other
 * name can be made to point here, and a browser must not come from another origin.
 */
export function mustBeOurPage(ctx: Context): void {
  const origin = ctx.get('Origin')
  const site = ctx.get('Sec-Fetch-Site')
  const navigates = ctx.get('Sec-Fetch-Mode') === 'navigate' && ctx.get('Sec-Fetch-Dest') === 'document'
  const fine =
    thisMachine.test(ctx.host) &&
    (!origin || origin === `http://${ctx.host}`) &&
    // `none` is an address typed in, or a bookmark.
    (!site || site === 'same-origin' || (site === 'none' && navigates))
  if (!fine) throw new LocalRefusal(403, '只接受本页面发来的请求。')
}
