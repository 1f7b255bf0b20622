import { describe, expect, it } from 'vitest'
import { killBurst, type KillsResult } from '../../drill/kills.ts'

/** What every drill comes to where nothing is lost and nothing is done twice. */
const kept = {
  lost: [],
  miscounted: [],
  wrongCards: [],
  leftOpen: [],
  findings: [],
  verified: true,
} satisfies Partial<KillsResult>

describe('a bot that is killed again and again', () => {
  it('loses nothing it has answered, counts nobody twice and sends no second card', async () => {
    const result = await killBurst({ kills: 6, seed: 20_261_112, people: 240 })
    expect(result).toMatchObject({ ...kept, kills: 6, confirmed: 240 })
    expect(JSON.parse(result.verdict)).toMatchObject({ ok: true, confirmations: 240, unsealed: 0 })
  }, 60_000)

  it('does so too while WeCom fails', async () => {
    const result = await killBurst({ kills: 3, seed: 20_261_113, people: 120, outages: true })
    expect(result).toMatchObject({ ...kept, kills: 3, confirmed: 120 })
  }, 60_000)
})
