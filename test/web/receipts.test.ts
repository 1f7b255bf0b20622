import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draft as draftId, notice, openPages, type PagesHouse } from './house.ts'

interface Receipt {
  code: string
  state: string
  whose: { name: string; what: string; at: string; link: { number: number } | null; waiting: boolean } | null
}
interface Records {
  records: { what: string; title: string; at: string; receipt: { code: string; sealed: boolean } | null }[]
  next: string | null
}

describe('receipts on the web', () => {
  let house: PagesHouse
  let code: string
  beforeAll(async () => {
    house = await openPages()
    const browser = await house.visit('yan')
    const said = await browser.post(`/api/notices/${notice}/confirm`, { tap: 'a'.repeat(32) })
    code = /2611-[0-9A-F]{8}/.exec(said.text)?.[0] ?? ''
    await house.seal()
  })
  afterAll(() => house.close())
  const look = async (person: string, words: string): Promise<Receipt> => {
    house.clock.add(61_000)
    const { status, text } = await (await house.visit(person)).ask(`/api/receipts/${encodeURIComponent(words)}`)
    expect(status).toBe(200)
    return JSON.parse(text) as Receipt
  }

  it('say whose, what, when and where it was sealed to the one it belongs to, and to the office of the unit', async () => {
    for (const person of ['yan', 'jiwei']) {
      const { state, whose } = await look(person, code)
      expect(state).toBe('holds')
      expect(whose).toMatchObject({
        name: '鄢㛃',
        what: '确认已学习《党风廉政学习通知（2026年11月）》',
        at: '2026-11-12T09:07:00+08:00',
        link: { number: 1 },
        waiting: false,
      })
    }
    const looks = await house.store.read(async tx =>
      (await tx.audit.list('all', [])).filter(row => row.act === '核对回执').map(row => row.who),
    )
    expect(looks).toEqual(['jiwei'])
  })
  it('say to everybody else only that it is there and agrees', async () => {
    for (const person of ['zhangwei', 'wangxin', 'othernurse', 'otheroffice', 'newcomer']) {
      expect(await look(person, code)).toEqual({ code, state: 'holds', whose: null })
    }
  })
  it('are found as they are typed, without the month too, and not where there is none', async () => {
    expect((await look('yan', code.toLowerCase().replace('-', ' '))).state).toBe('holds')
    expect((await look('yan', code.slice(5))).code).toBe(code)
    expect((await look('yan', '2611-00000000')).state).toBe('absent')
    expect((await look('yan', `2510-${code.slice(5)}`)).state).toBe('absent')
    expect((await look('yan', draftId)).state).toBe('malformed')
  })
  it('do not agree once the record was changed', async () => {
    const row = await house.store.read(tx => tx.confirmations.get([notice, 'yan']))
    if (!row) throw new Error('no record')
    await house.store.commit(tx => tx.confirmations.update({ ...row, at: row.at - 1 }))
    expect(await look('zhangwei', code)).toMatchObject({ state: 'broken', whose: null })
    await house.store.commit(tx => tx.confirmations.update(row))
    expect((await look('zhangwei', code)).state).toBe('holds')
  })
  it('cannot be guessed at: ten a minute for each person', async () => {
    house.clock.add(61_000)
    const browser = await house.visit('zhouwai')
    const asked = await Promise.all(
      Array.from({ length: 12 }, (_, i) => browser.ask(`/api/receipts/2611-0000000${i % 10}`)),
    )
    expect(asked.filter(({ status }) => status === 429)).toHaveLength(2)
    expect(asked.at(-1)?.text).toContain('请过一分钟再试')
    expect((await (await house.visit('yan')).ask(`/api/receipts/${code}`)).status).toBe(200)
    house.clock.add(61_000)
    expect((await browser.ask(`/api/receipts/${code}`)).status).toBe(200)
  })

  it('stand in the own records, and in nobody else’s', async () => {
    const asked = async (person: string) =>
      JSON.parse((await (await house.visit(person)).ask('/api/records')).text) as Records
    const mine = await asked('yan')
    expect(mine).toMatchObject({ records: [{ what: '确认已学习', receipt: { code, sealed: true } }], next: null })
    expect(await asked('zhangwei')).toEqual({ records: [], next: null })
  })
  it('are in the copy that only their owner can download', async () => {
    const mine = await (await house.visit('yan')).open('/api/records/all.txt')
    expect(mine.headers['content-disposition']).toContain('attachment')
    expect(mine.text).toContain(code)
    expect((await (await house.visit('zhangwei')).open('/api/records/all.txt')).text).not.toContain(code)
  })
})
