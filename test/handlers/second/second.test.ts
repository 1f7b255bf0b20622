import { describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { eachInTown, wordsOf } from '../../town.ts'

describe('a second pair of eyes', () => {
  const town = eachInTown()
  const begin = async () => {
    await town.chat('jiwei').says('授权 杨帆、郑爽')
    await town.chat('jiwei').says('双人发布 10').hears('发给超过 10 人的，须另一位办公室同事同意')
  }
  const cards = (userid: string) =>
    town.sandbox
      .messages(userid)
      .map(({ content }) => content)
      .flatMap(content => (content.type === 'card' && content.title.includes('请您同意') ? [content.replaced] : []))
  const studied = (userid: string) => town.sandbox.messages(userid).map(wordsOf).join('\n').includes('请点开阅读全文')

  it('is off until the office sets it', async () => {
    await town.chat('jiwei').says('双人发布').hears('双人发布没有开')
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')
    await town.chat('jiwei2').says('双人发布 10').hears('由纪委办、监察室、行风办使用')
  })

  it('shows another officer the same preview, who agrees by a word; both stand in the record', async () => {
    await begin()
    await town
      .chat('jiwei')
      .says(`发布学习\n${novemberNotice}`)
      .says('发布')
      .hears('还需另一位办公室同事同意：已请')
      .hears('杨帆')
    expect(studied('yan')).toBe(false)
    await town
      .chat('jiwei2')
      .waits()
      .hears('【预览】党风廉政及行风教育学习通知（2026年11月）')
      .hears('材料2：深度观察|斩断医托链条')
      .hears('韩正清请您同意发布学习通知')
      .hears('将发给 14 人')
      .hears('[同意发布]')
      .says('待办')
      .hears('等您同意的发布')
      .says('同意发布')
      .hears('已同意。《党风廉政及行风教育学习通知（2026年11月）》已发布，正在送达 14 人')
    await town.chat('jiwei').waits().hears('杨帆已同意。《党风廉政')
    expect(studied('yan')).toBe(true)
    expect(cards('zheng')).toEqual(['杨帆已同意'])
    await town
      .chat('jiwei')
      .says('发布')
      .hears('目前没有正在准备的内容')
      .says('操作记录')
      .hears('杨帆 同意发布 韩正清（14 人）')
      .hears('韩正清 提请发布')
    await town.chat('yan').says('已学习')
    await town.chat('jiwei').says('进度').hears('已确认 1 人')
  })

  it('is agreed by a press, once; who comes second is told who decided', async () => {
    await begin()
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布')
    await town.chat('jiwei2').taps('同意发布').hears('已发布')
    await town.chat('zheng').says('同意发布').hears('目前没有等您同意的发布')
    expect(town.sandbox.messages('yan').filter(message => wordsOf(message).includes('请点开阅读全文'))).toHaveLength(1)
  })

  it('of two who press at once one releases, and the other is told', async () => {
    await begin()
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布')
    await Promise.all(
      ['jiwei2', 'zheng'].map(async userid => {
        const card = town.sandbox
          .messages(userid)
          .findLast(({ content }) => content.type === 'card' && content.title.includes('请您同意'))
        if (card?.content.type !== 'card') throw new Error('no card')
        const button = card.content.buttons.find(({ text }) => text === (userid === 'zheng' ? '不同意' : '同意发布'))
        await town.sandbox.press(userid, card.id, button?.key ?? '')
      }),
    )
    await town.chat('yan').waits()
    const heard = ['jiwei2', 'zheng'].map(userid => town.sandbox.messages(userid).map(wordsOf).join('\n'))
    expect(heard.filter(words => /已由(?:杨帆|郑爽)于11月12日 09:07/u.test(words))).toHaveLength(1)
  })

  it('goes back to the first with the reason, and is asked anew when it was changed', async () => {
    await begin()
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布 请杨帆同意').hears('已请杨帆。')
    expect(cards('zheng')).toEqual([])
    await town.chat('jiwei2').says('不同意 期限太短').hears('已告诉韩正清您不同意')
    await town.chat('jiwei').waits().hears('杨帆不同意发布：期限太短').hears('预览仍保留')
    await town.chat('jiwei').says('期限 12月5日').says('发布').hears('还需另一位办公室同事同意')
    await town.chat('jiwei2').waits().hears('12月5日').taps('同意发布').hears('已发布')
    expect(cards('jiwei2')).toEqual(['杨帆不同意', '杨帆已同意'])
  })

  it('asks why after a press, and takes 无', async () => {
    await begin()
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布')
    await town.chat('jiwei2').taps('不同意').hears('请用一行写明原因').says('附件缺一份').hears('已转告韩正清')
    await town.chat('jiwei').waits().hears('杨帆说明不同意的原因：附件缺一份')
  })

  it('is void once the draft is changed or dropped after it was asked', async () => {
    await begin()
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').says('范围 心内科、外科、呼吸科、护理部')
    await town.chat('jiwei2').taps('同意发布').hears('已经改过或取消')
    expect(studied('yan')).toBe(false)
    await town.chat('jiwei').says('发布').hears('还需')
    await town.chat('jiwei').says('取消')
    expect(cards('jiwei2')).toEqual(['已改动，不用决定', '已改动，不用决定'])
    await town.chat('jiwei2').says('同意发布').hears('目前没有等您同意的发布')
  })

  it('is never agreed to by who asked, and not needed for fewer people', async () => {
    await begin()
    await town
      .chat('jiwei')
      .says(`发布学习\n${novemberNotice}`)
      .says('发布')
      .says('同意发布')
      .hears('自己提请的不能自己同意')
    await town.chat('jiwei').says('发布').hears('还没有答复')
    await town.chat('jiwei').says('范围 心内科').says('发布').hears('正在送达 3 人')
  })

  it('stands before broadcasts, corrections and what goes out at its moment too', async () => {
    await begin()
    await town.chat('jiwei').says('群发 明天下午停水').says('发布').hears('还需另一位')
    await town
      .chat('jiwei2')
      .waits()
      .hears('明天下午停水')
      .hears('请您同意发布群发消息')
      .says('同意发布')
      .hears('已发出')
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('定时 11月13日 9:10').says('发布').hears('还需')
    await town.chat('zheng').says('同意发布').hears('已定时')
    town.clock.to('2026-11-13 09:20')
    await town.chat('yan').waits().hears('党风廉政')
    await town
      .chat('jiwei')
      .says('修改 11月')
      .says('发布')
      .hears(/^(?!.*还需)/su)
      .says('把“存戒惧”改为“存戒具”')
      .says('发布')
      .hears('还需')
    await town.chat('jiwei2').waits().hears('【更正预览】').hears('存戒具').says('同意发布').hears('更正')
  })

  it('needs somebody to agree: alone the office is told to authorise one', async () => {
    await town.chat('jiwei').says('双人发布 0').hears('目前办公室只有您一个人')
    await town
      .chat('jiwei')
      .says(`发布学习\n${novemberNotice}`)
      .says('发布')
      .hears('请先回复“授权 姓名”')
      .hears('预览仍保留')
    await town.chat('jiwei').says('双人发布 关').hears('也须另一位办公室同事同意').hears('没有改动')
    await town.chat('jiwei').says('授权 杨帆')
    await town.chat('jiwei').says('发布 请张伟同意').hears('不是本单位办公室的其他同事')
    await town.chat('jiwei').says('发布').hears('已请杨帆')
    await town.chat('jiwei2').says('同意发布').hears('已发布')
  })

  it('is turned off or loosened only by two, and tightened by one', async () => {
    await begin()
    await town.chat('jiwei').says('双人发布 5').hears('超过 5 人')
    await town.chat('jiwei').says('双人发布关').hears('关闭双人发布也须另一位办公室同事同意')
    await town
      .chat('jiwei2')
      .waits()
      .hears('韩正清请您同意关闭双人发布')
      .says('不同意 还是留着好')
      .hears('已告诉韩正清')
    await town.chat('jiwei').waits().hears('杨帆不同意更改双人发布：还是留着好')
    await town.chat('jiwei').says('双人发布').hears('超过 5 人')
    await town.chat('jiwei').says('双人发布 100').hears('已请')
    await town.chat('zheng').taps('同意更改').hears('超过 100 人')
    await town.chat('jiwei').waits().hears('郑爽已同意。已设定：发给超过 100 人的')
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('正在送达 14 人')
  })

  it('may be asked for by name where nothing demands it', async () => {
    await town.chat('jiwei').says('授权 杨帆')
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布 请杨帆审核').hears('已请杨帆')
    await town.chat('jiwei2').says('我同意发布').hears('已发布')
  })

  it('keeps a refusal of leave apart from that of a release', async () => {
    await town.chat('jiwei').says('授权 杨帆')
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布')
    await town.chat('jiwei').says('双人发布 10')
    await town.chat('zhao').says('请假 外出')
    await town.chat('jiwei').says('群发 停水').says('发布').hears('还需')
    await town.chat('jiwei2').says('不同意 赵敏 请假 人手不够').hears('已不同意赵敏的请假')
    await town.chat('jiwei2').says('不同意 写明几点').hears('已告诉韩正清您不同意')
    await town.chat('jiwei').waits().hears('杨帆不同意发布：写明几点')
  })
})
