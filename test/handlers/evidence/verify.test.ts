import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Verdict, verifyEvidence } from '../../../handlers/evidence/verify.ts'
import type { Tx } from '../../../store/transaction.ts'
import { type Bench, openBench } from '../../desk.ts'
import { novemberNotice } from '../../notices.ts'
import { correctionForgeries } from './correction-forgeries.ts'
import { forgeries } from './forgeries.ts'

describe('the evidence', () => {
  let bench: Bench
  let serial = 0
  beforeAll(async () => {
    bench = await openBench()
    await say('jiwei', `发布学习\n${novemberNotice}`)
    await say('jiwei', '发布')
    for (const person of ['yan', 'zhangwei', 'zheng']) await say(person, '已学习')
  })
  afterAll(() => bench.close())

  const say = (who: string, message: string) =>
    bench.perform({
      key: `202611:${++serial}`,
      act: 'chat.text',
      input: { message, sent: bench.clock.now() },
      who,
      reply: { passive: 2048 },
      at: bench.clock.now(),
    })
  const seal = () =>
    bench.perform({
      key: `202611:seal:${++serial}`,
      act: 'evidence.seal',
      input: {},
      who: null,
      reply: 'return',
      at: bench.clock.now(),
    })
  const verify = () => bench.store.read(verifyEvidence)
  /** The verdict over a forgery, which is taken back: the next one begins with what is true. */
  async function verdictOver(forgery: (tx: Tx) => Promise<unknown>): Promise<Verdict | undefined> {
    const seen: { verdict?: Verdict } = {}
    const takenBack = new Error('taken back')
    const forging = bench.store.commit(async tx => {
      await forgery(tx)
      seen.verdict = await verifyEvidence(tx)
      throw takenBack
    })
    await expect(forging).rejects.toBe(takenBack)
    return seen.verdict
  }

  it('holds before and after sealing, and counts what is not sealed yet', async () => {
    expect(await verify()).toMatchObject({ ok: true, links: 0, facts: 4, unsealed: 4, confirmations: 3 })
    await seal()
    expect(await verify()).toMatchObject({ ok: true, links: 1, facts: 4, unsealed: 0, confirmations: 3 })
    await say('wangxin', '已学习')
    expect(await verify()).toMatchObject({ ok: true, links: 1, facts: 5, unsealed: 1, confirmations: 4 })
  })

  describe('of three links', () => {
    beforeAll(async () => {
      await seal()
      await say('yeban', '已学习')
      await seal()
    })
    afterEach(async () => {
      expect(await verify()).toMatchObject({ ok: true, links: 3, facts: 6, confirmations: 5 })
    })
    for (const [name, [forgery, broken]] of Object.entries(forgeries)) {
      it(`names ${name}`, async () => {
        const named: unknown = expect.stringMatching(broken)
        expect(await verdictOver(forgery)).toMatchObject({ ok: false, broken: named })
      })
    }
  })

  describe('of a corrected notice', () => {
    beforeAll(async () => {
      await say('jiwei', '修改 把五名值班人员离岗改为六名值班人员离岗')
      await say('jiwei', '发布')
      // Without WeCom the card reaches nobody: the first answer brings it.
      for (const person of ['yan', 'zheng', 'yan', 'zheng']) await say(person, '已学习')
      await say('jiwei', '修改 期限 12月5日')
      await say('jiwei', '发布')
      await seal()
    })
    afterEach(async () => {
      expect(await verify()).toMatchObject({ ok: true, links: 4, facts: 10, confirmations: 7 })
    })
    for (const [name, [forgery, broken]] of Object.entries(correctionForgeries)) {
      it(`names ${name}`, async () => {
        const named: unknown = expect.stringMatching(broken)
        expect(await verdictOver(forgery)).toMatchObject({ ok: false, broken: named })
      })
    }
  })
})
