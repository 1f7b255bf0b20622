import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { desktop, phone } from '../browser.ts'
import { draft, notice } from './house.ts'
import { eachOpened, narrow, overhang, violationsIn, zoomed } from './opened.ts'
import { novemberNotice } from '../notices.ts'

const sentence = '请各科室组织教职工学习，做到以案为鉴，并结合岗位查找风险，完善制度，堵塞漏洞。'
const materials = ['某局值班人员违规聚餐处理情况通报', '深度观察|斩断医托链条'].map((title, index) => ({
  id: String(index + 1),
  title,
  text: Array.from({ length: 12 }, () => sentence).join('\n'),
}))

describe('the reading page in a browser', () => {
  const opened = eachOpened({
    prepare: () => change({ text: novemberNotice, materials }),
    expected: /ERR_INTERNET_DISCONNECTED/,
  })

  const change = (fields: object) =>
    opened.house.store.commit(async tx => {
      const row = await tx.notices.get(notice)
      if (row) await tx.notices.update({ ...row, ...fields })
    })
  const reachedBy = (person: string) => opened.house.store.read(tx => tx.reached.get([notice, person]))
  const confirmedBy = (person: string) => opened.house.store.read(tx => tx.confirmations.get([notice, person]))

  const { open } = opened

  const toTheEnd = (page: Page) => page.evaluate('window.scrollTo(0, document.body.scrollHeight)')

  it.each([
    ['on a phone', phone],
    ['on a desktop', desktop],
    ['at 200 %', zoomed],
    ['on 320 px', narrow],
    ['in the dark', { ...phone, colorScheme: 'dark' as const }],
  ])('fits and is accessible %s', async (_where, options) => {
    const page = await open('zhangwei', `/h5/notices/${notice}`, options)
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    expect(await violationsIn(page)).toEqual([])
    await page.context().close()
  })

  it('records the end only once it has been on the screen', async () => {
    const page = await open('zhangwei', `/h5/notices/${notice}`, phone)
    await page.waitForLoadState('networkidle')
    expect(await reachedBy('zhangwei')).toBeUndefined()
    const posted = page.waitForResponse(/\/reached$/)
    await toTheEnd(page)
    await posted
    expect(await reachedBy('zhangwei')).toBeDefined()
    await page.context().close()
  })

  it('records the end at once where the whole text fits the screen', async () => {
    await change({ text: '请学习。', materials: [] })
    const page = await open('zhangwei', `/h5/notices/${notice}`, desktop)
    await expect.poll(() => reachedBy('zhangwei')).toBeDefined()
    await page.context().close()
  })

  it('reads on, confirms through a lost connection, and shows the receipt from then on', async () => {
    await change({ requireEnd: true })
    const page = await open('yan', `/h5/notices/${notice}`, phone)
    await page.getByRole('button', { name: '请阅读至文末' }).tap()
    await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(300)
    expect(await confirmedBy('yan')).toBeUndefined()
    await toTheEnd(page)
    const button = page.getByRole('button', { name: '我已学习' })
    await button.waitFor()
    await page.context().setOffline(true)
    await button.tap()
    await page.getByText('没有连上，请检查网络后再试。').waitFor()
    await page.context().setOffline(false)
    await button.tap()
    await page.getByText('已于11月12日 09:07 确认').waitFor()
    const { hash } = (await confirmedBy('yan')) ?? {}
    expect(hash).toBeDefined()
    await page.reload()
    await page.getByText(/回执 2611-[0-9A-F]{8}/).waitFor()
    expect(await page.getByRole('button').count()).toBe(0)
    expect(await violationsIn(page)).toEqual([])
    await page.context().close()
  })

  it('draws a rare character with the font that ships', async () => {
    const page = await open('yan', `/h5/notices/${notice}`, phone)
    await page.waitForLoadState('networkidle')
    const faces = `Promise.all([['18px "Noto Sans SC"', '学'], ['18px "Qingfeng Rare"', '㛃䶮']]
      .map(([font, text]) => document.fonts.load(font, text).then(faces => faces.map(face => face.status))))`
    expect(await page.evaluate(faces)).toEqual([['loaded'], ['loaded']])
    await page.context().close()
  })

  it('shows the reason of a withdrawn notice and no button', async () => {
    await change({
      state: 'withdrawn',
      withdrawn: { at: opened.house.clock.now(), by: 'jiwei', why: '附件有误，稍后重发' },
    })
    const page = await open('yan', `/h5/notices/${notice}`, phone)
    await page.getByText('附件有误，稍后重发').waitFor()
    expect(await page.getByRole('button').count()).toBe(0)
    expect(await violationsIn(page)).toEqual([])
    await page.context().close()
  })

  it('shows the office a preview that cannot be taken for the notice', async () => {
    const page = await open('jiwei', `/h5/drafts/${draft}`, phone)
    await page.getByText('尚未发布').waitFor()
    expect(await page.getByRole('button', { name: '我已学习' }).count()).toBe(0)
    expect(await violationsIn(page)).toEqual([])
    await page.context().close()
  })

  it('counts for the office, names on request, and hands out the roster', async () => {
    const page = await open('jiwei', `/h5/progress/${notice}`, desktop)
    await page.getByText('应学 4 人，已确认 0 人，未确认 4 人').waitFor()
    expect(await page.getByText('鄢㛃').count()).toBe(0)
    await page.getByRole('button', { name: '查看未确认的人' }).click()
    await page.getByText('王新、张伟').waitFor()
    expect(await violationsIn(page)).toEqual([])
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '导出花名册' }).click()
    expect((await download).suggestedFilename()).toBe('学习花名册2026年11月.xlsx')
    await page.context().close()
  })

  it('shows apart who is excused, and who studied without being in the directory', async () => {
    await opened.house.say('yan', '请假 外出')
    for (const words of ['同意 鄢㛃 请假', '代录 刘某某 规培 内科', '确认']) await opened.house.say('jiwei', words)
    const page = await open('jiwei', `/h5/progress/${notice}`, phone)
    await page.getByText('另有通讯录以外人员线下学习 1 人，不计入应学').waitFor()
    await page.getByText('应学 4 人，已确认 0 人，未确认 3 人').waitFor()
    expect(await page.getByText('另有请假 1 人').count()).toBeGreaterThan(0)
    expect(await violationsIn(page)).toEqual([])
    await page.context().close()
  })

  it('moves the numbers while people confirm, without a press', async () => {
    const page = await open('jiwei', `/h5/progress/${notice}`, desktop)
    await page.getByText('应学 4 人，已确认 0 人，未确认 4 人').waitFor()
    await opened.house.say('yan', '已学习')
    await page.getByText('应学 4 人，已确认 1 人，未确认 3 人').waitFor()
    expect(await page.locator('[aria-live=polite]').innerText()).toContain('已确认 1 人')
    expect(await violationsIn(page)).toEqual([])
    await page.context().close()
  })
})
