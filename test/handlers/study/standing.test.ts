import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReadTx } from '../../../store/transaction.ts'
import { type Standing, standingOf, standingsOf } from '../../../handlers/study/standing.ts'

const notice = '202611-a'
const person = 'zhangmin'

interface Known {
  asks: number
  confirmed: number | null
  present: { kind: 'joint' | 'offline'; state: 'counted' | 'objected' | 'withdrawn'; version: number } | null
  requests: { kind: 'leave' | 'exempt' | 'objection'; state: 'asked' | 'granted' | 'refused' | 'withdrawn' }[]
}

const known: fc.Arbitrary<Known> = fc.record({
  asks: fc.constantFrom(1, 2),
  confirmed: fc.constantFrom(null, 1, 2),
  present: fc.option(
    fc.record({
      kind: fc.constantFrom('joint' as const, 'offline' as const),
      state: fc.constantFrom('counted' as const, 'objected' as const, 'withdrawn' as const),
      version: fc.constantFrom(1, 2),
    }),
  ),
  requests: fc.array(
    fc.record({
      kind: fc.constantFrom('leave' as const, 'exempt' as const, 'objection' as const),
      state: fc.constantFrom('asked' as const, 'granted' as const, 'refused' as const, 'withdrawn' as const),
    }),
    { maxLength: 3 },
  ),
})

/** As much of a transaction as a standing is read from. */
function txOf({ asks, confirmed, present, requests }: Known) {
  const confirmation = confirmed === null ? [] : [{ notice, person, version: confirmed }]
  const attendance = present ? [{ notice, person, ...present }] : []
  const asked = requests.map(request => ({ notice, person, ...request }))
  const table = (rows: object[]) => ({
    get: () => Promise.resolve(rows[0]),
    list: () => Promise.resolve(rows),
    count: () => Promise.resolve(rows.length),
  })
  return {
    notices: table([{ id: notice, asks }]),
    confirmations: table(confirmation),
    attendance: table(attendance),
    requests: table(asked),
  } as unknown as ReadTx
}

const standing = (some: Partial<Known>): Promise<Standing> =>
  standingOf(txOf({ asks: 1, confirmed: null, present: null, requests: [], ...some }), notice, person)

describe('where somebody stands with a notice', () => {
  it('is missing until something was done, and an own confirmation comes before everything else', async () => {
    const present = { kind: 'joint', state: 'counted', version: 1 } as const
    expect(await standing({})).toBe('missing')
    expect(await standing({ present })).toBe('joint')
    expect(await standing({ present, confirmed: 1 })).toBe('confirmed')
    expect(await standing({ present: { ...present, state: 'objected' } })).toBe('missing')
    expect(await standing({ requests: [{ kind: 'leave', state: 'asked' }] })).toBe('missing')
    expect(await standing({ requests: [{ kind: 'leave', state: 'granted' }] })).toBe('leave')
    expect(await standing({ requests: [{ kind: 'objection', state: 'granted' }] })).toBe('missing')
  })

  it('does not rest on what was done before a correction of substance', async () => {
    expect(await standing({ asks: 2, confirmed: 1 })).toBe('missing')
    expect(await standing({ asks: 2, confirmed: 2 })).toBe('confirmed')
    expect(await standing({ asks: 2, present: { kind: 'joint', state: 'counted', version: 1 } })).toBe('missing')
  })

  it('is the same asked for one person and for all', () =>
    fc.assert(
      fc.asyncProperty(known, async some => {
        const { standings } = await standingsOf(txOf(some), notice)
        expect(standings.get(person) ?? 'missing').toBe(await standingOf(txOf(some), notice, person))
      }),
    ))
})
