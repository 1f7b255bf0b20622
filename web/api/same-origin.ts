import type { Context } from 'koa'
import { Refusal, sentences } from './refusal.ts'

/**
 * Throws unless a POST comes from our own page. Three signs must agree: a header that a form of another site cannot send,
 * the origin the browser says, and, where it says so, how that site stands to ours.
 * The body has to be of `type`; where a form of another site could send that too, the header is what it cannot.
 */
export function mustBeSameOrigin(ctx: Context, publicUrl: string, type: string): void {
  const origin = ctx.get('Origin')
  const site = ctx.get('Sec-Fetch-Site')
  const fine =
    ctx.get('X-Qingfeng') === '1' &&
    (origin || site) &&
    (!origin || origin === new URL(publicUrl).origin) &&
    (!site || site === 'same-origin')
  if (!fine) throw new Refusal(403, sentences.notSameOrigin)
  if (!ctx.is(type)) throw new Refusal(415, sentences.malformed)
}
