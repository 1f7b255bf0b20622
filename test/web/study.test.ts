import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NamesView, NoticeView, ProgressView, TapView } from '../../web/api/views/shapes.ts'
import type { Answered, Browser } from './browser.ts'
import { draft, notice, openPages, type PagesHouse } from './house.ts'

const path = `/api/notices/${notice}`
const json = <T>(answer: Answered): T => JSON.parse(answer.text) as T
let taps = 0
const tap = () => ({ tap: String(++taps).padStart(32, '0') })

describe('the pages of a study', () => {
  let house: PagesHouse
  let zhang: Browser
  let office: Browser
  beforeEach(async () => {
    house = await openPages()
    zhang = await house.visit('zhangwei')
    office = await house.visit('jiwei')
  })
  afterEach(() => house.close())

  const rows = (name: 'confirmations' | 'reached') => house.store.read(tx => tx[name].count('notice', [notice]))
  const facts = () => house.store.read(tx => tx.facts.count('all', []))
  const change = (fields: object) =>
    house.store.commit(async tx => {
      const row = await tx.notices.get(notice)
      if (row) await tx.notices.update({ ...row, ...fields })
    })

  it('show the text, its materials and the reader’s own state', async () => {
    const view = json<NoticeView>(await zhang.ask(path))
    expect(view).toMatchObject({
      title: '党风廉政学习通知（2026年11月）',
      month: '2026年11月',
      issuers: ['医院纪委办'],
      due: '11月30日',
      requireEnd: false,
      withdrawn: null,
      mine: { reached: null, confirmed: null },
      office: false,
    })
    expect(JSON.stringify(view.blocks)).toContain('请组织学习')
    expect(view.materials[0]?.title).toBe('某局处理情况通报')
    expect(view.hash).toMatch(/^[0-9a-f]{12}$/)
  })

  it('confirm once, say since when, and give the receipt', async () => {
    const first = json<TapView>(await zhang.post(`${path}/confirm`, tap()))
    expect(first.said).toContain('已记录，谢谢。')
    expect(first.mine.confirmed).toMatchObject({ at: '11月12日 09:07', by: '阅读页面', sealed: false })
    expect(first.said).toContain(first.mine.confirmed?.receipt)
    house.clock.add(60_000)
    const second = json<TapView>(await zhang.post(`${path}/confirm`, tap()))
    expect(second.said).toContain('您已于11月12日 09:07 确认')
    expect(await rows('confirmations')).toBe(1)
    await house.seal()
    expect(json<NoticeView>(await zhang.ask(path)).mine?.confirmed?.sealed).toBe(true)
  })

  it('answer a press that is repeated because its answer was lost like the first time', async () => {
    const press = tap()
    const answers = await Promise.all([1, 2, 3].map(() => zhang.post(`${path}/confirm`, press)))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(json<TapView>(answers[0] ?? never()).said).toContain('已记录')
    expect(await rows('confirmations')).toBe(1)
  })

  it('want a press that says which it is', async () => {
    for (const body of [{}, { tap: 1 }, { tap: 'x' }, [], { tap: '0'.repeat(33) }]) {
      expect((await zhang.post(`${path}/confirm`, body)).status).toBe(400)
    }
    expect(await rows('confirmations')).toBe(0)
  })

  it('record the end of the text as one fact, however often it is reached', async () => {
    for (let i = 0; i < 3; i++) {
      expect((await zhang.post(`${path}/reached`)).status).toBe(200)
      house.clock.add(60_000)
    }
    expect(await rows('reached')).toBe(1)
    expect(await facts()).toBe(1)
    expect(json<NoticeView>(await zhang.ask(path)).mine?.reached).toBe('11月12日 09:07')
  })

  it('confirm only after the end, where the office wants that', async () => {
    await change({ requireEnd: true })
    expect(json<TapView>(await zhang.post(`${path}/confirm`, tap())).mine.confirmed).toBe(null)
    await zhang.post(`${path}/reached`)
    expect(json<TapView>(await zhang.post(`${path}/confirm`, tap())).mine.confirmed).not.toBe(null)
  })

  it('show why a notice was withdrawn, and no longer its text', async () => {
    await change({ state: 'withdrawn', withdrawn: { at: house.clock.now(), by: 'jiwei', why: '附件有误' } })
    const view = json<NoticeView>(await zhang.ask(path))
    expect(view.withdrawn).toEqual({ at: '11月12日 09:07', why: '附件有误' })
    expect([view.blocks, view.materials]).toEqual([[], []])
    expect(json<TapView>(await zhang.post(`${path}/confirm`, tap())).said).toContain('已撤回')
    expect(json<NoticeView>(await office.ask(path)).blocks).not.toEqual([])
  })

  it('let the office, which was not asked, read and not confirm', async () => {
    expect(json<NoticeView>(await office.ask(path))).toMatchObject({ mine: null, office: true })
  })

  it('show a draft as it will be read', async () => {
    const view = json<NoticeView & { state: string }>(await office.ask(`/api/drafts/${draft}`))
    expect(view).toMatchObject({ state: 'preview', month: '2026年11月', due: '11月30日' })
    expect(view.title).toContain('党风廉政学习通知')
  })

  it('count by department in the order of the organisation, without names', async () => {
    await zhang.post(`${path}/confirm`, tap())
    const answer = await office.ask(`${path}/progress`)
    const view = json<ProgressView>(answer)
    expect(view).toMatchObject({ asked: 4, confirmed: 1, missing: 3, office: true, at: '11月12日 09:07' })
    expect(view.departments.map(({ name, confirmed, asked }) => `${name} ${confirmed}/${asked}`)).toEqual([
      '心内科 1/2',
      '呼吸科 0/1',
      '外科 0/1',
    ])
    for (const name of ['王新', '鄢㛃', '周海']) expect(answer.text).not.toContain(name)
  })

  it('answer a progress that has not changed with nothing, and one that has with the numbers', async () => {
    const first = await office.ask(`${path}/progress`)
    const asking = (tag: string | undefined) =>
      office.send(`${path}/progress`, {
        headers: { 'Sec-Fetch-Site': 'same-origin', 'If-None-Match': tag ?? '', 'X-Qingfeng-Poll': '1' },
      })
    const tag = first.headers['etag']
    expect((await asking(tag)).status).toBe(304)
    await zhang.post(`${path}/confirm`, tap())
    const changed = await asking(tag)
    expect(json<ProgressView>(changed)).toMatchObject({ confirmed: 1 })
    expect((await asking(changed.headers['etag'])).status).toBe(304)
    await house.seal()
    house.clock.add(60_000)
    expect((await asking(changed.headers['etag'])).status).toBe(200)
  })

  it('end the login of a page that only asks by itself', async () => {
    const poll = () =>
      office.send(`${path}/progress`, { headers: { 'Sec-Fetch-Site': 'same-origin', 'X-Qingfeng-Poll': '1' } })
    let status = (await poll()).status
    for (let minutes = 0; status === 200 && minutes < 24 * 60; minutes += 5) {
      house.clock.add(5 * 60_000)
      status = (await poll()).status
    }
    expect(status).toBe(401)
  })

  it('name who is missing on request, and record the look', async () => {
    await zhang.post(`${path}/confirm`, tap())
    const view = json<NamesView>(await office.ask(`${path}/progress/names`))
    expect(view.departments.map(({ missing }) => missing.join())).toEqual(['王新', '鄢㛃', '周海'])
    expect(view.joined).toContain('何来')
    const audit = await house.store.read(tx => tx.audit.list('all', []))
    expect(audit).toMatchObject([{ who: 'jiwei', act: '查看名单', about: notice, outcome: 'done' }])
  })

  it('show a head the own departments only', async () => {
    const head = await house.visit('wangxin')
    const view = json<ProgressView>(await head.ask(`${path}/progress`))
    expect(view).toMatchObject({ asked: 2, missing: 2, office: false })
    expect(view.departments.map(({ name }) => name)).toEqual(['心内科'])
    expect((await head.ask(`${path}/progress/names`)).text).not.toContain('鄢㛃')
  })

  it('hand the office the roster as a download that is recorded', async () => {
    await zhang.post(`${path}/confirm`, tap())
    const answer = await office.open(`${path}/roster.xlsx`)
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' })
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="roster.xlsx"; filename*=UTF-8''${encodeURIComponent('学习花名册2026年11月.xlsx')}`,
    )
    const book = new exceljs.Workbook()
    await book.xlsx.load(new Uint8Array(answer.bytes).buffer)
    expect(book.worksheets[0]?.getColumn(2).values).toContain('鄢㛃')
    const audit = await house.store.read(tx => tx.audit.list('all', []))
    expect(audit).toMatchObject([{ who: 'jiwei', act: '下载花名册', about: notice }])
  })
})

function never(): never {
  throw new Error('no answer')
}
