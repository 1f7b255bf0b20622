import { WeComError, WeComUnreachable } from './errors.ts'

export interface Token {
  value: string
  /** Seconds, as WeCom says. */
  expiresIn: number
}

/** The app's access token, kept and renewed (vendor page 91039). */
export interface Tokens {
  /**
   * The current token; fetches one where none is fit to be used, once for all who ask.
   * Throws `WeComError` or `WeComUnreachable`, the latter never `maybeDone`: without a token nothing can have been done.
   */
  get(): Promise<string>
  /** WeCom no longer takes this token. One that has been replaced since is left alone. */
  drop(value: string): void
}

const early = 5 * 60_000
/** Wrong secrets in a row lock the caller's address for an hour, so a refused fetch is not repeated at once. */
const holdOff = 30_000

/** Renews about 5 minutes before the end; until the end the old token serves where renewing fails. */
export function tokenKeeper({ fetch, now }: { fetch: () => Promise<Token>; now: () => number }): Tokens {
  let kept: { value: string; renewAt: number; endsAt: number } | null = null
  let fetching: Promise<string> | null = null
  let refused: { error: WeComError; until: number } | null = null

  const renew = async (): Promise<string> => {
    if (refused && now() < refused.until) throw refused.error
    try {
      const { value, expiresIn } = await fetch()
      const lives = expiresIn * 1000
      const at = now()
      kept = { value, renewAt: at + Math.max(lives - early, lives / 2), endsAt: at + lives }
      refused = null
      return value
    } catch (error) {
      if (error instanceof WeComError) refused = { error, until: now() + holdOff }
      if (kept && now() < kept.endsAt) return kept.value
      if (!(error instanceof WeComUnreachable)) throw error
      throw new WeComUnreachable(error.path, error.why, { maybeDone: false, status: error.status })
    }
  }
  return {
    get: async () => {
      if (kept && now() < kept.renewAt) return kept.value
      fetching ??= renew().finally(() => (fetching = null))
      return fetching
    },
    drop: value => {
      if (kept?.value === value) kept = null
    },
  }
}
