import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { correctionForgeries } from './correction-forgeries.ts'
import { forgeries } from './forgeries.ts'
import { openWitness, type Witness } from './witness.ts'

describe('the evidence', () => {
  let witness: Witness
  const say = (who: string, message: string) => witness.say(who, message)
  const seal = () => witness.seal()
  const verify = () => witness.verify()
  beforeAll(async () => {
    witness = await openWitness()
    await say('jiwei', `发布学习\n${novemberNotice}`)
    await say('jiwei', '发布')
    for (const person of ['yan', 'zhangwei', 'zheng']) await say(person, '已学习')
  })
  afterAll(() => witness.bench.close())

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
      it(`names ${name}`, () => witness.expectNamed(forgery, broken))
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
      it(`names ${name}`, () => witness.expectNamed(forgery, broken))
    }
  })
})
