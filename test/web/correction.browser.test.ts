import { describe, expect, it } from 'vitest'
import { phone } from '../browser.ts'
import { notice } from './house.ts'
import { eachOpened, narrow, overhang, violationsIn, zoomed } from './opened.ts'
import { novemberNotice } from '../notices.ts'

const shots = process.env['SCREENSHOTS']

describe('a corrected notice in a browser', () => {
  const opened = eachOpened({
    prepare: async house => {
      await house.store.commit(async tx => {
        const row = await tx.notices.get(notice)
        if (row) await tx.notices.update({ ...row, text: novemberNotice, materials: [] })
      })
    },
  })

  const { open } = opened
  const correct = async (words: string) => {
    await opened.house.say('jiwei', `修改 ${words}`)
    expect(await opened.house.say('jiwei', '发布')).toContain('已更正')
  }
  const substance = '把五名值班人员离岗改为六名值班人员离岗'
  const shot = async (page: Awaited<ReturnType<typeof open>>, name: string) => {
    if (shots) await page.screenshot({ path: `${shots}/correction-${name}.png` })
  }

  it('is shown anew to whom it was corrected under the eyes, then confirmed', async () => {
    const page = await open('yan', `/h5/notices/${notice}`, phone)
    const button = page.getByRole('button', { name: '我已学习' })
    await button.tap()
    await page.getByText('已于11月12日 09:07 确认').waitFor()
    const other = await open('zhangwei', `/h5/notices/${notice}`, phone)
    await correct(substance)
    await page.reload()
    await page.getByText('那次确认仍保留。更正后请再次确认。').waitFor()
    await shot(page, 'again')
    expect(await violationsIn(page)).toEqual([])
    await other.getByRole('button', { name: '我已学习' }).tap()
    await other.getByText('通知刚更正，还没有记为已学习').waitFor()
    await other.getByRole('heading', { name: '11月12日更正' }).waitFor()
    expect(await other.evaluate('scrollY')).toBe(0)
    await shot(other, 'meanwhile')
    await other.getByRole('button', { name: '我已学习' }).tap()
    await other.getByText('已于11月12日 09:07 确认').waitFor()
    await page.context().close()
    await other.context().close()
  })

  it.each([
    ['on a phone', phone],
    ['at 200 %', zoomed],
    ['on 320 px', narrow],
    ['in the dark', { ...phone, colorScheme: 'dark' as const }],
  ])('notes corrections of the wording, keeps what was read, and is accessible %s', async (where, options) => {
    await correct(substance)
    await correct('把“存戒惧”改为“存戒具”')
    const page = await open('zhangwei', `/h5/notices/${notice}`, options)
    await page.getByText(/（11月12日更正：第\d段：“存戒惧” → “存戒具”）/).waitFor()
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    expect(await violationsIn(page)).toEqual([])
    await shot(page, `note-${where.replace(/\W+/g, '-')}`)
    await page.getByRole('link', { name: '看更正前的文本' }).click()
    await page.getByText('通知后来有更正，现在是第3版。').waitFor()
    await page.getByText('甲县某局五名值班人员离岗聚餐').waitFor()
    expect(await page.getByRole('button').count()).toBe(0)
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    expect(await violationsIn(page)).toEqual([])
    await shot(page, `version-${where.replace(/\W+/g, '-')}`)
    await page.getByRole('link', { name: '看现在的文本' }).click()
    await page.getByText('甲县某局六名值班人员离岗聚餐').waitFor()
    await page.context().close()
  })

  it('is previewed with what changes, and released from there', async () => {
    await opened.house.say('jiwei', `修改 ${substance}`)
    const [draft = ''] = await opened.house.store.read(async tx =>
      ((await tx.dialogues.get('jiwei'))?.stack ?? []).map(({ id }) => id),
    )
    const page = await open('jiwei', `/h5/drafts/${draft}`, phone)
    await page.getByRole('heading', { name: '更正：实质修改' }).waitFor()
    await page.getByText('原因：涉及数字或日期。').waitFor()
    expect(await violationsIn(page)).toEqual([])
    await shot(page, 'draft')
    await page.getByRole('button', { name: '发布更正' }).click()
    await page.getByText('按“实质修改”发布更正。确定吗？').waitFor()
    await page.getByRole('button', { name: '发布更正' }).click()
    await page.getByText('人按更正后的文本确认').waitFor()
    await shot(page, 'released')
    await page.context().close()
  })
})
