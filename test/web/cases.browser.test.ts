import type { BrowserContextOptions } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { phone } from '../browser.ts'
import { notice } from './house.ts'
import { eachOpened, narrow, overhang, violationsIn, zoomed } from './opened.ts'
import { hashOf } from '../../handlers/study/notice.ts'

const shots = process.env['SCREENSHOTS']

describe('the library in a browser', () => {
  const opened = eachOpened({
    prepare: async house => {
      await house.store.commit(async tx => {
        const row = await tx.notices.get(notice)
        if (!row) return
        const materials = [
          {
            id: '1',
            title: '三名医生收受患者红包问题的通报',
            text: '附件1：\n三名医生收受患者红包问题的通报\n甲县某医院三名医生收受患者“红包”共计六千元，经查属实。\n一、基本案情\n（一）2026年3月，三人先后收受患者所送红包。',
          },
          { id: '2', title: '<img src=x onerror=alert(1)>红包&采购', text: '采购人员收受供应商<b>红包</b>和购物卡。' },
        ]
        await tx.notices.update({ ...row, materials })
        for (let i = 0; i < 25; i++) {
          const id = `2026${String((i % 9) + 1).padStart(2, '0')}-old${i}`
          const at = row.at + i
          await tx.notices.add({
            ...row,
            id,
            title: `第${i + 1}期学习通知`,
            materials: [{ id: '1', title: `第${i + 1}期材料`, text: `统方案例之${i + 1}。` }],
            hash: hashOf(id),
            at,
            issued: at,
          })
          await tx.audience.add({ notice: id, person: 'zhangwei', department: '21' })
        }
        await tx.cases.add({
          id: '202611-case',
          unit: '2',
          by: 'jiwei',
          at: row.at,
          title: '办公室的红包案例',
          text: '供以后附入通知。',
          hash: hashOf('x'),
          state: 'kept',
          withdrawn: null,
        })
      })
    },
  })
  const open = (person: string, path: string, options: BrowserContextOptions = phone) =>
    opened.open(person, path, options)

  it('finds, marks what was found, and opens the text', async () => {
    const page = await open('zhangwei', '/h5/cases')
    await page.getByRole('searchbox').fill('红包')
    await page.getByRole('button', { name: '查找' }).tap()
    await page.getByText('含“红包”的材料').waitFor()
    expect(page.url()).toContain('/h5/cases/find/')
    expect(await page.locator('mark').allTextContents()).toContain('红包')
    // What looks like markup is words.
    await page.getByRole('link', { name: '<img src=x onerror=alert(1)>红包&采购' }).waitFor()
    expect(await page.locator('main img').count()).toBe(0)
    expect(await page.getByText('办公室的红包案例').count()).toBe(0)
    if (shots) await page.screenshot({ path: `${shots}/cases-found.png` })
    await page.getByRole('link', { name: '三名医生收受患者红包问题的通报' }).tap()
    await page.getByRole('heading', { name: '三名医生收受患者红包问题的通报' }).waitFor()
    await page.getByRole('navigation', { name: '同一份通知' }).waitFor()
    if (shots) await page.screenshot({ path: `${shots}/case.png`, fullPage: true })
    expect(await violationsIn(page)).toEqual([])
    await page.goBack()
    await page.getByText('含“红包”的材料').waitFor()
    await page.context().close()
  })

  it('shows more on request, and says what else could be looked for', async () => {
    const page = await open('zhangwei', `/h5/cases/find/${encodeURIComponent('统方')}`)
    await expect.poll(() => page.locator('li').count()).toBe(20)
    await page.getByRole('button', { name: '更多' }).tap()
    await expect.poll(() => page.locator('li').count()).toBe(25)
    expect(await page.getByRole('button', { name: '更多' }).count()).toBe(0)
    await page.getByRole('searchbox').fill('礼金')
    await page.keyboard.press('Enter')
    await page.getByText('没有在发给您的学习材料里找到“礼金”').waitFor()
    if (shots) await page.screenshot({ path: `${shots}/cases-none.png` })
    await page.getByRole('link', { name: '红包' }).tap()
    await page.getByText('含“红包”的材料').waitFor()
    await page.context().close()
  })

  it('shows the office its own cases', async () => {
    const page = await open('jiwei', `/h5/cases/find/${encodeURIComponent('红包')}`)
    await page.getByRole('link', { name: '办公室的红包案例' }).tap()
    await page.getByText('供以后附入通知。').waitFor()
    await page.context().close()
  })

  it.each([
    ['at 200 %', zoomed],
    ['on 320 px', narrow],
    ['in the dark', { ...phone, colorScheme: 'dark' as const }],
  ])('fits and is accessible %s', async (where, options) => {
    const page = await open('zhangwei', `/h5/cases/find/${encodeURIComponent('红包')}`, options)
    await page.getByText('含“红包”的材料').waitFor()
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    expect(await violationsIn(page)).toEqual([])
    if (shots) await page.screenshot({ path: `${shots}/cases-${where.replaceAll(/\W/g, '')}.png` })
    await page.context().close()
  })
})
