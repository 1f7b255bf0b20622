import { beforeEach, describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { eachInTown, wordsOf } from '../../town.ts'

const group = 'group:group-key-xinnei'
/** Everybody of the hospital who must not stand in a group, and what is nobody's business there. */
const personal = /李建国|王新|张伟|赵敏|孙琥|鄢|周海|吴静|郑爽|冯露|陈夜|韩正清|杨帆|回执/u

describe('the smart bot in a group', () => {
  const town = eachInTown()
  const inGroup = (userid: string) => town.chat(userid, group)
  const alone = (userid: string) => town.chat(userid, 'bot')
  /** Everything the bot said before everybody. */
  const public_ = (): string =>
    town.sandbox
      .messages('zhao', group)
      .filter(({ from, author }) => from === 'bot' || author === '清风')
      .map(wordsOf)
      .join('\n')

  beforeEach(async () => {
    await alone('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')
  })

  it('counts 已学习 for the one who says it, acknowledges it neutrally, and gives the receipt apart', async () => {
    await alone('zhangwei').says('帮助').hears('您可以直接说')
    await inGroup('zhangwei').says('@清风 已学习').hears('已记录。')
    expect(wordsOf(town.sandbox.messages('zhangwei', 'bot').at(-1)!)).toContain('已记录，谢谢。回执')
    // A second time there is nothing to count: that is said apart, too.
    await inGroup('zhangwei').says('已经学习完了 @清风').hears('已在您的单聊里继续。')
    await inGroup('wangxin').says('@清风 进度').hears('应学 14 人，已确认 1 人'.replace('14', '3'))
    expect(public_()).not.toMatch(personal)
  })

  it('says numbers to heads and the office, never names unless the office has switched that on', async () => {
    await inGroup('wangxin').says('@清风 绑定 心内科').hears('已绑定心内科的群')
    await inGroup('wangxin')
      .says('@清风 进度')
      .hears(/心内科.*\n应学 3 人，已确认 0 人，未确认 3 人/u)
    await inGroup('wangxin').says('@清风 谁没学').hears('姓名不在群里显示')
    await inGroup('zhao').says('@清风 进度').hears('已在“清风”应用的聊天里回复您。')
    expect(public_()).not.toMatch(personal)
    await alone('jiwei').says('群内名单 开').hears('群内名单已打开')
    await inGroup('wangxin').says('@清风 进度 名单').hears('未确认：王新、张伟、赵敏')
    await alone('jiwei').says('群内名单 关').hears('群内名单已关闭')
    await inGroup('wangxin').says('@清风 进度 名单').hears('姓名不在群里显示')
  })

  it.each([
    '待办',
    '我的记录',
    '填报',
    '3',
    '签署',
    '投诉建议 食堂',
    '请假 夜班',
    '发布学习',
    '授权 张伟',
    '送达',
    '进度 外科 名单',
    '我今天学了一半',
    '案例 医托',
  ])('answers %s apart, and says so in one line', async words => {
    await inGroup('zhao').says(`@清风 ${words}`).hears('已在“清风”应用的聊天里回复您。')
    await town.chat('zhao').waits()
    expect(town.sandbox.messages('zhao').length).toBeGreaterThan(1)
    expect(public_()).not.toMatch(personal)
    expect(public_().split('\n')).toHaveLength(1)
  })

  it('goes on with a person where that person has spoken to it alone', async () => {
    await alone('zhao').says('帮助').hears('您可以直接说')
    await inGroup('zhao').says('@清风 待办').hears('已在您的单聊里继续。')
    const last = town.sandbox.messages('zhao', 'bot').map(wordsOf).join('\n')
    expect(last).toContain('您的待办')
  })

  it('goes on by the app with whoever has only opened the chat with it', async () => {
    await town.sandbox.enter('zhao')
    await town.bot.catchUp()
    await inGroup('zhao').says('@清风 待办').hears('已在“清风”应用的聊天里回复您。')
    await town.chat('zhao').waits().hears('您的待办')
  })

  it('helps where it is only mentioned, and reveals nothing to strangers or of them', async () => {
    await inGroup('zhao').says('@清风').hears('群里可以对我说')
    await inGroup('zhao').says('@清风 你好').hears('群里可以对我说')
    town.sandbox.changePlan(plan => (plan.people.find(({ userid }) => userid === 'zhao')!.outside = true))
    await town.bot.readDirectory()
    town.clock.add(3_600_000)
    await town.bot.readDirectory()
    await inGroup('zhao').says('@清风 待办').hears('请在单聊里对我说。')
  })

  it('is tied to a department by its head or the office, and told of a notice once', async () => {
    await inGroup('zhao').says('@清风 绑定 心内科').hears('绑定群由科室负责人和纪委办办理')
    await inGroup('wangxin').says('@清风 绑定 外科').hears('没有找到您负责的部门“外科”')
    await inGroup('wangxin').says('@清风 绑定').hears('已绑定心内科的群')
    // The same group has a webhook of its own: the notice does not come twice.
    await alone('jiwei')
      .says(`绑定 心内科 ${town.sandbox.url}/cgi-bin/webhook/send?key=group-key-xinnei`)
      .hears('已绑定')
    const before = public_().length
    await alone('jiwei').says('撤回 有误').hears('已撤回')
    await alone('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')
    const notices = public_().slice(before)
    expect(notices.match(/党风廉政及行风教育学习通知/gu)).toHaveLength(1)
    expect(notices).toContain('[阅读全文](')
    expect(notices).not.toMatch(personal)
    await inGroup('wangxin').says('@清风 解绑').hears('已解除这个群与心内科的绑定')
    await inGroup('wangxin').says('@清风 解绑').hears('没有绑定科室')
  })

  it('is told by the webhook where the smart bot is off', async () => {
    await inGroup('wangxin').says('@清风 绑定').hears('已绑定心内科的群')
    await alone('jiwei')
      .says(`绑定 心内科 ${town.sandbox.url}/cgi-bin/webhook/send?key=group-key-xinnei`)
      .hears('已绑定')
    town.sandbox.aibot.displace()
    await town.chat('jiwei').says('撤回 有误').hears('已撤回')
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')
    const last = town.sandbox.messages('zhao', group).at(-1)
    expect(last && wordsOf(last)).toContain('党风廉政及行风教育学习通知')
    expect(town.sandbox.calls()['/cgi-bin/webhook/send']).toBe(1)
  })

  it('that the smart bot can no longer speak in is named to whoever released the notice', async () => {
    await inGroup('wangxin').says('@清风 绑定').hears('已绑定心内科的群')
    await alone('jiwei').says('撤回 有误').hears('已撤回')
    await alone('jiwei').says(`发布学习\n${novemberNotice}`)
    town.sandbox.fault({ path: 'aibot_send_msg', times: 1, errcode: 93006 })
    await alone('jiwei').says('发布').hears('已发布')
    await town.chat('jiwei').waits().hears('心内科的群没有收到通知')
  })

  it('is reminded of the due date the day before, in numbers, if the office wants it', async () => {
    await inGroup('wangxin').says('@清风 绑定').hears('已绑定心内科的群')
    const lines = (): string[] =>
      public_()
        .split('\n')
        .filter(line => line.includes('前完成：应学'))
    town.clock.to('2026-11-29 10:12')
    await town.bot.catchUp()
    expect(lines()).toEqual([])
    await alone('jiwei').says('群内进度 开').hears('群内进度已打开')
    town.clock.to('2026-11-29 11:12')
    await town.bot.catchUp()
    town.clock.to('2026-11-29 12:12')
    await town.bot.catchUp()
    expect(lines()).toHaveLength(1)
    expect(lines()[0]).toContain('应学 3 人，已确认 0 人，未确认 3 人')
    expect(public_()).not.toMatch(personal)
  })
})
