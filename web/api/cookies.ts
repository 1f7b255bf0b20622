import type { Context } from 'koa'

/** How cookies of one installation are set: HttpOnly, SameSite=Lax, Secure where people come by https. */
export interface CookieJar {
  get(ctx: Context, name: string): string | null
  /** `seconds` null lets it end with the browser. */
  set(ctx: Context, name: string, value: string, seconds: number | null): void
  drop(ctx: Context, name: string): void
}

/**
 * Under https the name gets the prefix `__Host-`, so that no other host of the domain can plant one.
 * SameSite is Lax, not Strict: WeCom's way back after the login is a navigation from another site.
 */
export function cookieJar(publicUrl: string | null): CookieJar {
  const secure = publicUrl?.startsWith('https:') ?? false
  const full = (name: string) => (secure ? `__Host-${name}` : name)
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/', overwrite: true } as const
  const write = (ctx: Context, name: string, value: string, maxAge: number | undefined) => {
    // The proxy in front speaks https, whatever this connection is.
    ctx.cookies.secure = secure
    ctx.cookies.set(full(name), value, { ...options, ...(maxAge === undefined ? {} : { maxAge }) })
  }
  return {
    get: (ctx, name) => ctx.cookies.get(full(name)) ?? null,
    set: (ctx, name, value, seconds) => write(ctx, name, value, seconds === null ? undefined : seconds * 1000),
    drop: (ctx, name) => write(ctx, name, '', 0),
  }
}
