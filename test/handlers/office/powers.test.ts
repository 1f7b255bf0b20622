import { describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { eachInTown } from '../../town.ts'

describe('the powers of the office', () => {
  const town = eachInTown()

  it('are given to a colleague and taken back, both in the audit log', async () => {
    await town.chat('jiwei2').says('进度').hears('由科室负责人和纪委办查看')
    await town.chat('jiwei').says('授权 杨帆').hears('已授权杨帆')
    await town.chat('jiwei2').says('帮助').hears('“发布学习”')
    await town.chat('jiwei').says('取消授权 杨帆').hears('已取消杨帆的办公室功能')
    await town.chat('jiwei2').says('群发 测试').hears('由纪委办、监察室、行风办使用')
    await town.chat('jiwei').says('操作记录').hears('韩正清 取消授权').hears('韩正清 授权').hears('杨帆 群发，已拒绝')
  })

  it('cannot be taken from whom the operator named', async () => {
    await town.chat('jiwei').says('取消授权 韩正清').hears('ADMIN_USERIDS')
    await town.chat('jiwei').says('帮助').hears('“发布学习”')
  })

  it('name a head for a time, who sees the department until then', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布')
    await town.chat('jiwei').says('指定 赵敏 心内科 负责人 至 11月20日').hears('至11月20日止')
    await town.chat('zhao').says('进度').hears('应学 3 人')
    town.clock.to('2026-11-21 09:00')
    await town.chat('zhao').says('进度').hears('由科室负责人和纪委办查看')
    await town.chat('jiwei').says('指定 赵敏 心内科 负责人').hears('已指定赵敏')
    await town.chat('jiwei').says('取消指定 赵敏').hears('已取消对赵敏的指定')
    await town.chat('zhao').says('进度').hears('由科室负责人和纪委办查看')
  })

  it('ask which of two people of one name is meant', async () => {
    await town.chat('jiwei').says('授权 张伟').hears('“张伟”有 2 人').hears('zhangwei2')
    await town.chat('jiwei').says('授权 zhangwei2').hears('已授权张伟')
  })

  it('tie a group to a department: it gets the notice once, without names, until it is untied', async () => {
    const address = `${town.sandbox.url}/cgi-bin/webhook/send?key=group-key-xinnei`
    await town.chat('jiwei').says('绑定 心内科 https://example.org/hook').hears('不是本企业微信的群机器人地址')
    await town.chat('jiwei').says(`绑定 心内科 ${address}`).hears('已绑定心内科的群')
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布')
    const inGroup = () => town.sandbox.messages('zhangwei', 'group:group-key-xinnei')
    expect(inGroup()).toHaveLength(1)
    expect(JSON.stringify(inGroup())).not.toMatch(/张伟|赵敏|王新/)
    await town.chat('jiwei').says('解绑 心内科').hears('已解除')
    await town
      .chat('jiwei')
      .says(`发布学习\n${novemberNotice}`)
      .hears('发布过，再发布会让每个人再收到一次')
      .says('发布')
    expect(inGroup()).toHaveLength(1)
  })

  it('list who reads in WeChat, and such a person gets a text card with the word to say', async () => {
    await town.chat('jiwei').says('微信阅读 冯露').hears('已登记冯露')
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布')
    expect(town.sandbox.messages('wechat').map(({ content }) => content.type)).toEqual(['textcard'])
    await town.chat('wechat').says('已学习').hears('已记录')
    await town.chat('jiwei').says('取消微信阅读 冯露').hears('改用企业微信阅读')
  })

  it('make a subtree a unit of its own, whose office sees no other', async () => {
    await town.chat('jiwei').says('单位 外科').hears('已将外科设为独立')
    await town.chat('jiwei').says('授权 周海').hears('已授权周海使用外科的办公室功能')
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).hears('共 14 人').says('发布')
    await town
      .chat('zhouwai')
      .says('进度')
      .hears('应学 3 人')
      .hears(/^(?!.*心内科)/s)
    await town
      .chat('zhouwai')
      .says(`发布学习\n${novemberNotice}`)
      .hears('共 3 人')
      .says('范围 内科')
      .hears('没有找到“内科”')
  })

  it('read 指定 as it is written, and do not cut names', async () => {
    await town.chat('jiwei').says('指定 赵敏').hears('请这样写：指定')
    await town.chat('jiwei').says('指定 赵敏为心内科负责人 到12月31日').hears('已指定赵敏为心内科负责人，至12月31日止')
    await town.chat('jiwei').says('授权杨帆').hears('想说“授权”的话，请在它后面空一格')
    await town.chat('jiwei').says('操作记录').hears('韩正清 指定 心内科 赵敏')
  })

  it('undo a unit that was named by mistake, never the own one', async () => {
    await town
      .chat('jiwei')
      .says('单位 纪委办公室')
      .hears('设为独立单位后您只管纪委办公室')
      .hears('“单位 纪委办公室 确认”')
    await town.chat('jiwei').says('群发 大家好').hears('共 14 人').says('取消')
    await town.chat('jiwei').says('单位 外科').hears('“取消单位 外科”')
    await town.chat('jiwei').says('授权 周海')
    await town.chat('zhouwai').says('取消单位 外科').hears('由上级单位的办公室取消')
    await town.chat('jiwei').says('取消单位 外科').hears('不再是独立的单位').says('取消单位 外科').hears('不用取消')
  })

  it('say so where there is nothing to take back', async () => {
    await town.chat('jiwei').says('取消授权 赵敏').hears('没有办公室的授权')
    await town.chat('jiwei').says('解绑 外科').hears('没有绑定群')
  })

  it('make a unit around the own department once that is said to be meant, as in a hospital under a bureau', async () => {
    await town.chat('jiwei').says('单位 纪委办公室 确认').hears('已将纪委办公室设为独立')
    await town.chat('jiwei').says('群发 大家好').hears('共 2 人').says('取消')
  })
})
