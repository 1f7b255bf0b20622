import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { eachInTown, wordsOf } from '../../town.ts'

const octoberNotice = novemberNotice.replaceAll('11月', '10月')

describe('leave from a study', () => {
  const town = eachInTown()
  const publish = (notice = novemberNotice) =>
    town.chat('jiwei').says(`发布学习\n${notice}`).says('发布').hears('已发布')
  const cards = (userid: string) =>
    town.sandbox
      .messages(userid)
      .filter(({ content }) => content.type === 'card' && /申请|异议/u.test(content.title))
      .map(wordsOf)

  it('is asked with a reason in one message, decided by the head in a card, told to both, and counted apart', async () => {
    await publish()
    await town
      .chat('zhangwei')
      .says('请假 休产假到明年3月')
      .hears('已向王新申请请假')
      .hears('原因：休产假到明年3月')
      .hears('取消请假')
      .says('待办')
      .hears('（已申请请假，等待王新决定）')
    await town
      .chat('wangxin')
      .waits()
      .hears('张伟申请请假')
      .hears('原因：休产假到明年3月')
      .hears('科室：心内科')
      .hears('同意 张伟 请假')
      .hears('[同意]')
      .says('待办')
      .hears('等您决定的申请')
      .hears('张伟（心内科）请假')
      .taps('同意')
      .hears('已同意张伟的请假')
    expect(cards('wangxin')).toEqual([expect.stringContaining('(王新已同意)')])
    await town.chat('zhangwei').waits().hears('王新同意您请假').hears('不再提醒您').hears('销假')
    await town
      .chat('jiwei')
      .says('进度')
      .hears('应学 14 人，已确认 0 人，未确认 13 人（另有请假 1 人）')
      .says('操作记录')
      .hears(/王新 同意请假 .*张伟/u)
    await town.chat('wangxin').says('催办').hears('已催办 2 人')
    expect(town.sandbox.messages('zhangwei').map(wordsOf).join('\n')).not.toContain('学习提醒')
    await town.chat('zhangwei').says('待办').hears('目前没有待办').says('我的记录').hears('王新于11月12日 09:07 同意')
  })

  it('asks for the reason where none was given, and takes 无', async () => {
    await publish()
    await town
      .chat('zhao')
      .says('我请假')
      .hears('请用一句话写明原因，会转给王新')
      .says('待办')
      .hears('请假还没有提交')
      .says('外出进修半年')
      .hears('原因：外出进修半年')
    await town.chat('yan').says('申请免学').hears('会转给孙琥').says('无').hears('申请免学').hears('没有写原因')
    await town.chat('yeban').says('请假').says('取消').hears('没有提交申请').says('待办').hears('学完回复')
  })

  it('is heard the way people say it, and how it works is told', async () => {
    await publish()
    await town.chat('zhao').says('怎么请假').hears('由科室负责人审定')
    await town.chat('zhao').says('我在休产假。').hears('原因：休产假')
    await town.chat('yan').says('请假因为外出').hears('原因：因为外出')
    await town.chat('yeban').says('请假，住院').hears('原因：住院')
  })

  it('is decided by word where no button can be pressed; which of two people is meant is asked', async () => {
    // As where WeCom cannot call back, no button reaches this head.
    await town.chat('jiwei').says('微信阅读 王新')
    await publish()
    await town.chat('zhao').says('请假 外出进修')
    await town
      .chat('wangxin')
      .waits()
      .hears('赵敏申请请假')
      .hears('也可回复：同意 赵敏 请假')
      .hears('或者回复：不同意 赵敏 请假')
    await town.chat('wangxin').says('同意').hears('回复“同意 赵敏 请假”或“不同意 赵敏 请假”')
    await town.chat('wangxin').says('不同意 赵敏 请假 可以在手机上学').hears('已不同意赵敏的请假').hears('仍须学习')
    await town.chat('zhao').waits().hears('王新没有同意您的请假（可以在手机上学）').hears('学完回复“已学习”')
    await town.chat('zhangwei').says('请假 外出')
    await town.chat('zhangwei2').says('请假 外出')
    await town
      .chat('jiwei')
      .says('同意 张伟 请假')
      .hears('同意的是哪一项')
      .hears('1. 张伟（心内科）请假')
      .hears('2. 张伟（外科）请假')
      .says('2')
      .hears('已同意张伟的请假')
    await town.chat('jiwei').says('进度').hears('外科：0/3（另有请假 1 人）')
    await town.chat('jiwei').says('同意 zhangwei 请假').hears('已同意张伟的请假')
    await town.chat('jiwei').says('同意 鄢㛃 请假').hears('没有等您决定的“鄢㛃”')
  })

  it('is decided once: of two heads who press at once the second is told who decided and when, and both cards close', async () => {
    await town.chat('jiwei').says('指定 赵敏 心内科 负责人')
    await publish()
    await town.chat('zhangwei').says('请假 外出').hears('已向王新、赵敏申请请假')
    const { id } = town.sandbox.messages('wangxin').findLast(({ content }) => content.type === 'card') ?? { id: '' }
    const pressed = ['wangxin', 'zhao'].map(async userid => {
      const card = town.sandbox.messages(userid).findLast(({ content }) => content.type === 'card')
      if (card?.content.type !== 'card') throw new Error('no card')
      const label = userid === 'zhao' ? '不同意' : '同意'
      await town.sandbox.press(userid, card.id, card.content.buttons.find(({ text }) => text === label)?.key ?? '')
    })
    expect(id).not.toBe('')
    await Promise.all(pressed)
    await town.chat('zhao').waits()
    const heard = ['wangxin', 'zhao'].map(userid => town.sandbox.messages(userid).map(wordsOf).join('\n'))
    expect(heard.filter(words => /已不?同意张伟的请假/u.test(words))).toHaveLength(1)
    expect(heard.filter(words => /张伟的请假已由(?:王新|赵敏)于11月12日 09:07 决定/u.test(words))).toHaveLength(1)
    for (const userid of ['wangxin', 'zhao']) {
      expect(cards(userid)).toEqual([expect.stringMatching(/\((?:王新|赵敏)已不?同意\)/u)])
    }
  })

  it('goes above where somebody heads the department, to the office where nobody is above, never to oneself', async () => {
    await publish()
    await town
      .chat('wangxin')
      .says('请假 开会')
      .hears('已向李建国申请请假')
      .says('同意 王新 请假')
      .hears('没有等您决定的')
    await town.chat('LiNei').says('请假 开会').hears('已向纪委办申请请假')
    await town
      .chat('jiwei')
      .waits()
      .hears('李建国申请请假')
      .taps('不同意')
      .hears('要给本人写一句说明')
      .says('会后请补学')
      .hears('已转告李建国')
    await town.chat('LiNei').waits().hears('会后请补学')
    // The only officer, who heads the own department: nobody is left.
    await town.chat('jiwei').says('请假 开会').hears('现在没有可以决定的人').hears('还没有提交')
    await town.chat('jiwei').says('授权 杨帆')
    await town.chat('jiwei').says('请假 开会').hears('已向纪委办申请请假')
    await town.chat('jiwei2').waits().hears('韩正清申请请假')
  })

  it('is nobody else’s to decide, by word or by a button that was passed on', async () => {
    await publish()
    await town.chat('zhangwei').says('请假 外出')
    await town.chat('yan').says('同意 张伟 请假').hears('由科室负责人和纪委办使用')
    await town.chat('sunhu').says('同意 张伟 请假').hears('没有等您决定的申请')
    await town.chat('jiwei').says('操作记录').hears('已拒绝')
  })

  it('may be taken back before and after it was granted; then the study is owed again', async () => {
    await publish()
    await town.chat('zhao').says('请假 外出')
    await town.chat('zhao').says('取消请假').hears('已收回').hears('学完回复“已学习”')
    expect(cards('wangxin')).toEqual([expect.stringContaining('(本人已收回)')])
    await town.chat('wangxin').says('同意 赵敏 请假').hears('赵敏已收回这项请假')
    await town.chat('zhao').says('免学 已退休返聘').hears('申请免学')
    await town.chat('wangxin').taps('同意')
    await town.chat('jiwei').says('进度').hears('另有免学 1 人')
    await town.chat('zhao').says('销假').hears('已收回').hears('请在11月30日前完成')
    await town.chat('wangxin').waits().hears('赵敏收回了')
    await town.chat('jiwei').says('进度').hears('应学 14 人，已确认 0 人，未确认 14 人')
    await town.chat('zhao').says('销假').hears('没有可以收回的申请')
  })

  it('lets whoever has it learn and confirm all the same', async () => {
    await publish()
    await town.chat('zhao').says('请假 外出')
    await town.chat('wangxin').taps('同意')
    await town.chat('zhao').taps('我已学习')
    await town.chat('jiwei').says('进度').hears('应学 14 人，已确认 1 人，未确认 13 人')
    await town.chat('zhao').says('请假').hears('没有待确认的学习，不用请假')
  })

  it('needs no decision once the person has confirmed, or the notice is withdrawn', async () => {
    await publish()
    await town.chat('zhao').says('请假 外出')
    await town.chat('zhangwei').says('请假 外出')
    await town.chat('zhao').says('已学习').hears('已记录')
    await town
      .chat('wangxin')
      .says('待办')
      .hears(/^(?!.*赵敏)/su)
    await town.chat('jiwei').says('撤回 附件有误')
    await town.chat('wangxin').taps('同意').hears('已撤回，不用决定')
  })

  it('asks which notice where several wait, and takes a month or all', async () => {
    await publish()
    await publish(octoberNotice)
    await town
      .chat('zhao')
      .says('请假 产假')
      .hears('您有 2 份学习待确认，要请假的是哪一份')
      .says('3')
      .hears('1 到 2 之间')
      .says('全部')
      .hears('原因：产假')
    expect(cards('wangxin')).toHaveLength(2)
    await town.chat('wangxin').says('同意 赵敏 请假').hears('哪一项').says('全部').hears('已同意赵敏的请假')
    await town.chat('zhao').says('待办').hears('目前没有待办')
    await town.chat('yan').says('请假 10月 外出').hears('原因：外出')
    await town.chat('sunhu').says('同意 鄢㛃 请假').hears('已同意')
    await town
      .chat('yan')
      .says('待办')
      .hears(/^(?!.*10月)/su)
  })

  it('asked twice is asked once', async () => {
    await publish()
    await town.chat('zhao').says('请假 外出')
    await town.chat('zhao').says('请假 外出').hears('您已于11月12日 09:07').hears('等待王新决定')
    expect(cards('wangxin')).toHaveLength(1)
  })
})

