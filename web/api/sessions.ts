import { createHash } from 'node:crypto'
import type { Context } from 'koa'
import { hour, minute } from '../../handlers/time.ts'
import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { ReadTx, Store } from '../../store/transaction.ts'
import type { CookieJar } from './cookies.ts'
import { signer } from './signed.ts'

export type SessionRow = RowOf<Collections['sessions']>

/** A session ends so long after the login, whatever happens in it. */
export const sessionLives = 12 * hour
/** Pages of the office and of heads want to have been used within this span; WeCom names the person anew, silently. */
export const idleLimit = 30 * minute
/** `seen` is written at most once in this span. */
const seenEvery = minute

/** What the browser holds: 32 random bytes, signed. */
const cookie = 'qf_session'

/**
 * Who is logged in. A session belongs to the person WeCom named; its row's id is the SHA-256 of what the browser holds,
 * so that a copy of the store opens no page.
 *
 * Sessions are the one thing written outside of `perform`: they say who asks, and nobody's act hangs on them.
 */
export interface Sessions {
  /** Begins a session for a person and gives the browser its cookie. A session it had before ends. */
  begin(ctx: Context, person: string): Promise<void>
  /** The session this browser holds, unless it has ended. */
  find(ctx: Context, tx: ReadTx): Promise<SessionRow | null>
  /** Whether the session was used within the idle limit. */
  isFresh(session: SessionRow): boolean
  /** Remembers that it was used. One that has been idle too long stays so: only a new login makes it fresh. */
  touch(session: SessionRow): Promise<void>
  end(ctx: Context): Promise<void>
}

export interface SessionDeps {
  store: Pick<Store, 'commit'>
  now: () => number
  randomBytes: (bytes: number) => Buffer
  secret: string
  jar: CookieJar
}

export function openSessions({ store, now, randomBytes, secret, jar }: SessionDeps): Sessions {
  const { sign, open } = signer(secret, 'session')
  const heldBy = (ctx: Context): string | null => {
    const token = open(jar.get(ctx, cookie) ?? '')
    return token === null ? null : createHash('sha256').update(token).digest('hex')
  }
  const isFresh = (session: SessionRow) => now() - session.seen < idleLimit
  return {
    begin: async (ctx, person) => {
      const before = heldBy(ctx)
      const token = randomBytes(32).toString('base64url')
      const id = createHash('sha256').update(token).digest('hex')
      await store.commit(async tx => {
        if (before !== null) await tx.sessions.delete(before)
        await tx.sessions.add({ id, person, at: now(), seen: now() })
      })
      jar.set(ctx, cookie, sign(token), sessionLives / 1000)
    },
    find: async (ctx, tx) => {
      const id = heldBy(ctx)
      const session = id === null ? undefined : await tx.sessions.get(id)
      return session && now() - session.at < sessionLives ? session : null
    },
    isFresh,
    touch: async session => {
      if (!isFresh(session) || now() - session.seen < seenEvery) return
      await store.commit(async tx => {
        // It may have been ended meanwhile.
        const current = await tx.sessions.get(session.id)
        if (current) await tx.sessions.update({ ...current, seen: now() })
      })
    },
    end: async ctx => {
      const id = heldBy(ctx)
      if (id !== null) await store.commit(tx => tx.sessions.delete(id))
      jar.drop(ctx, cookie)
    },
  }
}
