import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { openTown, type Town, wordsOf } from '../../town.ts'

describe('what is asked about a study', () => {
  let town: Town
  beforeEach(async () => {
    town = await openTown()
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布')
  })
  afterEach(async () => {
    expect(town.sandbox.findings()).toEqual([])
    await town.close()
  })

  it('may name the month as people say it, and says what there is where there is none of that month', async () => {
    await town
      .chat('jiwei')
      .says('进度 十一月份')
      .hears('应学 14 人')
      .says('进度 本月 呼吸科')
      .hears('应学 2 人')
      .says('进度 上个月')
      .hears('没有找到“上个月”的学习通知或部门。最近的有：《党风廉政及行风教育学习通知（2026年11月）》。')
      .hears('“进度 11月”')
      .says('导出10月')
      .hears('“导出 11月”')
  })

  it('shows a head the own department only', async () => {
    await town.chat('sunhu').says('进度 心内科').hears('不由您负责')
    await town.chat('sunhu').says('谁没学').hears('呼吸科：0/2，未确认：')
  })

  it('reminds one department where one is named, and that one again only when told so', async () => {
    await town.chat('jiwei').says('催办 呼吸科').hears('已催办 2 人').says('催办 呼吸科').hears('已催办过')
    await town.chat('jiwei').says('催办 呼吸科 再次').hears('已催办 2 人').says('催办').hears('已催办 14 人')
  })

  it('tells the people of the hospital itself from the whole of it', async () => {
    await town.chat('jiwei').says('进度').hears('内科（本级）：0/1').hears('外科：0/3')
  })

  it('is brought again with its card by 待办, and said to be late when it is', async () => {
    await town
      .chat('yan')
      .says('待办')
      .hears('请在11月30日前完成')
      .hears('[我已学习]')
      .says('收到')
      .hears('还没有记为已学习')
    town.clock.to('2026-12-02 09:00')
    await town.chat('yan').says('待办').hears('期限11月30日已过，请尽快完成')
    await town.chat('jiwei').says('催办 呼吸科')
    await town.chat('yan').waits()
    const reminder = town.sandbox.messages('yan').findLast(({ content }) => content.type === 'card')
    expect(reminder && wordsOf(reminder)).toMatch(/学习提醒[^]*已过，请尽快/)
    await town.chat('yan').says('已学习').hears('已记录')
  })

  it('names departments by the short names people use', async () => {
    await town.chat('jiwei').says('进度 呼科').hears('应学 2 人').says('进度 纪委办').hears('应学 2 人')
  })

  it('is withdrawn by its month where one is named, and never for want of a broadcast', async () => {
    town.clock.add(60_000)
    await town
      .chat('jiwei')
      .says(`发布学习\n${novemberNotice.replace('2026年11月', '2026年12月')}`)
      .says('发布')
    await town.chat('jiwei').says('撤回 10月 附件有误').hears('没有找到').hears('“撤回 12月”')
    await town
      .chat('jiwei')
      .says('撤回 11月的')
      .hears('将撤回《党风廉政及行风教育学习通知（2026年11月）》')
      .hears('撤回 11月 附件')
    await town.chat('jiwei').says('撤回 11月 附件有误').hears('已撤回《党风廉政及行风教育学习通知（2026年11月）》')
    await town.chat('jiwei').says('群发 明天停水').says('定时 明天 9:10').says('发布')
    await town.chat('jiwei').says('撤回 不停水了').hears('还没有撤回').hears('“取消群发”')
    await town.chat('jiwei').says('进度').hears('应学 14 人')
    await town.chat('jiwei').says('撤回 学习通知 内容重复').hears('已撤回《党风廉政及行风教育学习通知（2026年12月）》')
  })

  it('of a unit above is seen and chased by the office and the heads of the unit below, for their own people', async () => {
    await town.chat('jiwei').says('单位 外科').says('授权 张伟').hears('“张伟”有 2 人').says('授权 zhangwei2')
    await town
      .chat('zhangwei2')
      .says('进度')
      .hears('应学 3 人，已确认 0 人')
      .hears(/^(?!.*心内科)/s)
    await town.chat('zhangwei2').says('催办').hears('已催办 3 人')
    await town.chat('zhouwai').says('进度').hears('应学 3 人')
    await town.chat('zhangwei2').says('导出').hears('还没有发布过学习通知')
    await town
      .chat('zhangwei2')
      .says(`发布学习\n${novemberNotice.replace('学习通知', '补充学习通知')}`)
      .says('发布')
    await town.chat('zhangwei2').says('进度').hears('补充学习通知').hears('应学 3 人')
    await town
      .chat('jiwei')
      .says('进度')
      .hears(/^(?!.*补充)/s)
      .hears('应学 14 人')
  })
})
