import { describe, it } from 'vitest'
import { eachInTown } from '../../town.ts'
import { noticeWith, prescriptions, publish, redPackets } from './library.ts'

describe('the library of cases in chat', () => {
  const town = eachInTown()

  it('finds a material by a word, says where it comes from, and opens it', async () => {
    await publish(town, redPackets)
    town.clock.add(60_000)
    await publish(town, prescriptions)
    await town
      .chat('yan')
      .says('案例 红包')
      .hears('1. 三名医生收受患者红包问题的通报（《党风廉政学习通知（2026年9月）》）')
      .hears('收受患者“红包”共计六千元')
      .hears('2. 信息科工作人员违规统方案剖析（《党风廉政学习通知（2026年10月）》）')
      .hears('/h5/cases/find/%E7%BA%A2%E5%8C%85')
      .says('案例 2')
      .hears('信息科工作人员违规统方案剖析')
      .hears(/\/h5\/cases\/\d{6}-[0-9a-z]+\/1/)
      .says('案例 3')
      .hears('上次只列出了 2 份')
  })

  it('understands how people ask for it', async () => {
    await publish(town, redPackets)
    for (const said of [
      '案例红包',
      '找案例：红包',
      '帮我找一下关于红包的案例',
      '有没有红包的材料？',
      '案例 紅包',
      '案例 “红 包”',
    ]) {
      await town.chat('yan').says(said).hears('三名医生收受患者红包')
    }
  })

  it('explains itself, shows the newest, and says so where nothing is found', async () => {
    await town.chat('yan').says('案例').hears('还没有发给您的学习材料')
    await publish(town, redPackets)
    await town
      .chat('yan')
      .says('案例')
      .hears('最近的学习材料')
      .hears('1. 三名医生')
      .hears('例如“案例 红包”')
      .says('案例 购物卡')
      .hears('没有在发给您的学习材料里找到“购物卡”')
      .hears('可以试试：“案例 红包”')
      .says('案例 “”')
      .hears('请写要找的词')
      .says('案例 量子力学')
      .hears('请换一个词')
  })

  it('shows nothing of what was not addressed to the one who asks: not in lists, hints or numbers', async () => {
    await publish(town, redPackets, '心内科')
    await town.chat('zhangwei').says('案例 红包').hears('三名医生')
    await town
      .chat('yan')
      .says('案例 红包')
      .hears(/^没有在发给您的学习材料里找到“红包”。请换一个词[^三]*$/m)
      .says('案例 红包通报')
      .hears(/^(?!.*试试)/s)
      .says('案例')
      .hears('还没有发给您的学习材料')
      .says('案例 1')
      .hears('请先查找')
    await town.chat('jiwei').says('案例 红包').hears('三名医生')
    // The head of the departments above was not asked either.
    await town.chat('LiNei').says('案例 红包').hears('没有在发给您的学习材料里找到')
  })

  it('keeps what was withdrawn to the office, also behind a number listed before', async () => {
    await publish(town, redPackets)
    await town.chat('yan').says('案例 红包').hears('三名医生')
    await town.chat('jiwei').says('撤回 附件有误').hears('已撤回')
    await town
      .chat('yan')
      .says('案例 1')
      .hears('已经撤回或不再提供')
      .says('案例 红包')
      .hears('没有在发给您的学习材料里找到')
    await town.chat('jiwei').says('案例 红包').hears('已撤回')
  })

  it('does not take a line of a text handed in for a search', async () => {
    await town
      .chat('jiwei')
      .says('发布学习')
      .says('收受红包典型案例')
      .hears('已收到第 1 段')
      .says('查处的红包案例')
      .hears('已收到第 2 段')
  })
})

describe('without pages', () => {
  const town = eachInTown({ env: { PUBLIC_URL: '' } })

  it('hands a material over as a file', async () => {
    await publish(town, redPackets)
    await town
      .chat('yan')
      .says('案例 红包')
      .hears('看全文请回复“案例 1”')
      .says('案例 1')
      .hears('三名医生收受患者红包问题的通报.txt')
    await town.chat('jiwei').says('微信阅读 冯露')
    await town.chat('wechat').says('案例 红包').says('案例 1').hears('予以停职处理')
  })
})

