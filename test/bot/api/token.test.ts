import { describe, expect, it } from 'vitest'
import { WeComError, WeComUnreachable } from '../../../bot/api/errors.ts'
import { tokenKeeper } from '../../../bot/api/token.ts'

function keeper(expiresIn = 7200) {
  let at = 0
  let fetched = 0
  let failure: Error | null = null
  const tokens = tokenKeeper({
    now: () => at,
    fetch: async () => {
      fetched++
      await Promise.resolve()
      if (failure) throw failure
      return { value: `tok${fetched}`, expiresIn }
    },
  })
  return {
    ...tokens,
    fetched: () => fetched,
    goTo: (seconds: number) => void (at = seconds * 1000),
    fail: (error: Error | null) => void (failure = error),
  }
}

describe('the access token', () => {
  it('is fetched once for all who ask at the same time', async () => {
    const tokens = keeper()
    expect(await Promise.all([tokens.get(), tokens.get(), tokens.get()])).toEqual(['tok1', 'tok1', 'tok1'])
    expect(tokens.fetched()).toBe(1)
  })
  it('is renewed five minutes before its end, not earlier', async () => {
    const tokens = keeper()
    await tokens.get()
    tokens.goTo(7200 - 301)
    expect(await tokens.get()).toBe('tok1')
    tokens.goTo(7200 - 299)
    expect(await tokens.get()).toBe('tok2')
  })
  it('goes on serving until its end where renewing fails', async () => {
    const tokens = keeper()
    await tokens.get()
    tokens.fail(new WeComUnreachable('/cgi-bin/gettoken', 'ECONNREFUSED', { maybeDone: false }))
    tokens.goTo(7100)
    expect(await tokens.get()).toBe('tok1')
    tokens.goTo(7201)
    await expect(tokens.get()).rejects.toThrow(WeComUnreachable)
  })
  it('that is dropped is fetched anew, but one that has been replaced since is left alone', async () => {
    const tokens = keeper()
    tokens.drop(await tokens.get())
    expect(await tokens.get()).toBe('tok2')
    tokens.drop('tok1')
    expect(await tokens.get()).toBe('tok2')
  })
  it('is not asked for again at once after a refusal: wrong secrets in a row lock the address', async () => {
    const tokens = keeper()
    tokens.fail(new WeComError('/cgi-bin/gettoken', 40001, ''))
    await expect(tokens.get()).rejects.toThrow(WeComError)
    await expect(tokens.get()).rejects.toThrow(WeComError)
    expect(tokens.fetched()).toBe(1)
    tokens.fail(null)
    tokens.goTo(31)
    expect(await tokens.get()).toBe('tok2')
  })
  it('that was not to be had means that nothing was done, however it failed', async () => {
    const tokens = keeper()
    tokens.fail(new WeComUnreachable('/cgi-bin/gettoken', 'HTTP 502', { maybeDone: true, status: 502 }))
    await expect(tokens.get()).rejects.toMatchObject({ maybeDone: false, status: 502 })
  })
})
