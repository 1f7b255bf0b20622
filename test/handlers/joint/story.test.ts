import { describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { eachInTown } from '../../town.ts'

const told = '昨天下午集中学习，王主任主持，应到3实到2，赵敏夜班'

describe('a department that studied together', () => {
  const town = eachInTown({ start: '2026-11-12 09:07' })
  const publish = async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')
    town.clock.add(24 * 3_600_000)
  }

  it('is recorded from one sentence, after everything was read back', async () => {
    await publish()
    await town
      .chat('wangxin')
      .says(told)
      .hears('【集中学习】心内科')
      .hears('时间：11月12日下午')
      .hears('主持：王新')
      .hears('应到 3 人，实到 2 人')
      .hears('缺席：赵敏（夜班）')
      .hears('登记后 2 人记为已参加集中学习')
    await town.chat('zhangwei').hears(/^(?!.*集中学习)/s)
    await town.chat('wangxin').says('确认').hears('已登记：应到 3 人，实到 2 人，2 人记为已参加').hears('/h5/joint/')
    await town
      .chat('zhangwei')
      .hears('王新登记了心内科11月12日下午的集中学习')
      .hears('您已记为参加')
      .hears('[不是这样]')
    await town.chat('zhao').hears(/^(?!.*已记为参加)/s)
    await town.chat('jiwei').says('进度').hears('心内科：0/3（另有集中学习 2 人）').hears('未确认 12 人')
    await town.chat('wangxin').says('进度 名单').hears('未确认：赵敏')
    await town.chat('wangxin').says('催办').hears('已催办 1 人')
    await town.chat('zhangwei').says('待办').hears('目前没有待办事项')
  })

  it('keeps who has confirmed as that, and lets a person say that it is not so, by a press', async () => {
    await publish()
    await town.chat('wangxin').says('已学习')
    await town.chat('wangxin').says(told).hears('1 人本人已确认的不变').says('确认').hears('1 人记为已参加')
    await town.chat('zhangwei').taps('不是这样').hears('已改过来').hears('学完回复“已学习”')
    await town.chat('wangxin').hears('张伟表示没有参加心内科11月12日下午的集中学习')
    await town.chat('jiwei').hears('张伟表示没有参加')
    await town
      .chat('jiwei')
      .says('进度')
      .hears('心内科：1/3')
      .hears(/^(?!.*另有集中学习)/s)
    await town.chat('zhangwei').says('待办').hears('党风廉政')
    await town.chat('wangxin').says(told).hears('张伟已表示没有参加')
    await town
      .chat('wangxin')
      .says('缺席 赵敏 夜班，张伟 未参加')
      .hears('实到')
      .says('实到 1')
      .hears('已登记过同一天')
      .says('确认')
      .hears('已登记')
    await town.chat('zhangwei').says('已学习').hears('已记录')
  })

  it('is objected to by word', async () => {
    await publish()
    await town.chat('wangxin').says(told).says('确认')
    await town.chat('zhangwei').says('异议').hears('已改过来').says('我没参加').hears('现在没有登记您参加的集中学习')
  })

  it('asks one thing at a time and keeps what is clear', async () => {
    await publish()
    await town
      .chat('LiNei')
      .says('集中学习')
      .hears('用一句话登记')
      .hears('/h5/joint/new')
      .says('集中学习 应到6实到5')
      .hears('是哪天学的')
      .says('明天下午')
      .hears('还没有到')
      .says('昨天下午')
      .hears('缺席应有 1 人')
      .says('进度')
      .hears('应学 6 人')
      .hears('集中学习还没有登记完')
      .says('鄢炎')
      .hears('没有找到“鄢炎”')
      .says('进度')
      .hears('应学 6 人')
      .says('什么意思')
      .hears('没有找到“鄢炎”')
      .says('鄢㛃')
      .hears('是谁主持的')
      .says('我')
      .hears('主持：李建国')
      .hears('缺席：鄢㛃')
      .says('地点 示教室')
      .hears('地点：示教室')
      .says('讨论 守住底线，引以为戒')
      .hears('讨论：守住底线，引以为戒')
      .says('缺席 鄢㛃（产假）')
      .hears('缺席：鄢㛃（产假）')
      .says('主持 王主任')
      .hears('主持：王新')
      .says('确认')
      .hears('已登记')
  })

  it('asks which of two people of the same name, and which department, of the office', async () => {
    await publish()
    await town
      .chat('jiwei')
      .says('昨天下午集中学习，韩正清主持，除张伟夜班外全部参加')
      .hears('是哪个科室')
      .says('心内科、外科')
      .hears('“张伟”有 2 人')
      .says('2')
      .hears('【集中学习】心内科、外科')
      .hears('应到 6 人，实到 5 人')
      .says('取消')
      .hears('什么也没有登记')
    await town.chat('jiwei').says('进度').hears('未确认 14 人')
  })

  it('refuses numbers that do not add up, in a sentence that says what to do', async () => {
    await publish()
    await town
      .chat('wangxin')
      .says('昨天下午集中学习，我主持，应到3实到2')
      .hears('缺席应有 1 人，还没有姓名')
      .says('赵敏、张伟')
      .hears('数字对不上')
      .says('实到1')
      .hears('缺席：赵敏、张伟')
      .says('应到5实到3')
      .hears('多出 2 人')
      .says('照写')
      .hears('其中 2 人没有列入通知')
      .says('应到2实到2，全员参加')
      .hears('还有 1 人没有写到')
      .says('赵敏 产假')
      .hears('应到 3 人，实到 2 人')
      .says('确认')
      .hears('2 人记为已参加')
  })

  it('is taken back by who recorded it, and replaced by another of the same day', async () => {
    await publish()
    await town.chat('wangxin').says(told).says('确认')
    await town
      .chat('wangxin')
      .says('昨天下午集中学习，我主持，全员参加')
      .hears('确认后以这次为准')
      .says('确认')
      .hears('3 人记为已参加')
    await town.chat('zhangwei').waits()
    expect(JSON.stringify(town.sandbox.messages('zhangwei')).split('您已记为参加')).toHaveLength(2)
    await town.chat('wangxin').says('集中学习 撤回').hears('应到 3 人，实到 3 人').says('确认').hears('已撤回')
    await town.chat('zhao').hears('撤回了11月12日下午的集中学习登记')
    await town.chat('wangxin').says('集中学习 撤回').hears('没有您可以撤回的')
    await town.chat('jiwei').says('进度').hears('未确认 14 人')
  })

  it('is not for staff, and not for other departments', async () => {
    await publish()
    await town.chat('yan').says(told).hears('由科室负责人和纪委办使用')
    await town.chat('sunhu').says('心内科昨天下午集中学习，我主持，全员参加').hears('心内科不由您负责')
  })
})
