import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyEvidence } from '../../../handlers/evidence/verify.ts'
import type { Tx } from '../../../store/transaction.ts'
import { type Bench, openBench } from '../../desk.ts'
import { novemberNotice } from '../../notices.ts'

describe('the evidence', () => {
  let bench: Bench
  let serial = 0
  beforeEach(async () => {
    bench = await openBench()
    await say('jiwei', `发布学习\n${novemberNotice}`)
    await say('jiwei', '发布')
    for (const person of ['yan', 'zhangwei', 'zheng']) await say(person, '已学习')
  })
  afterEach(() => bench.close())

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
  const tamper = (change: (tx: Tx) => Promise<unknown>) => bench.store.commit(change)
  const aConfirmation = async (tx: Tx) => {
    const [notice] = await tx.notices.list('state', ['issued'])
    const row = await tx.confirmations.get([notice?.id ?? '', 'yan'])
    if (!row) throw new Error('no confirmation')
    return row
  }

  it('holds before and after sealing, and counts what is not sealed yet', async () => {
    expect(await verify()).toMatchObject({ ok: true, links: 0, facts: 4, unsealed: 4, confirmations: 3 })
    await seal()
    expect(await verify()).toMatchObject({ ok: true, links: 1, facts: 4, unsealed: 0, confirmations: 3 })
  })

  const forgeries: [string, (tx: Tx) => Promise<unknown>][] = [
    ['a confirmation moved in time', async tx => tx.confirmations.update({ ...(await aConfirmation(tx)), at: 1 })],
    [
      'a confirmation of another text',
      async tx => tx.confirmations.update({ ...(await aConfirmation(tx)), hash: 'f'.repeat(64) }),
    ],
    ['a confirmation removed', async tx => tx.confirmations.delete([(await aConfirmation(tx)).notice, 'yan'])],
    ['a confirmation added', async tx => tx.confirmations.add({ ...(await aConfirmation(tx)), person: 'zhao' })],
    ['a fact removed', async tx => tx.facts.delete((await aConfirmation(tx)).fact)],
    [
      'a fact with another person',
      async tx => {
        const fact = await tx.facts.get((await aConfirmation(tx)).fact)
        if (fact) await tx.facts.update({ ...fact, who: 'zhao' })
      },
    ],
    [
      'a link removed',
      async tx => {
        const [link] = await tx.links.list('all', [])
        if (link) await tx.links.delete(link.id)
      },
    ],
    [
      'facts reordered within a link',
      async tx => {
        const [link] = await tx.links.list('all', [])
        if (link) await tx.links.update({ ...link, facts: [...link.facts].reverse() })
      },
    ],
  ]
  for (const [name, forgery] of forgeries) {
    it(`names ${name}`, async () => {
      await seal()
      await tamper(forgery)
      const verdict = await verify()
      expect(verdict.ok).toBe(false)
      expect(verdict.broken).toMatch(/fact|link|confirmation/)
    })
  }
})
