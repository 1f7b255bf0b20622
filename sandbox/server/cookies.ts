import type { Context } from 'koa'

/** Who this browser is, for the local WeCom alone. */
const ours = 'local_wecom_as'

/**
 * Where the product's pages keep their session. Cookies belong to a host whatever the port, so the local WeCom can end it:
 * a browser that becomes somebody else must not be known by the pages as who it was.
 */
const ofThePages = 'qf_session'

export const personIn = (ctx: Context): string | null => ctx.cookies.get(ours) ?? null

/** This browser becomes the person; whom pages knew is forgotten, unless it is the same. */
export function become(ctx: Context, userid: string): void {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', overwrite: true } as const
  if (personIn(ctx) !== userid) ctx.cookies.set(ofThePages, '', { ...options, maxAge: 0 })
  ctx.cookies.set(ours, userid, options)
}
