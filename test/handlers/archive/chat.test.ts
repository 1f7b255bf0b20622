import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { eachInTown } from '../../town.ts'
import { type Archives, opened, openArchives } from './making.ts'

describe('the archive in chat', { timeout: 120_000 }, () => {
  const town = eachInTown()
  const publish = () => town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')

  it('is ordered in a word, watched on its page, and told once it is made', async () => {
    await publish()
    await town
      .chat('jiwei')
      .says('导出 台账 2026-11')
      .hears('正在制作2026年11月台账，好了会在这里告诉您。')
      .hears('2026年11月台账已做好')
      .hears(/共 1\d 个文件；本月尚未结束，内容截至11月12日 09:07/)
      .hears('/h5/archives/202611-')
      .says('操作记录')
      .hears('韩正清 导出台账（2026-11）')
  })

  it('leaves 导出 to the roster', async () => {
    await publish()
    await town.chat('jiwei').says('导出 花名册').hears('花名册共 14 人').says('导出 11月').hears('花名册共 14 人')
  })

  it('says what to do where the month cannot be read or has not come, and is the office’s alone', async () => {
    await publish()
    await town
      .chat('jiwei')
      .says('导出台账 去年那个')
      .hears('没有读懂“去年那个”。请写月份')
      .says('导出台账 2027-01')
      .hears('2027年1月还没有到')
    await town
      .chat('jiwei')
      .says(`发布学习\n${novemberNotice.replaceAll('2026年11月', '2026年12月')}`)
      .says('发布')
      .hears('已发布')
      .says('导出 台账 12月')
      .hears('2026年12月还没有到')
    await town.chat('wangxin').says('导出 台账').hears('由纪委办、监察室、行风办使用')
    await town.chat('jiwei').says('操作记录').hears('王新 导出台账，已拒绝')
  })
})

describe('the archive where there are no pages', { timeout: 120_000 }, () => {
  const town = eachInTown({ env: { PUBLIC_URL: '' } })

  it('comes as its list and its summary, which cannot be passed on, and says so', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布')
    await town
      .chat('jiwei')
      .says('导出 台账')
      .hears('台账压缩包发不进聊天，届时发目录和小结两个文件')
      .hears('压缩包不能作为保密文件发送')
    const files = town.sandbox.messages('jiwei').flatMap(({ content }) => (content.type === 'file' ? [content] : []))
    // Each is made on its own: which one is done first is open.
    const made = files.slice(-2).sort((a, b) => (a.name < b.name ? 1 : -1))
    expect(made.map(({ name, safe }) => [name, safe])).toEqual([
      ['2026年11月台账目录.xlsx', true],
      ['2026年11月台账小结.pdf', true],
    ])
    const [list, summary] = await Promise.all(
      made.map(async ({ url }) => Buffer.from(await (await fetch(new URL(url, town.sandbox.url))).arrayBuffer())),
    )
    expect(summary?.subarray(0, 5).toString()).toBe('%PDF-')
    expect(Object.keys(opened(list ?? Buffer.alloc(0)).names).length).toBeGreaterThan(5)
  })
})

describe('the word for the archive', () => {
  let house: Archives
  beforeEach(async () => {
    house = await openArchives()
  })
  afterEach(() => house.close())

  it.each([
    ['导出台账2026-11', '2026年11月台账'],
    ['导出 11月台账', '2026年11月台账'],
    ['导出台账 十一月', '2026年11月台账'],
    ['台账', '2026年11月台账'],
    ['台帐 上个月', '2026年10月台账（这个月没有学习通知，只有目录、小结和存证根）'],
    ['导出：台账 2026年11月', '2026年11月台账'],
    ['帮我下载一份11月的学习台账', '2026年11月台账'],
    ['导出台账 202611', '2026年11月台账'],
    ['导出台账（11月）', '2026年11月台账'],
    // Without a year the last such month is meant.
    ['导出台账 12月', '2025年12月台账'],
  ])('is heard the way people say it: %s', async (words, name) => {
    await house.say('jiwei', `发布学习\n${novemberNotice}`)
    await house.say('jiwei', '发布')
    expect(await house.say('jiwei', words)).toContain(`正在制作${name}`)
  })

  it('said again while it is being made does not make it twice', async () => {
    await house.say('jiwei', '导出台账')
    expect(await house.say('jiwei', '导出台账')).toContain('已在制作（0%），好了会在这里告诉您，不用再说。')
    expect(await house.store.read(tx => tx.jobs.count('unit', ['1']))).toBe(1)
  })
})
