import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commitmentOf } from '../../../handlers/evidence/attest.ts'
import { readCode, receiptOf } from '../../../handlers/receipt/code.ts'
import { copyOf } from '../../../handlers/receipt/copy.ts'
import { verifyReceipt } from '../../../handlers/receipt/verify.ts'
import type { Tx } from '../../../store/transaction.ts'
import { type Bench, openBench } from '../../desk.ts'
import { novemberNotice } from '../../notices.ts'

describe('the code of a receipt', () => {
  it.each([
    ['2611-9F3A2C01', '202611', '9F3A2C01'],
    ['26119f3a2c01', '202611', '9F3A2C01'],
    ['回执：２６１１－９Ｆ３Ａ－２Ｃ０１', '202611', '9F3A2C01'],
    ['2611 9F3A 2CO1', '202611', '9F3A2C01'],
    ['9F3A2C01', null, '9F3A2C01'],
    ['26119F3A', null, '26119F3A'],
  ])('is read as people type it: %s', (typed, month, digits) => expect(readCode(typed)).toEqual({ month, digits }))
  it.each(['', '2613-9F3A2C01', '9F3A2C0', '2611-9F3A2C0G', '回执', '202611-9F3A2C01'])('is not read into %s', typed =>
    expect(readCode(typed)).toBeNull(),
  )
})

describe('a receipt', () => {
  let bench: Bench
  let serial = 0
  beforeEach(async () => {
    bench = await openBench()
    await say('jiwei', `发布学习\n${novemberNotice}`)
    await say('jiwei', '发布')
  })
  afterEach(() => bench.close())

  async function perform(act: 'chat.text' | 'evidence.seal', input: unknown, who: string | null): Promise<string> {
    const at = bench.clock.now()
    const { text } = await bench.perform({ key: `202611:${++serial}`, act, input, who, reply: 'return', at })
    return text ?? ''
  }
  const say = (who: string, message: string) => perform('chat.text', { message, sent: bench.clock.now() }, who)
  const seal = () => perform('evidence.seal', {}, null)
  const codeIn = (words: string): string => /\d{4}-[0-9A-F]{8}/.exec(words)?.[0] ?? ''
  const verify = (code: string) => bench.store.read(tx => verifyReceipt(tx, code))
  const confirmed = async () => codeIn(await say('yan', '已学习'))

  it('is told at once, stands in the own records, and holds before and after sealing', async () => {
    const code = await confirmed()
    expect(code).toMatch(/^2611-/)
    expect(await say('yan', '我的记录')).toContain(`确认已学习，聊天回复，回执 ${code}（待封存）`)
    expect(await verify(code)).toMatchObject({ code, there: true, sealed: false, agrees: true })
    await seal()
    expect(await say('yan', '我的记录')).toContain(`回执 ${code}（已存证）`)
    const verdict = await verify(code.toLowerCase())
    expect(verdict).toMatchObject({ code, there: true, sealed: true, agrees: true })
    expect(verdict.facts).toEqual([{ code, type: 'study.confirmed', at: '2026-11-12T09:07:00+08:00', link: 1 }])
    expect(JSON.stringify(verdict)).not.toContain('yan')
  })

  it('is found without its month by verify, and not where it is not', async () => {
    const code = await confirmed()
    expect(await verify(code.slice(5))).toMatchObject({ there: true, agrees: true })
    expect(await verify(`2610-${code.slice(5)}`)).toMatchObject({ there: false, agrees: false, facts: [] })
    expect(await verify('2611-00000000')).toMatchObject({ there: false })
    expect(await verify('红包')).toMatchObject({ code: '红包', there: false, agrees: false })
  })

  const factOf = async (tx: Tx, code: string) => {
    const fact = (await tx.facts.list('all', [])).find(row => receiptOf(row) === code)
    if (!fact) throw new Error('no fact')
    return fact
  }
  const recordOf = async (tx: Tx) => {
    const [notice] = await tx.notices.list('state', ['issued'])
    const row = notice && (await tx.confirmations.get([notice.id, 'yan']))
    if (!row) throw new Error('no record')
    return row
  }
  it.each<[string, (tx: Tx, code: string) => Promise<unknown>, RegExp]>([
    [
      'whose fact says somebody else',
      async (tx, code) => tx.facts.update({ ...(await factOf(tx, code)), who: 'zhao' }),
      /^fact \S+ was changed$/,
    ],
    [
      'whose record was moved in time',
      async tx => tx.confirmations.update({ ...(await recordOf(tx)), at: 1 }),
      /the record does not$/,
    ],
    [
      'whose record names another receipt',
      async tx => tx.confirmations.update({ ...(await recordOf(tx)), receipt: '2611-00000000' }),
      /the record does not$/,
    ],
    [
      'whose record is gone',
      async tx => tx.confirmations.delete([(await recordOf(tx)).notice, 'yan']),
      /the record does not$/,
    ],
    [
      'whose link was changed',
      async tx => {
        const [link] = await tx.links.list('all', [])
        if (link) await tx.links.update({ ...link, at: 1 })
      },
      /^link 1 was changed$/,
    ],
    [
      'whose link is gone',
      async tx => {
        const [link] = await tx.links.list('all', [])
        if (link) await tx.links.delete(link.id)
      },
      /neither in the chain nor waiting$/,
    ],
  ])('%s does not agree', async (_what, forgery, broken) => {
    const code = await confirmed()
    await seal()
    await bench.store.commit(tx => forgery(tx, code))
    const verdict = await verify(code)
    expect(verdict).toMatchObject({ there: true, agrees: false })
    expect(verdict.facts[0]?.broken).toMatch(broken)
  })

  it('that was made up is in no chain', async () => {
    const code = await confirmed()
    await seal()
    const forged = await bench.store.commit(async tx => {
      const made = { ...(await factOf(tx, code)), id: '202611-forged', who: 'zhao' }
      const row = { ...made, commitment: commitmentOf(made) }
      await tx.facts.add(row)
      return receiptOf(row)
    })
    expect(await verify(forged)).toMatchObject({ there: true, sealed: false, agrees: false })
  })

  it('keeps its number in chat to a dozen, and says how many are older', async () => {
    for (let month = 1; month <= 14; month++) {
      bench.clock.add(31 * 24 * 3_600_000)
      await say(
        'jiwei',
        `发布学习\n${novemberNotice.replace('2026年11月', `2027年${((month - 1) % 12) + 1}月`)}第${month}期`,
      )
      await say('jiwei', '发布')
      await say('yan', '已学习')
      await say('yan', '全部')
    }
    const said = await say('yan', '我的记录')
    expect(said).toContain('您最近 12 份学习的记录')
    expect(said.match(/回执 \d{4}-[0-9A-F]{8}/g)).toHaveLength(12)
    expect(said).toMatch(/更早还有 \d+ 份学习通知/)
  })

  it('comes with a copy of everything that is kept about its owner, and of nobody else', async () => {
    const code = await confirmed()
    await say('zhangwei', '已学习')
    const copy = Buffer.from(await copyOf(bench.store, 'yan', bench.clock.now())).toString()
    expect(copy.startsWith('\ufeff清风：本人资料和记录副本')).toBe(true)
    for (const words of [
      '姓名 鄢㛃',
      '部门 呼吸科',
      '09:07:00+08:00 确认已学习',
      code,
      '第 1 版',
      '发给本人的学习通知（1 份）',
    ]) {
      expect(copy).toContain(words)
    }
    expect(copy).not.toMatch(/张伟|zhangwei|王新/)
  })
})
