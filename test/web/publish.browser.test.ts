import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { desktop, phone } from '../browser.ts'
import { eachOpened, narrow, overhang, violationsIn } from './opened.ts'
import { drawing, drawingOf, largePng, paragraph, wordFile } from '../handlers/document/word-file.ts'

const word = (lines: readonly string[], pictures: Record<string, Uint8Array> = {}) =>
  Buffer.from(wordFile({ body: lines.map(line => paragraph(line)).join(''), pictures }))
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const files = [
  {
    name: '附件1：处理情况通报.docx',
    mimeType: docx,
    buffer: word(['处理情况通报', '某月某日，五人离岗聚餐。', drawing, drawingOf('huge'), '对五人批评教育。'], {
      'huge.png': largePng(400_000),
    }),
  },
  {
    name: '通知.docx',
    mimeType: docx,
    buffer: word([
      '党风廉政学习通知（2026年12月）',
      '各科室：',
      '请组织学习，12月20日前完成。各科人数如下：',
      '心内科    3    4',
      '呼吸科    5    6',
      '外　科    7    8',
      '附件：1.处理情况通报',
      '2.节日纪律提示',
      '3.案例剖析',
      '医院纪委办',
    ]),
  },
]

describe('the page for publishing in a browser', () => {
  const opened = eachOpened()

  const open = (path: string, options: BrowserContextOptions) => opened.open('jiwei', path, options)

  async function fits(page: Page): Promise<void> {
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    expect(await violationsIn(page)).toEqual([])
  }
  const picture = (page: Page, name: string) =>
    process.env['PICTURES'] ? page.screenshot({ path: `${process.env['PICTURES']}/${name}.png`, fullPage: true }) : null

  it('takes files, shows what was read and what was not, and publishes to the number it names', async () => {
    const page = await open('/h5/publish', desktop)
    await fits(page)
    await picture(page, 'publish-desktop')
    await page.getByLabel('选择文件').setInputFiles(files)
    await page.waitForURL(/\/h5\/drafts\//)
    await page.getByRole('heading', { name: '发布前请看' }).waitFor()
    await page.locator('img[alt="图片 1"]').waitFor()
    expect(await page.evaluate('document.querySelector("img").naturalWidth')).toBe(120)
    expect(await page.locator('.doubt').allTextContents()).toEqual([
      '这 3 行像是表格，没有读出表格线',
      '没有收到附件“节日纪律提示”',
      '没有收到附件“案例剖析”',
      '没有读到落款日期',
      '图片没有保留：超过 300 KB',
    ])
    await fits(page)
    await picture(page, 'draft-desktop')

    await page.getByLabel('范围').fill('心内科')
    await page.getByRole('button', { name: '改范围' }).click()
    await page.getByText('心内科，共 2 人').waitFor()
    await page.getByLabel('期限').fill('2026-11-01')
    await page.getByRole('button', { name: '改期限' }).click()
    await page.getByRole('alert').filter({ hasText: '已经过去' }).waitFor()

    await page.getByRole('button', { name: '发布', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('每人一张卡片。确定发布吗').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await fits(page)
    await picture(page, 'draft-asks')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('已发布，正在送达 2 人').waitFor()
    await picture(page, 'draft-released')
    await page.getByRole('link', { name: '查看进度' }).click()
    await page.waitForURL(/\/h5\/progress\//)
    await page.context().close()
  })

  it('says under each file why it was not taken, and keeps the others', async () => {
    const page = await open('/h5/publish', phone)
    await page
      .getByLabel('选择文件')
      .setInputFiles([
        { name: '照片.docx', mimeType: docx, buffer: Buffer.from(largePng(1000)) },
        { name: '名单.xlsx', mimeType: docx, buffer: Buffer.from('x') },
        files[1]!,
      ])
    const goOn = page.locator('.on').getByRole('button', { name: '看预览' })
    await goOn.waitFor()
    const lines = await page.locator('.drop li').allTextContents()
    expect(lines[0]).toContain('这是一张图片')
    expect(lines[1]).toContain('目前能读的是')
    expect(lines[2]).toContain('已收到')
    await fits(page)
    await picture(page, 'publish-phone')
    await goOn.tap()
    await page.getByRole('heading', { name: /党风廉政学习通知/ }).waitFor()
    await page.goto(`${opened.house.url}/h5/publish`)
    await page.getByText('还在准备').waitFor()
    await picture(page, 'publish-again')
    await page.context().close()
  })

  it.each([
    ['on a phone', phone],
    ['on 320 px', narrow],
    ['in the dark', { ...phone, colorScheme: 'dark' as const }],
  ])('takes a pasted text and fits %s; without a title it asks for one', async (where, options) => {
    const page = await open('/h5/publish', options)
    await page.getByLabel('通知全文').fill('请各科室学习。\n一、学习内容\n（一）案例一。')
    await page.getByRole('button', { name: '看预览' }).click()
    await page.getByText('先在上面写上标题').waitFor()
    expect(await page.getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true)
    await page.getByLabel('标题').first().fill('十二月学习通知')
    await page.getByRole('button', { name: '改标题' }).first().click()
    await page.getByRole('heading', { name: '十二月学习通知' }).waitFor()
    await fits(page)
    await picture(page, `draft-${where.replaceAll(' ', '-')}`)
    await page.getByRole('button', { name: '放弃' }).click()
    await page.getByRole('button', { name: '放弃' }).click()
    await page.getByText('已经放弃，没有发布').waitFor()
    await page.context().close()
  })
})
