import type { Context } from 'koa'
import { z } from 'zod'
import { minute } from '../../handlers/time.ts'
import type { CookieJar } from './cookies.ts'
import type { WebDeps } from './deps.ts'
import { Refusal, sentences } from './refusal.ts'
import type { Sessions } from './sessions.ts'
import { signer } from './signed.ts'

/** How long somebody may take between being sent to WeCom and coming back. */
const loginLives = 10 * minute

/** What a browser keeps while its person is at WeCom: where it wanted to go, and since when. */
const Pending = z.object({ state: z.string(), path: z.string(), at: z.number() })

/** Sending a browser to WeCom to be named, and taking it back. */
export interface Login {
  /**
   * Redirects to WeCom with a random state (32 hex digits; vendor page 91022 allows 128 letters and digits).
   * The state is bound to this browser by a signed cookie named after it, so that two pages opened at once do not
   * disturb each other. The way back is the path of the declared route that was asked for, never a parameter.
   */
  begin(ctx: Context): void
  /** `GET /h5/login?code&state`: asks WeCom once whose code this is, begins the session and goes on to that path. */
  finish(ctx: Context): Promise<void>
}

export interface LoginDeps extends Pick<WebDeps, 'wecom' | 'now' | 'randomBytes' | 'store' | 'whoIs' | 'log'> {
  publicUrl: string
  secret: string
  jar: CookieJar
  sessions: Sessions
}

export function openLogin(deps: LoginDeps): Login {
  const { wecom, now, randomBytes, publicUrl, jar, sessions, log } = deps
  const { sign, open } = signer(deps.secret, 'login')
  const cookieOf = (state: string) => `qf_login_${state}`

  /** Where this browser wanted to go; null unless it is the one that was sent away with this state, not long ago. */
  function pendingPath(ctx: Context, state: string): string | null {
    const signed = open(jar.get(ctx, cookieOf(state)) ?? '')
    if (signed === null) return null
    jar.drop(ctx, cookieOf(state))
    const pending = Pending.parse(JSON.parse(signed))
    return pending.state === state && now() - pending.at < loginLives ? pending.path : null
  }

  async function personBehind(code: string): Promise<string> {
    let userid: string | null
    try {
      userid = await wecom.identify(code)
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'login code not exchanged')
      throw new Refusal(401, sentences.loginFailed)
    }
    if (userid === null) throw new Refusal(403, sentences.notMember)
    const known = userid
    const person = await deps.store.read(tx => deps.whoIs(tx, known))
    if (!person.known) throw new Refusal(403, sentences.notMember)
    return person.id
  }

  return {
    begin: ctx => {
      const state = randomBytes(16).toString('hex')
      const pending = { state, path: ctx.path, at: now() } satisfies z.infer<typeof Pending>
      jar.set(ctx, cookieOf(state), sign(JSON.stringify(pending)), loginLives / 1000)
      ctx.set('Cache-Control', 'no-store')
      ctx.redirect(wecom.loginUrl({ redirect: `${publicUrl}/h5/login`, state, userAgent: ctx.get('User-Agent') }))
    },
    finish: async ctx => {
      const back = Back.safeParse(ctx.query)
      if (!back.success) throw new Refusal(401, sentences.loginFailed)
      const path = pendingPath(ctx, back.data.state)
      if (path === null) throw new Refusal(401, sentences.loginFailed)
      await sessions.begin(ctx, await personBehind(back.data.code))
      ctx.set('Cache-Control', 'no-store')
      ctx.redirect(path)
    },
  }
}

/** What WeCom brings back; a code has at most 512 bytes (vendor page 91022). */
const Back = z.object({ code: z.string().min(1).max(512), state: z.string().regex(/^[0-9a-f]{32}$/) })
