import { describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { eachInTown } from '../../town.ts'

describe('drafts', () => {
  const town = eachInTown()

  it('of two kinds lie one above the other: the inner is released, then the outer goes on', async () => {
    await town
      .chat('jiwei')
      .says(`发布学习\n${novemberNotice}`)
      .says('群发 今天下午三点大会议室开会。')
      .hears('【群发预览】')
      .says('发布')
      .hears('已发出，正在送达 14 人')
      .hears('学习通知的预览还在等您')
      .says('发布')
      .hears('已发布')
    expect(town.sandbox.messages('yan')).toHaveLength(2)
  })

  it('of one kind take the place of the earlier one, and say so', async () => {
    await town
      .chat('jiwei')
      .says('群发 第一稿')
      .says('群发 第二稿')
      .hears('之前没有发布的群发消息已放弃')
      .says('发布')
      .hears('已发出')
    expect(town.sandbox.messages('yan').map(({ content }) => content)).toMatchObject([{ text: /^第二稿/ }])
  })

  it('that hold something are shown again by the word alone, and not given up', async () => {
    await town
      .chat('jiwei')
      .says('群发 今天下午三点大会议室开会。')
      .says('群发')
      .hears('【群发预览】')
      .hears('还没有发布，上面是它现在的样子')
      .says('发布')
      .hears('已发出')
    expect(town.sandbox.messages('yan').map(({ content }) => content)).toMatchObject([{ text: /^今天下午三点/ }])
  })

  it('are released by the button of the last preview only, and once', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`)
    const [first] = town.sandbox.messages('jiwei').filter(({ content }) => content.type === 'card')
    const key =
      first?.content.type === 'card' ? (first.content.buttons.find(({ text }) => text === '发布')?.key ?? '') : ''
    await town.chat('jiwei').says('范围 心内科').hears('共 3 人')
    await town.sandbox.press('jiwei', first?.id ?? '', key)
    await town.chat('jiwei').waits()
    expect(town.sandbox.messages('zhouwai')).toEqual([])
    await town.chat('jiwei').taps('发布').hears('正在送达 3 人')
    await town.chat('jiwei').says('发布').hears('目前没有正在准备的内容')
    expect(town.sandbox.messages('zhangwei')).toHaveLength(1)
  })

  it('missed at daytime wait for the morning; ordered for the night they go', async () => {
    await town.chat('jiwei').says('群发 白天的').says('定时 11月13日 15:00').says('发布').hears('已定时')
    town.clock.to('2026-11-13 23:00')
    await town.chat('yan').waits().hearsNothing()
    town.clock.to('2026-11-14 07:31')
    await town.chat('yan').waits().hears('白天的')
    await town.chat('jiwei').says('群发 夜里的').says('定时 23:10').hears('7:30–20:30 之外').says('发布')
    town.clock.to('2026-11-14 23:11')
    await town.chat('yan').waits().hears('夜里的')
  })

  it('say what is missing and keep what there is', async () => {
    await town.chat('jiwei').says('发布学习').says('完').hears('还没有收到学习通知的内容')
    await town.chat('jiwei').says('请各科室组织学习。').hears('已收到第 1 段').says('完').hears('没有读到标题')
    await town
      .chat('jiwei')
      .says('发布')
      .hears('没有读到标题')
      .says('标题 十一月学习')
      .says('发布')
      .hears('《十一月学习》已发布')
  })

  it('are finished and given up in the words people use, which never become part of the text', async () => {
    await town.chat('jiwei').says('发布学习').says(novemberNotice).says('好的').hears('已收到 1 段')
    await town.chat('jiwei').says('就这些').hears('全文 408 字').says('修改').says('不改了').hears('全文 408 字')
    await town
      .chat('jiwei')
      .says('修改')
      .says('新的全文')
      .says('不改了')
      .hears('没有保留')
      .says('完了')
      .hears('全文 4 字')
    await town.chat('jiwei').says('算了').hears('已取消')
  })

  it('go out at no other word than one that orders it', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`)
    for (const said of ['好的', '确定', '可以', '发布？']) {
      await town.chat('jiwei').says(said)
      expect(town.sandbox.messages('yan'), said).toEqual([])
    }
    await town.chat('jiwei').says('确定').hears('还没有发出。要发出请回复“发布”')
    await town.chat('jiwei').says(`附件3：\n又一个案例`).hears('没有收进去')
    await town.chat('jiwei').says('发布吧').hears('已发布')
  })

  it('say what is missing behind a word, and take the scope as people say it', async () => {
    await town
      .chat('jiwei')
      .says(`发布学习\n${novemberNotice}`)
      .says('期限')
      .hears('请写完成期限')
      .says('标题')
      .hears('请写标题')
      .says('定时')
      .hears('请写什么时候发出')
      .says('定时 明天 25:00')
      .hears('没有读懂时间')
      .says('只发给心内科')
      .hears('共 3 人')
      .says('范围 所有科室')
      .hears('共 14 人')
      .says('标题 12月学习')
      .hears('学习月份：2026年12月')
  })

  it('of nothing but an address are remarked upon', async () => {
    await town.chat('jiwei').says('发布学习 https://mp.weixin.qq.com/s/abc').hears('除了网址没有正文')
  })

  it('of two officers become one notice, unless the second insists', async () => {
    await town.chat('jiwei').says('授权 杨帆')
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`)
    await town.chat('jiwei2').says(`发布学习\n${novemberNotice}`)
    town.clock.add(60_000)
    await town.chat('jiwei').says('发布').hears('已发布')
    town.clock.add(60_000)
    await town.chat('jiwei2').says('发布').hears('还没有发出：韩正清已于11月12日 09:08 发布')
    expect(town.sandbox.messages('yan')).toHaveLength(1)
    await town.chat('jiwei2').says('发布').hears('已发布')
    expect(town.sandbox.messages('yan')).toHaveLength(2)
  })
})
