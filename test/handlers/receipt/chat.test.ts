import { describe, expect, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { eachInTown } from '../../town.ts'

describe('我的记录', () => {
  const town = eachInTown()
  const publish = () => town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')

  it('shows one’s own confirmations with receipts, and one card to the page', async () => {
    await publish()
    await town.chat('yan').says('我的记录').hears('还没有确认记录').hears('姓名 鄢㛃')
    await town
      .chat('yan')
      .says('已学习')
      .hears(/回执 2611-[0-9A-F]{8}/)
    await town
      .chat('yan')
      .says('我的记录')
      .hears(
        /《党风廉政及行风教育学习通知（2026年11月）》：11月12日 09:07 确认已学习，聊天回复，回执 2611-[0-9A-F]{8}（已存证）/,
      )
      .hears('/h5/records')
      .says('我学了吗')
      .hears('确认已学习')
    await town.chat('zhangwei').says('我的记录').hears('还没有确认记录')
  })

  it('hands out everything as a download, and leads to the check of a code', async () => {
    await town
      .chat('yan')
      .says('我的记录 全部')
      .hears('/api/records/all.txt')
      .says('导出我的资料')
      .hears('/api/records/all.txt')
      .says('回执 2611-9f3a2c01')
      .hears('/h5/receipts/2611-9F3A2C01')
  })

  it('shows that somebody else counted me, as that', async () => {
    await publish()
    await town.bot.catchUp()
    await town.chat('wangxin').says('集中学习 今天上午，王新主持，心内科应到3实到3').says('确认')
    await town.chat('zhangwei').says('我的记录').hears('登记参加集中学习，由王新登记')
    expect(town.sandbox.findings()).toEqual([])
  })
})

describe('我的记录 without pages', () => {
  const town = eachInTown({ env: { PUBLIC_URL: '' } })
  it('hands out everything as a file', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')
    await town.chat('yan').says('已学习')
    await town
      .chat('yan')
      .says('我的记录')
      .hears('（已存证）')
      .says('我的记录 全部')
      .hears('我的记录.txt')
      .says('回执 2611-9F3A2C01')
      .hears('没有开通网页')
  })
})
