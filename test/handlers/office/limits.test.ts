import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HospitalPlan } from '../../../sandbox/wire.ts'
import { openBench } from '../../desk.ts'
import { smallHospital } from '../../hospital.ts'
import { novemberNotice } from '../../notices.ts'
import { openTown, type Town } from '../../town.ts'

/** 外科 is a unit of its own; 周海 is its office. 吕双 works at the head office first and in 外科 second. */
function twoUnits(): HospitalPlan {
  const plan = smallHospital()
  const both = { department: [9, 3], is_leader_in_dept: [0, 0], position: '', status: 1 }
  plan.people.push({ userid: 'lv', name: '吕双', ...both }, { userid: 'he', name: '和小明', ...both })
  plan.departments.push(
    { id: 31, name: '太和镇卫生院', parentid: 1, order: 9 },
    { id: 32, name: '护理组', parentid: 2, order: 1 },
    { id: 33, name: '护理组', parentid: 3, order: 1 },
  )
  return plan
}

describe('the limits of an office', () => {
  let town: Town
  beforeEach(async () => {
    town = await openTown({ plan: twoUnits() })
    await town.chat('jiwei').says('单位 外科').says('授权 周海').hears('使用外科的办公室功能')
  })
  afterEach(() => town.close())

  it('nobody is made the office of a unit above by the office of one below', async () => {
    await town.chat('zhouwai').says('授权 吕双').hears('使用外科的办公室功能')
    await town.chat('lv').says('群发 大家好').hears('共 5 人')
  })

  it('who is the office of another unit is neither moved nor taken back from below', async () => {
    await town.chat('jiwei').says('授权 吕双').hears('已授权吕双使用青溪县人民医院的办公室功能')
    await town.chat('zhouwai').says('授权 吕双').hears('青溪县人民医院')
    await town.chat('zhouwai').says('取消授权 吕双').hears('青溪县人民医院')
    await town.chat('lv').says('群发 大家好').hears('共 16 人')
    await town.chat('zhouwai').says('操作记录').hears('周海 取消授权，已拒绝')
  })

  it('people and departments with 和 in their names are found, and those joined by it too', async () => {
    await town.chat('jiwei').says('授权 和小明').hears('已授权和小明')
    await town
      .chat('jiwei')
      .says(`发布学习\n${novemberNotice}`)
      .says('范围 太和镇卫生院和内科')
      .hears('学习对象：太和镇卫生院、内科')
      .says('范围 太和镇卫生院 和 内科')
      .hears('学习对象：太和镇卫生院、内科')
  })

  it('of two departments with one name the path tells which', async () => {
    await town
      .chat('jiwei')
      .says(`发布学习\n${novemberNotice}`)
      .says('范围 护理组')
      .hears('“护理组”可能是：内科/护理组、外科/护理组')
      .says('范围 外科/护理组')
      .hears('学习对象：外科/护理组')
  })

  it('names that stand below the numbers are a view of names, and recorded', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布')
    await town.chat('jiwei').says('进度').hears('吴静（未激活企业微信）').says('操作记录').hears('韩正清 查看名单')
  })

  it('a head who asks for a department of others is refused, and recorded', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布')
    await town.chat('wangxin').says('进度 护理部').hears('不由您负责')
    await town.chat('jiwei').says('操作记录').hears('王新 进度，已拒绝')
  })

  it('a stranger who says a word of the office is recorded', async () => {
    const bench = await openBench()
    const at = bench.clock.now()
    const input = { message: '群发 大家好', sent: at }
    const { text } = await bench.perform({
      key: '202611:1',
      act: 'chat.text',
      input,
      who: 'Nobody',
      reply: 'return',
      at,
    })
    expect(text).toContain('没有查到您')
    const [row] = await bench.store.read(tx => tx.audit.list('all', []))
    expect(row).toMatchObject({ who: 'nobody', act: '群发', outcome: 'refused' })
    await bench.close()
  })

  it('a department that is gone keeps its name in the numbers', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布')
    town.clock.add(60_000)
    town.sandbox.changePlan(plan => {
      plan.departments = plan.departments.filter(({ id }) => id !== 22)
      for (const person of plan.people) if (person.department[0] === 22) person.department = [2]
    })
    await town.bot.readDirectory()
    await town.chat('jiwei').says('进度').hears('呼吸科（已撤销）：0/2').hears('应学 16 人')
  })

  it('a reminder of an older study that is said again is of that study', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布')
    town.clock.add(60_000)
    await town
      .chat('jiwei')
      .says(`发布学习\n${novemberNotice.replace('11月', '10月')}`)
      .says('范围 护理部')
      .says('发布')
    await town.chat('jiwei').says('催办 11月').hears('已催办 16 人').says('催办 11月').hears('“催办 11月 再次”')
    await town.chat('jiwei').says('催办 11月 再次').hears('已催办 16 人')
  })

  it('what somebody was given ends with leaving, for whoever gets the same account next', async () => {
    await town.chat('jiwei').says('授权 杨帆').says('指定 杨帆 护理部 负责人')
    const [colleague] = smallHospital().people.filter(({ userid }) => userid === 'jiwei2')
    town.clock.add(60_000)
    town.sandbox.changePlan(plan => (plan.people = plan.people.filter(({ userid }) => userid !== 'jiwei2')))
    await town.bot.readDirectory()
    town.clock.add(60_000)
    town.sandbox.changePlan(plan => plan.people.push({ ...colleague!, name: '杨凡', department: [4] }))
    await town.bot.readDirectory()
    await town.chat('jiwei2').says('群发 大家好').hears('由纪委办').says('进度').hears('由科室负责人和纪委办查看')
  })

  it('whoever has left is not reminded', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('范围 呼吸科').says('发布')
    await town.chat('sunhu').says('已学习')
    town.clock.add(60_000)
    town.sandbox.changePlan(plan => (plan.people = plan.people.filter(({ userid }) => userid !== 'yan')))
    await town.bot.readDirectory()
    await town.chat('jiwei').says('催办').hears('都已离开通讯录')
  })

  it('a button of somebody who has lost the office releases nothing, and is recorded', async () => {
    await town.chat('jiwei').says('授权 杨帆')
    await town.chat('jiwei2').says(`发布学习\n${novemberNotice}`)
    await town.chat('jiwei').says('取消授权 杨帆')
    await town.chat('jiwei2').taps('发布').hears('由纪委办')
    await town.chat('jiwei').says('操作记录').hears('杨帆 发布，已拒绝')
    expect(town.sandbox.messages('yan')).toEqual([])
  })
})
