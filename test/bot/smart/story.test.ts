import { describe, it } from 'vitest'
import { novemberNotice } from '../../notices.ts'
import { eachInTown } from '../../town.ts'

const group = 'group:group-key-xinnei'

describe('the month in the single chat with the smart bot', () => {
  const town = eachInTown()
  const bot = (userid: string) => town.chat(userid, 'bot')

  it('goes from the notice to the numbers, and its answers are answers', async () => {
    await bot('jiwei').says(`发布学习\n${novemberNotice}`).hears('发布')
    await bot('jiwei').says('发布').hears('已发布')
    await bot('zhangwei').says('待办').hears('2026年11月')
    await bot('zhangwei').says('已学习').hears('已记录')
    await bot('wangxin').says('进度').hears('应学 3 人，已确认 1 人，未确认 2 人')
  })

  it('group', async () => {
    await town.chat('jiwei', 'bot').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')
    await town.chat('wangxin', group).says('@清风 绑定').hears('已绑定心内科的群')
    await town.chat('zhangwei', group).says('@清风 已学习').hears('已记录。')
    await town.chat('wangxin', group).says('@清风 进度').hears('应学 3 人')
    await town.chat('zhao', group).says('@清风 待办').hears('已在')
  })
})
