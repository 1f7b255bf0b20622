import { describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { eachInTown } from '../../town.ts'

describe('the monthly study', () => {
  const town = eachInTown()
  const publish = () => town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')

  it('is previewed with title, month, people and materials before anything leaves', async () => {
    await town
      .chat('jiwei')
      .says(`发布学习\n${novemberNotice}`)
      .hears('党风廉政及行风教育学习通知')
      .hears('2026年11月')
      .hears('医院纪委办、监察室；医院行风办')
      .hears('14 人')
      .hears('材料1：某局值班人员违规聚餐')
      .hears('材料2：深度观察|斩断医托链条')
      .hears('11月30日')
    expect(town.sandbox.messages('zhangwei')).toEqual([])
  })

  it('reaches everybody with exactly one card', async () => {
    await publish()
    for (const userid of ['LiNei', 'zhangwei', 'zhangwei2', 'yan', 'jiwei2', 'yeban']) {
      const cards = town.sandbox.messages(userid).filter(({ content }) => content.type === 'card')
      expect(cards, userid).toHaveLength(1)
    }
    expect(town.sandbox.messages('wechat')[0]?.content.type).toBe('hidden')
  })

  it('is confirmed by the button, whose card then shows it; a second confirmation says since when', async () => {
    await publish()
    await town.chat('zhangwei').taps('我已学习')
    const [card] = town.sandbox.messages('zhangwei')
    expect(card?.content).toMatchObject({ type: 'card', replaced: '11月12日已确认' })
    town.clock.add(60_000)
    await town.chat('zhangwei').says('已学习').hears('您没有待确认的学习；最近一次于11月12日 09:07 确认')
  })

  it('is confirmed by word', async () => {
    await publish()
    await town.chat('yan').says('已学习。').hears('已记录，谢谢。')
    town.clock.add(3_600_000)
    await town.chat('yan').taps('我已学习').hears('您已于11月12日 09:07 确认')
  })

  it('shows the office the unit, a head the department, and refuses staff kindly', async () => {
    await publish()
    await town.chat('yan').says('已学习')
    await town
      .chat('jiwei')
      .says('进度')
      .hears('应学 14 人，已确认 1 人，未确认 13 人')
      .hears('呼吸科：1/2')
      .hears('吴静（未激活企业微信）')
      .says('送达')
      .hears('其中本人还看不到：吴静（未激活企业微信）')
    await town.chat('sunhu').says('进度').hears('应学 2 人，已确认 1 人，未确认 1 人')
    await town.chat('LiNei').says('进度 名单').hears('心内科：0/3，未确认：王新、张伟、赵敏')
    await town
      .chat('yan')
      .says('进度')
      .hears('您本人已于')
      .hears(/^(?!.*应学\s*\d)/s)
  })

  it('reminds only those who are missing when the reminder leaves', async () => {
    await publish()
    await town.chat('yan').says('已学习')
    await town.chat('sunhu').says('催办').hears('已催办 1 人')
    await town
      .chat('yan')
      .waits()
      .hears(/^(?!.*学习提醒)/s)
    expect(
      town.sandbox.messages('sunhu').filter(({ content }) => content.type === 'card' && content.title === '学习提醒'),
    ).toHaveLength(1)
    await town.chat('sunhu').says('催办').hears('今天 09:07 已催办过')
  })

  it('takes the text in several messages until 完', async () => {
    const half = Math.floor(novemberNotice.length / 2)
    await town
      .chat('jiwei')
      .says('发布学习')
      .hears('请发学习通知的全文')
      .says(novemberNotice.slice(0, half))
      .hears('已收到第 1 段')
      .says('帮助')
      .hears('学习通知还在接收，已收到 1 段')
      .says(novemberNotice.slice(half))
      .says('完')
      .hears('材料2')
      .says('范围 心内科、护理部')
      .hears('共 6 人')
      .says('发布')
      .hears('正在送达 6 人')
    expect(town.sandbox.messages('zhouwai')).toEqual([])
  })

  it('says what is wrong with a scope, a moment or a date, and keeps the draft', async () => {
    await town
      .chat('jiwei')
      .says(`发布学习\n${novemberNotice}`)
      .says('范围 皮肤科')
      .hears('没有找到“皮肤科”')
      .says('定时 11月1日 9:10')
      .hears('已经过去')
      .says('定时 11月25日')
      .hears('没有写几点')
      .says('期限 11月3日')
      .hears('已经过去')
      .says('期限 11月25日')
      .hears('11月25日（您定的）')
      .says('定时 11月20日 6:00')
      .hears('7:30–20:30 之外')
      .says('取消')
      .hears('已取消')
  })

  it('goes out at its moment, staggered, once, also after downtime', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('定时 11月13日 9:00').says('发布').hears('已定时')
    await town.chat('yan').waits().hearsNothing()
    town.clock.to('2026-11-13 09:10')
    await town.restart()
    await town.chat('yan').waits().hears('党风廉政')
    await town.chat('yan').waits()
    expect(town.sandbox.messages('yan')).toHaveLength(1)
  })

  it('is withdrawn with a reason: cards close, a press is told why', async () => {
    await publish()
    await town.chat('jiwei').says('撤回').hears('请写明原因').says('撤回 附件有误').hears('已撤回')
    expect(town.sandbox.messages('yan')[0]?.content).toMatchObject({ type: 'card', replaced: '已撤回' })
    await town.chat('yan').says('已学习').hears('您没有待确认的学习')
  })

  it('wants the end reached first where the office says so', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('须读完').hears('读到文末后').says('发布')
    await town.chat('yan').says('已学习').hears('请先阅读全文').hears('/h5/notices/')
    await town.chat('jiwei').says('进度').hears('已确认 0 人')
  })

  it('refuses office words of a member, in the audit log', async () => {
    await town.chat('yan').says('发布学习\n标题\n正文').hears('由纪委办、监察室、行风办使用')
    expect(town.sandbox.messages('zhangwei')).toEqual([])
  })

  it('keeps everything through a restart', async () => {
    await publish()
    await town.chat('yan').says('已学习')
    await town.restart()
    await town.chat('jiwei').says('进度').hears('已确认 1 人')
    await town.chat('yan').says('已学习').hears('您没有待确认的学习')
  })
})