describe('cases of the office', () => {
  const town = eachInTown()
  const text = '乙市某医院采购人员收受供应商购物卡。\n予以撤职处分。'
  const add = (title: string, words: string) =>
    town.chat('jiwei').says(`添加案例 ${title}\n${words}`).hears('【案例预览】').says('保存').hears('已存入案例库')

  it('are previewed, saved, and seen by the office alone', async () => {
    await town
      .chat('jiwei')
      .says(`添加案例 采购红包案例\n${text}`)
      .hears('【案例预览】采购红包案例')
      .hears('不发给任何人')
      .says('好的')
      .hears('案例还没有保存。要保存请回复“保存”')
      .says('范围 内科')
      .hears('不用设范围')
      .says('保存')
      .hears('已存入案例库：“采购红包案例”')
      .says('案例 购物卡')
      .hears('采购红包案例（案例库，2026年11月收入）')
      .says('操作记录')
      .hears('添加案例')
    await town.chat('yan').says('案例 购物卡').hears('没有在发给您的学习材料里找到')
    await town.chat('yan').says('添加案例 甲\n乙').hears('由纪委办、监察室、行风办使用')
  })

  it('are collected in parts, with the first line as title, or asked for one', async () => {
    await town
      .chat('jiwei')
      .says('添加案例')
      .hears('请发案例的全文')
      .says('采购人员受贿案')
      .says(text)
      .says('完')
      .hears('【案例预览】采购人员受贿案')
      .taps('保存')
      .hears('已存入案例库：“采购人员受贿案”')
    await town
      .chat('jiwei')
      .says('新增案例 采购案')
      .hears('请发案例的全文')
      .says(text)
      .says('完')
      .hears('【案例预览】采购案')
      .says('取消')
      .hears('已取消，案例没有保存')
  })

  it('go out with the next notice, and are then read by who was asked', async () => {
    await add('采购红包案例', text)
    await town
      .chat('jiwei')
      .says(`发布学习\n${prescriptions}`)
      .hears('1 份附件材料')
      .says('附上 采购红包案例')
      .hears('2 份附件材料')
      .hears('材料2：采购红包案例（附上的案例）')
      .says('附上 采购红包案例')
      .hears('已经附上')
      .says('去掉案例 采购')
      .hears('1 份附件材料')
      .says('案例 购物卡')
      .hears('1. 采购红包案例')
      .says('附案例 1')
      .hears('材料2：采购红包案例')
      .says('发布')
      .hears('已发布')
    await town.chat('yan').says('案例 购物卡').hears('1. 采购红包案例（《党风廉政学习通知（2026年10月）》）')
    await town
      .chat('jiwei')
      .says('删除案例 采购')
      .hears('已从案例库删除“采购红包案例”')
      .says('案例库')
      .hears('案例库还是空的')
    await town.chat('yan').says('案例 购物卡').hears('采购红包案例')
  })

  it('ask which, say what is missing, and never go out once deleted', async () => {
    await add('采购红包案例', text)
    town.clock.add(60_000)
    await add('诊疗红包案例', `${text}之二`)
    await town
      .chat('jiwei')
      .says(`发布学习\n${prescriptions}`)
      .says('附上 红包案例')
      .hears('没有附上，不知道是哪一份')
      .hears('2. 采购红包案例')
      .says('附案例 2')
      .hears('材料2：采购红包案例')
      .says('附上 量子')
      .hears('都没有“量子”')
      .says('附案例 9')
      .hears('没有这个序号')
      .says('删除案例 采购')
      .hears('已从案例库删除')
      .says('发布')
      .hears('附上的案例有 1 份已被删除或撤回')
      .hears('1 份附件材料')
      .says('发布')
      .hears('已发布')
  })

  it('of earlier notices may go out again', async () => {
    await publish(town, redPackets)
    town.clock.add(60_000)
    await town
      .chat('jiwei')
      .says(`发布学习\n${prescriptions}`)
      .says('附上 三名医生')
      .hears('材料2：三名医生收受患者红包问题的通报')
      .says('发布')
      .hears('已发布')
  })

  it('belong to their unit', async () => {
    await publish(town, noticeWith(11, '护理案例', '护理人员倒卖号源。'), '护理部')
    await town.chat('zheng').says('案例 号源').hears('护理案例')
  })
})
