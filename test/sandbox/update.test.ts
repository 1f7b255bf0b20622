import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBot, tag, type TestBot } from './bot.ts'
import { buttonCard, type Local, noticeCard, openLocal, text } from './client.ts'

describe('changing what was sent', () => {
  let local: Local
  let bot: TestBot
  beforeEach(async () => {
    local = await openLocal()
    bot = await openBot(local.sandbox)
  })
  afterEach(async () => {
    await bot.close()
    await local.close()
  })
  const update = (response_code: unknown, more: object = {}) =>
    local.client.call('message/update_template_card', {
      body: { agentid: local.agentid, response_code, button: { replace_name: '已确认' }, ...more },
    })
  const replacedFor = (userid: string) => {
    const content = local.sandbox.messages(userid)[0]?.content
    return content?.type === 'card' ? content.replaced : undefined
  }
  const pressCode = async (userid: string) => {
    const id = local.sandbox.messages(userid)[0]?.id ?? ''
    await local.sandbox.press(userid, id, 'done:1')
    return tag(bot.heard.at(-1)?.xml ?? '', 'ResponseCode')
  }

  it('greys the cards of those named who got one, with the code of sending, once', async () => {
    const sent = await local.client.send(buttonCard(), { touser: 'zhangwei|zhao|yan' })
    const answer = await update(sent['response_code'], { userids: ['ZhangWei', 'zhouwai'] })
    expect(answer).toMatchObject({ errcode: 0, invaliduser: ['zhouwai'] })
    expect(['zhangwei', 'zhao'].map(replacedFor)).toEqual(['已确认', null])
    expect((await update(sent['response_code'], { userids: ['zhao'] })).errcode).toBe(60140)
    expect(local.sandbox.ledger().at(-1)).toMatchObject({ userid: 'zhangwei', by: 'update_template_card' })
  })

  it('greys the cards of all who got one', async () => {
    const sent = await local.client.send(buttonCard(), { touser: 'zhangwei|zhao' })
    expect((await update(sent['response_code'], { atall: 1 })).errcode).toBe(0)
    expect(['zhangwei', 'zhao'].map(replacedFor)).toEqual(['已确认', '已确认'])
  })

  it('greys with the code of a press the card of the presser alone', async () => {
    await local.client.send(buttonCard(), { touser: 'zhangwei|zhao' })
    const code = await pressCode('zhangwei')
    expect(await update(code, { userids: ['zhangwei', 'zhao'] })).toMatchObject({ errcode: 0, invaliduser: ['zhao'] })
    expect(['zhangwei', 'zhao'].map(replacedFor)).toEqual(['已确认', null])
    expect((await update(await pressCode('zhao'), { userids: ['zhangwei'] })).errcode).toBe(82102)
  })

  it('gives each press a code of its own', async () => {
    await local.client.send(buttonCard())
    const codes = [await pressCode('zhangwei'), await pressCode('zhangwei')]
    expect(new Set(codes).size).toBe(2)
    for (const code of codes) expect((await update(code, { userids: ['zhangwei'] })).errcode).toBe(0)
  })

  it('takes a code for 72 hours', async () => {
    const sent = await local.client.send(buttonCard())
    const other = await local.client.send(buttonCard())
    local.clock.add(72 * 3_600_000 - 1)
    await local.client.login()
    expect((await update(sent['response_code'], { atall: 1 })).errcode).toBe(0)
    local.clock.add(1)
    expect((await update(other['response_code'], { atall: 1 })).errcode).toBe(60140)
    expect((await update('unknown', { atall: 1 })).errcode).toBe(60140)
  })

  it('gives a code only for cards that can be changed', async () => {
    expect(await local.client.send(noticeCard())).not.toHaveProperty('response_code')
    expect(await local.client.send(text('你好'))).not.toHaveProperty('response_code')
    const menu = { task_id: 'menu', action_menu: { action_list: [{ text: '不再提醒', key: 'mute' }] } }
    const sent = await local.client.send(noticeCard(menu))
    expect((await update(sent['response_code'], { atall: 1 })).errcode).toBe(42017)
  })

  it('puts another card in the place of one', async () => {
    const sent = await local.client.send(buttonCard())
    const template_card = {
      card_type: 'button_interaction',
      main_title: { title: '已确认' },
      button_list: [{ text: '查看', key: 'look' }],
      replace_text: '完成',
    }
    const body = { atall: 1, button: undefined, template_card }
    expect((await update(sent['response_code'], body)).errcode).toBe(0)
    expect(local.sandbox.messages('zhangwei')[0]?.content).toMatchObject({ title: '已确认', replaced: '完成' })
    expect(local.sandbox.findings()).toEqual([])
  })

  it('refuses what says too little or too much', async () => {
    const sent = await local.client.send(buttonCard())
    const code = sent['response_code']
    expect((await update(code)).errcode).toBe(82101)
    expect((await update(code, { userids: 'zhangwei' })).errcode).toBe(40035)
    expect((await update(code, { userids: Array.from({ length: 1001 }, (_, i) => `u${i}`) })).errcode).toBe(40035)
    expect((await update(code, { atall: 1, button: undefined })).errcode).toBe(40058)
    expect((await update(code, { atall: 1, button: {} })).errcode).toBe(42020)
    expect((await update(code, { atall: 1, agentid: 7 })).errcode).toBe(301002)
    expect((await update(code, { atall: 1, button: undefined, template_card: { card_type: 'no' } })).errcode).toBe(
      42031,
    )
    expect((await update(code, { atall: 1, colour: 'red' })).errcode).toBe(0)
    expect(local.sandbox.findings()).toEqual(['message/update_template_card: unknown field colour'])
  })

  it('changes nothing for a reader in WeChat, and says nothing of it', async () => {
    const sent = await local.client.send(buttonCard(), { touser: 'wechat' })
    expect(await update(sent['response_code'], { userids: ['wechat'] })).toMatchObject({ errcode: 0, invaliduser: [] })
    expect(local.sandbox.messages('wechat')[0]?.content).toEqual({ type: 'hidden', what: 'template_card' })
    expect(local.sandbox.ledger()).toHaveLength(1)
  })

  it('recalls within 24 hours, but not in WeChat', async () => {
    const recall = async (msgid: unknown) => (await local.client.call('message/recall', { body: { msgid } })).errcode
    const first = await local.client.send(text('一'), { touser: 'zhangwei|wechat' })
    const second = await local.client.send(text('二'))
    expect(await recall(first['msgid'])).toBe(0)
    expect(local.sandbox.messages('zhangwei').map(({ recalled }) => recalled)).toEqual([true, false])
    expect(local.sandbox.messages('wechat')[0]?.recalled).toBe(false)
    expect(local.sandbox.ledger().at(-1)).toMatchObject({ userid: 'zhangwei', by: 'recall' })
    local.clock.add(24 * 3_600_000)
    await local.client.login()
    expect(await recall(second['msgid'])).toBe(42052)
    expect(await recall('unknown')).toBe(40058)
    expect(await recall('')).toBe(40063)
  })

  it('lets nobody press what is greyed, recalled or not theirs', async () => {
    const sent = await local.client.send(buttonCard())
    const id = String(sent['msgid'])
    await expect(local.sandbox.press('zhao', id, 'done:1')).rejects.toThrow('没有这张卡片')
    await expect(local.sandbox.press('zhangwei', id, 'other')).rejects.toThrow('没有这个按钮')
    await update(sent['response_code'], { atall: 1 })
    await expect(local.sandbox.press('zhangwei', id, 'done:1')).rejects.toThrow('按钮不能再按')
    expect(bot.heard).toEqual([])
  })
})
