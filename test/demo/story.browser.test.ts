import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePair } from '../../drill/free-port.ts'
import { desktop, openBrowser, type OpenedBrowser, phone } from '../browser.ts'
import { novemberNotice } from '../notices.ts'
import { type RunningDemo, startDemo } from './running.ts'

/** Pictures of every step go into this folder where it is named. */
const pictures = process.env['PICTURES']

describe('the monthly study in the demonstration, in a browser', () => {
  let browser: OpenedBrowser
  let demo: RunningDemo
  let folder: string
  let port: number
  const faults: string[] = []
  let step = 0

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qingfeng-demo-'))
    port = await freePair()
    ;[browser, demo] = await Promise.all([openBrowser(), startDemo(folder, port)])
  })
  afterAll(async () => {
    await browser.close()
    await demo.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const windows = new Map<string, Page>()
  /** Somebody's window on the local WeCom, opened by choosing the person on the page. */
  async function as(name: string, size: BrowserContextOptions): Promise<Page> {
    const known = windows.get(name)
    if (known) return known
    const page = await watched(await browser.newContext({ reducedMotion: 'reduce', ...size }))
    await page.goto(demo.url)
    await page.getByTestId('person').filter({ hasText: name }).first().click()
    await page.getByText('清风', { exact: true }).first().click()
    windows.set(name, page)
    return page
  }
  async function watched(context: BrowserContext): Promise<Page> {
    context.on('page', page => {
      page.on('pageerror', error => faults.push(error.message))
      page.on('console', entry => {
        // While the demonstration is restarted its windows cannot reach it, and say so themselves.
        if (entry.type() === 'error' && !/net::ERR_/.test(entry.text())) faults.push(entry.text())
      })
    })
    return context.newPage()
  }
  async function says(page: Page, words: string): Promise<void> {
    const box = page.getByRole('textbox', { name: '发消息' })
    await box.fill(words)
    await box.press('Enter')
  }
  const hears = (page: Page, words: string) =>
    page.getByRole('log').getByText(words).last().waitFor({ timeout: 20_000 })
  /** What a link of a message opens, in a window of its own as that person. */
  async function opens(page: Page, link: string): Promise<Page> {
    const opened = page.context().waitForEvent('page')
    await page.getByRole('link', { name: link }).last().click()
    return opened
  }
  async function picture(page: Page, name: string): Promise<void> {
    step++
    if (pictures) await page.screenshot({ path: join(pictures, `${String(step).padStart(2, '0')}-${name}.png`) })
  }

  it('the office hands it over, looks at it and releases it', async () => {
    const office = await as('韩正平', desktop)
    await says(office, `发布学习\n${novemberNotice}`)
    await hears(office, '共 72 人')
    await picture(office, 'office-preview')
    const preview = await opens(office, '打开预览')
    await preview.getByText('尚未发布，只有本单位的办公室能看到。').waitFor()
    await preview.getByRole('heading', { name: '深度观察|斩断医托链条' }).waitFor()
    await picture(preview, 'office-preview-page')
    await preview.close()
    await office.getByRole('button', { name: '发布', exact: true }).click()
    await hears(office, '已发布，正在送达 72 人')
    await office.getByText('已发布', { exact: true }).waitFor()
    await picture(office, 'office-released')
  })

  it('a nurse on the phone finds one unread card, reads to the end and confirms on the page', async () => {
    const nurse = await as('陆㛃', phone)
    await nurse.getByRole('button', { name: '我已学习' }).first().waitFor()
    await picture(nurse, 'nurse-card')
    expect(await nurse.getByRole('button', { name: '我已学习' }).count()).toBe(1)
    const reading = await opens(nurse, '阅读全文')
    await reading.getByRole('heading', { name: '党风廉政及行风教育学习通知' }).waitFor()
    expect(await reading.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    await picture(reading, 'nurse-reading')
    await reading.getByText('全文完').scrollIntoViewIfNeeded()
    await reading.getByRole('button', { name: '我已学习' }).tap()
    await reading.getByText('回执').waitFor()
    await picture(reading, 'nurse-confirmed')
    await reading.close()
    await nurse.getByRole('button', { name: '我已学习' }).tap()
    await hears(nurse, '确认，不用重复')
    await nurse.getByText('已确认', { exact: false }).first().waitFor()
    await picture(nurse, 'nurse-card-again')
  })

  it('another presses the button, and the card shows its final state; one on night shift says the word', async () => {
    const doctor = await as('张伟', phone)
    await doctor.getByRole('button', { name: '我已学习' }).tap()
    await doctor.getByText(/^\d+月\d+日已确认$/).waitFor()
    expect(await doctor.getByRole('button', { name: '我已学习' }).count()).toBe(0)
    await picture(doctor, 'doctor-pressed')
    const night = await as('陈夜阑', phone)
    await says(night, '学完了')
    await hears(night, '已记录，谢谢。')
    await picture(night, 'night-shift-word')
  })

  it('who reads in WeChat gets a text card, and the group one card without names', async () => {
    const wechat = await as('冯露', phone)
    await wechat.getByText('确认请回复“已学习”').waitFor()
    await picture(wechat, 'wechat-reader')
    const member = await as('于知新', desktop)
    await member.getByText('县人民医院通知群').click()
    const group = member.getByRole('log')
    await group.getByText('消息推送').waitFor()
    expect(await group.getByRole('button', { name: '我已学习' }).count()).toBe(0)
    expect(await group.getByText('案例材料').count()).toBe(1)
    expect(await group.innerText()).not.toMatch(/孟清舟|唐秀芷|于知新/)
    await picture(member, 'group')
  })

  it('a head sees the own department, on request by name, and reminds who is missing', async () => {
    const head = await as('孟清舟', phone)
    await says(head, '进度 名单')
    await hears(head, '应学 7 人，已确认 2 人，未确认 5 人')
    const page = await opens(head, '打开进度页')
    await page.getByText('心血管内科').first().waitFor()
    await page.getByRole('button', { name: '查看未确认的人' }).tap()
    await page.getByText('唐秀芷').first().waitFor()
    await picture(page, 'head-progress')
    await page.close()
    await says(head, '催办')
    await hears(head, '已催办 5 人')
    await picture(head, 'head-reminds')
  })

  it('the office sees the whole unit and takes the roster away', async () => {
    const office = await as('韩正平', desktop)
    await says(office, '进度')
    await hears(office, '应学 72 人，已确认 3 人，未确认 69 人')
    await hears(office, '吴镜川（未激活企业微信）')
    const page = await opens(office, '打开进度页')
    await page.getByText('应学 72 人').waitFor()
    await picture(page, 'office-progress')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '导出花名册' }).click()
    const book = new exceljs.Workbook()
    await book.xlsx.readFile(await (await download).path())
    const sheet = book.getWorksheet('花名册')
    expect(sheet?.rowCount).toBe(73)
    const states = sheet?.getColumn('C').values.slice(2) ?? []
    expect(states.filter(state => state === '已确认')).toHaveLength(3)
    await page.close()
  })

  it('goes on where it was after a restart, and the clock can be moved to a moment that was set', async () => {
    const office = await as('韩正平', desktop)
    expect(await demo.stop()).toBe(0)
    demo = await startDemo(folder, port)
    await office.reload()
    await says(office, '群发 明天下午三点在大会议室开会。')
    await hears(office, '【群发预览】')
    await says(office, '定时 明天 9:00')
    await hears(office, '起五分钟内')
    await says(office, '发布')
    await hears(office, '已定时')
    await office.getByTestId('clock').click()
    await office.getByRole('button', { name: '明天 09:07' }).click()
    // Until all that was due has gone out the dialog lies over the chat.
    await office.getByRole('dialog').waitFor({ state: 'hidden' })
    const night = await as('陈夜阑', phone)
    await night.reload()
    await hears(night, '明天下午三点在大会议室开会。')
    await picture(night, 'broadcast-after-clock')
    await says(office, '撤回 附件有误，稍后重发')
    await hears(office, '收到的卡片会变为“已撤回”')
    const other = await as('罗佳琪', phone)
    await other.getByText('已撤回', { exact: true }).first().waitFor()
    await picture(other, 'withdrawn')
  })

  it('leaves no fault in any window', () => {
    expect(faults).toEqual([])
  })
})
