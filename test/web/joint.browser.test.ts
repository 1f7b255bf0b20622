import { writeFile } from 'node:fs/promises'
import type { BrowserContextOptions } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { desktop, phone } from '../browser.ts'
import { notice } from './house.ts'
import { eachOpened, narrow, overhang, violationsIn, zoomed } from './opened.ts'

const shots = process.env['SCREENSHOTS']
const names =
  '陈晓芸 林一帆 黄思远 何雨桐 高子墨 罗静怡 郑文博 梁佳慧 谢宇航 宋诗涵 唐嘉树 许若彤 邓明轩 冯紫薇 曹景行 彭亦可 曾欣然 萧沐阳 田语嫣 董承志'

describe('joint sessions in a browser', () => {
  const opened = eachOpened({
    prepare: async house => {
      await house.store.commit(async tx => {
        const row = await tx.people.get('zhangwei')
        const old = (await tx.jointSessions.list('notice', [notice]))[0]
        if (old) await tx.jointSessions.delete(old.id)
        if (!row) return
        for (const [index, name] of names.split(' ').entries()) {
          const id = `nurse${index}`
          await tx.people.add({ ...row, id, userid: id, name })
          await tx.audience.add({ notice, person: id, department: '21' })
        }
      })
      house.clock.add(36 * 3_600_000)
    },
  })
  const open = (person: string, path: string, options: BrowserContextOptions = phone) =>
    opened.open(person, path, options)

  it('is filled in on a phone, read back, recorded, and printed as a record', async () => {
    const page = await open('wangxin', '/h5/joint/new')
    await page.getByText('应到 22 人，实到 22 人').waitFor()
    await page.getByLabel('日期').fill('2026-11-12')
    await page.getByLabel('开始').fill('15:00')
    await page.getByLabel('结束').fill('16:00')
    await page.getByLabel('地点').fill('示教室')
    await page.getByRole('checkbox', { name: '林一帆' }).tap()
    await page.getByRole('button', { name: '夜班' }).tap()
    await page.getByRole('checkbox', { name: '高子墨' }).tap()
    await page.getByLabel('高子墨缺席的原因').fill('外出会诊')
    await page.getByLabel('讨论要点').fill('1. 两个案例的警示。\n2. 值班纪律。')
    await page.getByText('应到 22 人，实到 20 人').waitFor()
    expect(await violationsIn(page)).toEqual([])
    if (shots) await page.screenshot({ path: `${shots}/joint-form.png`, fullPage: true })
    await page.getByRole('button', { name: '核对' }).tap()
    await page.getByText('林一帆（夜班）、高子墨（外出会诊）').waitFor()
    expect(await opened.house.store.read(tx => tx.jointSessions.count('notice', [notice]))).toBe(0)
    if (shots) await page.screenshot({ path: `${shots}/joint-check.png` })
    await page.getByRole('button', { name: '确认登记' }).tap()
    await page.getByRole('heading', { name: '集中学习记录' }).waitFor()
    expect(page.url()).toMatch(/\/h5\/joint\/202611-/)
    expect(await page.getByText('应到 22 人，实到 20 人').count()).toBe(1)
    expect(await opened.house.store.read(tx => tx.attendance.count('notice', [notice]))).toBe(20)
    if (shots) await page.screenshot({ path: `${shots}/joint-record.png`, fullPage: true })
    expect(await violationsIn(page)).toEqual([])

    const record = await open('wangxin', new URL(page.url()).pathname, desktop)
    const pdf = await record.pdf({ preferCSSPageSize: true, printBackground: true })
    if (shots) {
      await writeFile(`${shots}/joint-record.pdf`, pdf)
      await record.emulateMedia({ media: 'print' })
      await record.setViewportSize({ width: 660, height: 980 })
      await record.screenshot({ path: `${shots}/joint-record-print.png` })
    }
    expect(pagesIn(pdf)).toBe(1)
    await record.context().close()
    await page.context().close()
  })

  it('says what is wrong, and keeps what was filled in', async () => {
    const page = await open('wangxin', '/h5/joint/new')
    await page.getByLabel('开始').fill('16:00')
    await page.getByLabel('结束').fill('15:00')
    await page.getByLabel('地点').fill('示教室')
    await page.getByRole('button', { name: '核对' }).tap()
    await page.getByText('结束时间要在开始时间之后').waitFor()
    expect(await page.getByLabel('地点').inputValue()).toBe('示教室')
    await page.getByLabel('结束').fill('17:00')
    await page.getByRole('button', { name: '核对' }).tap()
    await page.getByText('请核对').waitFor()
    await page.getByLabel('地点').fill('会议室')
    await page.getByRole('button', { name: '核对' }).waitFor()
    await page.context().close()
  })

  it('lets the office choose departments, and prints a sheet to sign, a page a department', async () => {
    const page = await open('jiwei', '/h5/joint/new', desktop)
    await page.getByRole('checkbox', { name: '呼吸科' }).check()
    await page.getByText('应到 1 人，实到 1 人').waitFor()
    await page.getByRole('checkbox', { name: '外科' }).check()
    await page.getByText('应到 2 人，实到 2 人').waitFor()
    await page.getByRole('link', { name: '打印签到表' }).click()
    await page.getByRole('heading', { name: '心内科集中学习签到表' }).waitFor()
    if (shots) {
      await page.emulateMedia({ media: 'print' })
      await page.setViewportSize({ width: 660, height: 980 })
      await page.screenshot({ path: `${shots}/joint-sheet-print.png` })
      await page.emulateMedia({ media: null })
    }
    const pdf = await page.pdf({ preferCSSPageSize: true })
    if (shots) await writeFile(`${shots}/joint-sheet.pdf`, pdf)
    expect(pagesIn(pdf)).toBe(3)
    await page.context().close()
  })

  it.each([
    ['at 200 %', zoomed],
    ['on 320 px', narrow],
    ['in the dark', { ...phone, colorScheme: 'dark' as const }],
  ])('fits and is accessible %s', async (where, options) => {
    const page = await open('wangxin', '/h5/joint/new', options)
    await page.getByRole('checkbox', { name: '陈晓芸' }).click()
    await page.getByText('应到 22 人，实到 21 人').waitFor()
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    expect(await violationsIn(page)).toEqual([])
    if (shots) await page.screenshot({ path: `${shots}/joint-${where.replaceAll(/\W/g, '')}.png` })
    await page.context().close()
  })
})

/** How many pages a PDF of Chromium has. */
const pagesIn = (pdf: Buffer): number => [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length