describe('an objection', () => {
  const town = eachInTown()
  const publish = () => town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')

  it('goes to the head and the office, and what became of it is told with a line of reason', async () => {
    await publish()
    await town.chat('zhao').says('异议 附件2的单位名称写错了').hears('已把您的异议转给王新、纪委办')
    await town.chat('jiwei').waits().hears('赵敏提出异议').hears('附件2的单位名称写错了').hears('[采纳]')
    await town
      .chat('wangxin')
      .waits()
      .hears('赵敏提出异议')
      .says('采纳 赵敏 异议 已请纪委办更正')
      .hears('已采纳赵敏的异议')
    await town.chat('zhao').waits().hears('王新采纳了您对').hears('已请纪委办更正')
    await town.chat('jiwei').says('不采纳 赵敏 异议').hears('赵敏的异议已由王新于11月12日 09:07 决定：采纳')
    await town.chat('jiwei').says('进度').hears('未确认 14 人')
  })

  it('may also be made by whoever has confirmed, and taken back', async () => {
    await publish()
    await town.chat('zhao').says('已学习')
    await town
      .chat('zhao')
      .says('我有异议')
      .hears('请用一两句话写明您的异议')
      .says('期限太短')
      .hears('已把您的异议转给')
    await town.chat('zhao').says('取消异议').hears('已收回您对')
    await town.chat('jiwei').says('不采纳 赵敏 异议').hears('已收回这项异议')
  })

  it('that reads like a report is not kept, and led to where it belongs', async () => {
    await publish()
    await town.chat('zhao').says('异议 我要举报某人收受红包').hears('内容没有保存').hears('举报电话')
    await town.chat('zhao').says('异议').says('我要检举某人收受红包').hears('内容没有保存')
    expect(await readFile(join(town.folder, 'journal-00000001.jsonl'), 'utf8')).not.toContain('红包')
    await town
      .chat('jiwei')
      .says('待办')
      .hears(/^(?!.*等您决定)/su)
  })

  it('without anything asked for says so', async () => {
    await town.chat('zhao').says('异议 太多了').hears('没有可以提异议的')
    await town.chat('zhao').says('请假 外出').hears('没有待确认的学习')
  })
})
