import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eachInTown } from '../../town.ts'

describe('the chat', () => {
  const town = eachInTown()

  it('lists to everybody what they can say, and no more', async () => {
    await town
      .chat('yan')
      .says('帮助')
      .hears('“已学习”')
      .hears(/^(?!.*发布学习)/s)
    await town
      .chat('sunhu')
      .says('帮助')
      .hears('“催办”')
      .hears(/^(?!.*发布学习)/s)
    await town.chat('jiwei').says('帮助').hears('“发布学习”')
  })

  it('says once what is processed and why, inside the first answer', async () => {
    await town.chat('yan').says('待办').hears('目前没有待办事项').hears('个人信息说明')
    await town
      .chat('yan')
      .says('待办')
      .hears(/^(?!.*个人信息说明)/s)
  })

  it('answers whatever it does not understand with a way on', async () => {
    await town.chat('yan').says('今天食堂吃什么').hears('没听明白这句话，没有保存').hears('帮助')
    await town.chat('yan').says('　').hears('帮助')
  })

  it('keeps nothing of what reads like a report, and says where it belongs', async () => {
    await town.chat('yan').says('我要举报有人收红包').hears('内容没有保存').hears('举报电话')
    const answers = await readFile(join(town.folder, 'journal-00000001.jsonl'), 'utf8')
    expect(answers).not.toContain('红包')
  })

  it('hears words as people type them', async () => {
    for (const words of ['帮助。', ' 帮助 ', '帮助！', '@清风 帮助'])
      await town.chat('yan').says(words).hears('您可以直接说')
  })

  it('answers a repeated callback like the first, without a second effect', async () => {
    await town.chat('yan').says('待办').hears('待办')
    expect(await town.sandbox.repeatLast('yan')).toBe(200)
  })

  it('logs neither names nor texts nor secrets', async () => {
    await town.chat('yan').says('今天食堂吃什么')
    const log = town.logs.join('')
    for (const secret of [
      '鄢㛃',
      '食堂',
      town.sandbox.env['WECOM_SECRET'] ?? '-',
      town.sandbox.env['WECOM_TOKEN'] ?? '-',
    ]) {
      expect(log).not.toContain(secret)
    }
  })
})
