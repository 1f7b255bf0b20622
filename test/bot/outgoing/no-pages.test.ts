import { describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { eachInTown } from '../../town.ts'

describe('a hospital without pages', () => {
  const town = eachInTown({ env: { PUBLIC_URL: '' } })

  it('gets the text as a file with the card, read in WeChat as messages, not a character less', async () => {
    await town.chat('jiwei').says('微信阅读 冯露')
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).hears('全文随卡片以文件发送').says('发布')
    const kinds = (userid: string) => town.sandbox.messages(userid).map(({ content }) => content.type)
    expect(kinds('yan').sort()).toEqual(['card', 'file'])
    const file = town.sandbox.messages('yan').find(({ content }) => content.type === 'file')
    if (file?.content.type !== 'file') throw new Error('no file')
    const { name, safe, url } = file.content
    expect([name, safe]).toEqual([expect.stringMatching(/^党风廉政.*\.txt$/), true])
    const bytes = Buffer.from(await (await fetch(new URL(url, town.sandbox.url))).arrayBuffer())
    expect(bytes.toString()).toBe(`\ufeff${novemberNotice}`)
    const texts = town.sandbox
      .messages('wechat')
      .flatMap(({ content }) => (content.type === 'text' ? [content.text] : []))
    expect(texts.join('')).toContain('深度观察|斩断医托链条')
    await town.chat('yan').taps('我已学习')
    await town.chat('jiwei').says('进度').hears('已确认 1 人')
  })

  it('cannot ask for the end to be reached, and gives the roster as a file that cannot be passed on', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('须读完').hears('没有开通阅读网页').says('发布')
    await town.chat('jiwei').says('导出')
    const [roster] = town.sandbox
      .messages('jiwei')
      .filter(({ content }) => content.type === 'file')
      .slice(-1)
    expect(roster?.content).toMatchObject({ name: '学习花名册2026年11月.xlsx', safe: true })
  })
})
