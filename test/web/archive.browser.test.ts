import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { desktop, phone } from '../browser.ts'
import { archive, notice } from './house.ts'
import { eachOpened, overhang, violationsIn } from './opened.ts'

describe('the page of an archive in a browser', () => {
  const opened = eachOpened()

  const change = (fields: object, id = archive) =>
    opened.house.store.commit(async tx => {
      const job = await tx.jobs.get(id)
      if (job) await tx.jobs.update({ ...job, ...fields })
    })

  const open = (path: string, options: BrowserContextOptions) => opened.open('jiwei', path, options)

  /** What axe finds, and whether something stands out of the screen. */
  async function violations(page: Page): Promise<string[]> {
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    return violationsIn(page)
  }

  it.each([
    ['on a phone', phone],
    ['on a desktop, in the dark', { ...desktop, colorScheme: 'dark' as const }],
  ])('moves while it is made, and then hands it out: %s', async (where, options) => {
    const { result } = (await opened.house.store.read(tx => tx.jobs.get(archive))) ?? {}
    await change({ state: 'waiting', progress: 12, result: null, ended: null })
    const page = await open(`/h5/archives/${archive}`, options)
    const bar = page.getByRole('progressbar', { name: '制作进度' })
    expect(await bar.getAttribute('aria-valuenow')).toBe('12')
    await change({ progress: 65 })
    await page.getByText('65%').waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, `archive-waiting-${where}`)
    await change({ state: 'done', progress: 100, result, ended: opened.house.clock.now() })
    const link = page.getByRole('link', { name: '下载台账' })
    await link.waitFor()
    await page.getByText('本月尚未结束，内容截至11月12日 09:07。').waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, `archive-done-${where}`)
    const download = page.waitForEvent('download')
    await link.click()
    expect((await download).suggestedFilename()).toBe('2026年11月台账.zip')
    await page.context().close()
  })

  it('says that a file is no longer kept, and has it made anew by a tap', async () => {
    await opened.house.made.remove(archive)
    const page = await open(`/h5/archives/${archive}`, phone)
    await page.getByText('文件已过保存期').waitFor()
    expect(await page.getByRole('link', { name: '下载台账' }).count()).toBe(0)
    await page.getByRole('button', { name: '重新制作' }).tap()
    await page.getByText('原来的文件已过保存期，正在重新制作').waitFor()
    expect(await page.getByRole('progressbar').count()).toBe(1)
    await picture(page, 'archive-again')
    const [job] = (await opened.house.store.read(tx => tx.jobs.list('unit', ['2']))).filter(({ id }) => id !== archive)
    expect(page.url()).toContain(job?.id)
    await change({ state: 'failed', due: null }, job?.id)
    await page.getByText('这次没有做成').waitFor()
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })

  it('gives the progress as a picture from its page', async () => {
    const page = await open(`/h5/progress/${notice}`, phone)
    const link = page.getByRole('link', { name: '下载图片' })
    await link.waitFor()
    expect(await violations(page)).toEqual([])
    await picture(page, 'progress-with-picture')
    const download = page.waitForEvent('download')
    await link.tap()
    expect((await download).suggestedFilename()).toBe('学习进度2026年11月.png')
    await page.context().close()
  })
})

/** `PICTURES=folder` leaves them there, to be looked at. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name.replaceAll(/[ ,]+/g, '-')}.png`, fullPage: true })
}
