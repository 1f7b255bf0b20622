import { describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { eachInTown, wordsOf } from '../../town.ts'

describe('offline study recorded for somebody else', () => {
  const town = eachInTown()
  const publish = (notice = novemberNotice) =>
    town.chat('jiwei').says(`发布学习\n${notice}`).says('发布').hears('已发布')

  it('is read back, recorded by the head, told to the person, and never that person’s own act', async () => {
    await publish()
    await town
      .chat('wangxin')
      .says('代录 张伟、赵敏 11月10日 示教室 产假在家学习')
      .hears('请核对，代录线下学习')
      .hears('姓名：张伟（心内科）、赵敏（心内科）')
      .hears('说明：11月10日，示教室 产假在家学习')
      .says('进度')
      .hears('应学 3 人，已确认 0 人，未确认 3 人')
      .hears('代录还没有记下')
      .says('确认')
      .hears('已代录 2 人：张伟、赵敏')
    await town
      .chat('zhao')
      .waits()
      .hears('王新代您登记了线下学习')
      .hears('不算您本人确认')
      .hears('回复“异议”')
      .says('我的记录')
      .hears('代录（由王新记录）')
      .says('待办')
      .hears('目前没有待办')
    await town
      .chat('jiwei')
      .says('进度')
      .hears('应学 14 人，已确认 0 人，未确认 12 人（另有代录 2 人）')
      .hears('心内科：0/3（另有代录 2 人）')
    await town.chat('wangxin').says('催办').hears('已催办 1 人')
    await town.chat('zhao').says('已学习').hears('没有待确认的学习')
    await town.chat('zhao').taps('我已学习')
    await town.chat('jiwei').says('进度').hears('已确认 1 人，未确认 12 人（另有代录 1 人）')
  })

  it('is undone at once by the person, and the recorder is told; it may be recorded anew', async () => {
    await publish()
    await town.chat('wangxin').says('代录 赵敏 线下学习').says('确认').hears('已代录 1 人')
    await town.chat('zhao').says('异议').hears('已改过来').hears('学完回复“已学习”')
    await town.chat('wangxin').waits().hears('赵敏表示没有线下学习')
    await town.chat('jiwei').says('进度').hears('已确认 0 人，未确认 14 人')
    await town.chat('zhao').says('我的记录').hears('提出不实，不再算')
    await town.chat('wangxin').says('代录 赵敏 线下学习').says('确认').hears('已代录 1 人')
    await town.chat('zhao').says('我没参加').hears('已改过来')
  })

  it('is taken back without being erased', async () => {
    await publish()
    await town.chat('wangxin').says('代录 赵敏').says('是的').hears('已代录 1 人')
    await town.chat('wangxin').says('撤销代录 赵敏').hears('已撤销赵敏').hears('原记录保留')
    await town.chat('zhao').waits().hears('王新撤销了对您').says('我的记录').hears('撤销')
    await town.chat('wangxin').says('撤销代录 赵敏').hears('没有找到由您科室代录的“赵敏”')
    await town.chat('jiwei').says('进度').hears('未确认 14 人')
  })

  it('asks in doubt, and records nobody who has done, is elsewhere, or is the recorder', async () => {
    await publish()
    await town.chat('zhao').says('已学习')
    await town.chat('wangxin').says('代录').hears('请写姓名')
    await town.chat('wangxin').says('代录 王新').hears('本人的学习不能代录')
    await town.chat('wangxin').says('代录 鄢㛃').hears('鄢㛃不在您负责的科室')
    await town.chat('wangxin').says('代录 赵敏').hears('赵敏本人已经确认')
    await town.chat('wangxin').says('代录 张伟 12月1日').hears('还没有到')
    await town.chat('jiwei').says('代录 张伟 线下学习').hears('“张伟”有 2 人').hears('账号 zhangwei')
    await town.chat('jiwei').says('代录 zhangwei2 线下学习').hears('张伟（外科）').says('不是他').hears('还没有记录')
    await town.chat('jiwei').says('取消').hears('没有记录')
    await town.chat('zhangwei').says('代录 赵敏').hears('由科室负责人和纪委办使用')
    await town.chat('jiwei').says('进度').hears('已确认 1 人，未确认 13 人')
  })

  it('leaves out who has confirmed between the reading back and the word', async () => {
    await publish()
    await town.chat('wangxin').says('代录 张伟、赵敏').hears('请核对')
    await town.chat('zhao').says('已学习')
    await town.chat('wangxin').says('确认').hears('已代录 1 人：张伟').hears('没有记：赵敏本人已经确认')
  })

  it('counts people outside the directory apart from everybody asked, once each', async () => {
    await publish()
    await town
      .chat('LiNei')
      .says('代录 刘某某 规培 心内科')
      .hears('通讯录里没有“刘某某”，按外部人员（规培，心内科）记一条？')
      .hears('不计入应学')
      .says('确认')
      .hears('已代录 1 人：刘某某')
      .says('代录 刘某某 规培 心内科')
      .says('确认')
      .hears('没有记：刘某某已经代录过')
    await town.chat('zhouwai').says('代录 陈某 进修').hears('按外部人员（进修，外科）').says('确认')
    await town.chat('jiwei').says('代录 吴某').hears('请写上科室')
    await town
      .chat('jiwei')
      .says('进度')
      .hears('应学 14 人，已确认 0 人，未确认 14 人')
      .hears('另有通讯录以外人员线下学习 2 人，不计入应学')
    await town.chat('wangxin').says('进度').hears('另有通讯录以外人员线下学习 1 人，不计入应学')
    await town.chat('zhouwai').says('撤销代录 陈某').hears('已撤销陈某')
    await town.chat('jiwei').says('进度').hears('另有通讯录以外人员线下学习 1 人')
  })

  it('asks which study where several wait', async () => {
    await publish()
    await publish(novemberNotice.replaceAll('11月', '10月'))
    await town.chat('wangxin').says('代录 赵敏').hears('代录的是哪一份学习').says('2').hears('请核对').says('确认')
    await town.chat('wangxin').says('代录 张伟 10月').hears('2026年10月').says('确认').hears('已代录 1 人')
    const told = town.sandbox.messages('zhangwei').map(wordsOf).join('\n')
    expect(told).toMatch(/王新代您登记了线下学习：《.*10月/u)
  })
})
