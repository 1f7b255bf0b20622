import type { BrowserContextOptions } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { phone } from '../browser.ts'
import { notice } from './house.ts'
import { eachOpened, narrow, overhang, violationsIn, zoomed } from './opened.ts'

const shots = process.env['SCREENSHOTS']

describe('own records and receipts in a browser', () => {
  const opened = eachOpened({
    prepare: async house => {
      const yan = await house.visit('yan')
      await yan.post(`/api/notices/${notice}/confirm`, { tap: 'a'.repeat(32) })
      await house.seal()
    },
  })
  const open = (person: string, path: string, options: BrowserContextOptions = phone) =>
    opened.open(person, path, options)

  it('are listed with time, text and receipt; the receipt unfolds into a code that is checked', async () => {
    const page = await open('yan', '/h5/records')
    await page.getByText('确认已学习').waitFor()
    await page.getByText('2026-11-12 09:07:00（+08:00）').waitFor()
    await page.getByText(/回执 2611-[0-9A-F]{8}/).tap()
    await page.getByRole('img', { name: /二维码/ }).waitFor()
    if (shots) await page.screenshot({ path: `${shots}/records.png`, fullPage: true })
    expect(await violationsIn(page)).toEqual([])
    await page.getByRole('link', { name: '核对这份回执' }).tap()
    await page.getByText('存在，与存证一致').waitFor()
    await page.getByText('鄢㛃').waitFor()
    await page.getByText('已存证，第 1 环').waitFor()
    if (shots) await page.screenshot({ path: `${shots}/receipt.png`, fullPage: true })
    expect(await violationsIn(page)).toEqual([])
    await page.context().close()
  })

  it('go as a copy to their owner', async () => {
    const page = await open('yan', '/h5/records')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载我的全部资料' }).tap()
    expect((await download).suggestedFilename()).toBe('我的记录.txt')
    await page.context().close()
  })

  it('are checked by typing the code; a stranger sees no name', async () => {
    const { receipt = '' } = (await opened.house.store.read(tx => tx.confirmations.get([notice, 'yan']))) ?? {}
    const page = await open('zhangwei', '/h5/receipts')
    await page.getByRole('textbox', { name: '回执编号' }).fill(receipt.toLowerCase())
    await page.getByRole('button', { name: '核对' }).tap()
    await page.getByText('存在，与存证一致').waitFor()
    await page.getByText('这份回执不是您的').waitFor()
    expect(await page.getByText('鄢㛃').count()).toBe(0)
    await page.getByRole('textbox', { name: '回执编号' }).fill('2611-00000000')
    await page.keyboard.press('Enter')
    await page.getByText('不存在', { exact: true }).waitFor()
    if (shots) await page.screenshot({ path: `${shots}/receipt-absent.png` })
    await page.context().close()
  })

  it.each([
    ['at 200 %', zoomed],
    ['on 320 px', narrow],
    ['in the dark', { ...phone, colorScheme: 'dark' as const }],
  ])('fit and are accessible %s', async (where, options) => {
    const { receipt = '' } = (await opened.house.store.read(tx => tx.confirmations.get([notice, 'yan']))) ?? {}
    for (const path of ['/h5/records', `/h5/receipts/${receipt}`]) {
      const page = await open('yan', path, options)
      await page.getByText(receipt).first().waitFor()
      if (path.includes('records')) await page.getByText(receipt).click()
      expect(await overhang(page)).toBeLessThanOrEqual(0)
      expect(await violationsIn(page)).toEqual([])
      if (shots)
        await page.screenshot({
          path: `${shots}/${path.split('/')[2]}-${where.replaceAll(/\W/g, '')}.png`,
          fullPage: true,
        })
      await page.context().close()
    }
  })
})
