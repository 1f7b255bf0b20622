import { describe, expect, it } from 'vitest'
import { liveMonth } from '../../drill/month/month.ts'

describe('a month of a hospital whose bot is killed at random', () => {
  it('ends with an archive that says of everybody what everybody was answered', async () => {
    const result = await liveMonth({ people: 200, seed: 20_261_125, lives: 4000 })
    expect(result).toMatchObject({ differing: [], wrongCards: [], miscounted: [], findings: [], verified: true })
    expect(result.counts).toMatchObject({ 应学: 200, 集中学习: 47 })
  }, 240_000)
})
