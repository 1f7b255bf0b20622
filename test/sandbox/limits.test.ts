import { describe, expect, it } from 'vitest'
import { countedWindow, perApi, perMember, perWebhook, slidingWindow } from '../../sandbox/server/limits.ts'

const minute = 60_000

describe('the limits of page 90312', () => {
  it('takes 10000 calls a minute to one API and 150000 an hour', () => {
    const window = countedWindow(perApi)
    const take = (times: number, at: number) => Array.from({ length: times }, () => window.take('api', at))
    expect(take(10_000, 0).every(Boolean)).toBe(true)
    expect(window.take('api', minute - 1)).toBe(false)
    expect(window.take('other', minute - 1)).toBe(true)
    for (let at = 1; at < 15; at++) expect(take(10_000, at * minute).every(Boolean)).toBe(true)
    expect(window.take('api', 15 * minute)).toBe(false)
    expect(window.take('api', 60 * minute)).toBe(true)
  })

  it('lets 30 messages a minute and 1000 an hour through to one member, sliding along', () => {
    const window = slidingWindow(...perMember)
    for (let i = 0; i < 30; i++) expect(window.take('zhangwei', i * 1000)).toBe(true)
    expect(window.take('zhangwei', minute - 1)).toBe(false)
    expect(window.take('zhangwei', minute)).toBe(true)
    expect(window.take('zhangwei', minute)).toBe(false)
    expect(window.take('zhao', minute)).toBe(true)
  })

  it('lets 20 messages a minute into one group', () => {
    const window = slidingWindow(perWebhook)
    const taken = Array.from({ length: 25 }, () => window.take('group', 0))
    expect(taken.filter(Boolean)).toHaveLength(20)
  })
})
