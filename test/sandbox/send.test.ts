import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonCard, largeHospital, type Local, noticeCard, openLocal, text } from './client.ts'

describe('message/send', () => {
  let local: Local
  beforeEach(async () => {
    local = await openLocal()
  })
  afterEach(() => local.close())
  const codeOf = async (message: object, more: object = {}) => (await local.client.send(message, more)).errcode
  const seenBy = (userid: string) => local.sandbox.messages(userid).map(({ content }) => content)
  const textcard = { title: '周报', description: '请填写', url: 'https://lz.example.org/w', btntxt: '打开' }

  it('shows each kind of message as it is', async () => {
    expect(await local.client.send(text('你好'))).toMatchObject({ errcode: 0, errmsg: 'ok' })
    await local.client.send({ msgtype: 'markdown', markdown: { content: '**到期**' } })
    await local.client.send({ msgtype: 'textcard', textcard })
    await local.client.send({
      msgtype: 'news',
      news: { articles: [{ title: '通报', description: '一则', url: 'https://lz.example.org/n' }] },
    })
    await local.client.send(noticeCard())
    expect(seenBy('zhangwei')).toMatchObject([
      { type: 'text', text: '你好' },
      { type: 'markdown', text: '**到期**' },
      { type: 'textcard', title: '周报', description: '请填写', url: 'https://lz.example.org/w', button: '打开' },
      { type: 'textcard', title: '通报', url: 'https://lz.example.org/n' },
      { type: 'card', cardType: 'text_notice', title: '十一月学习', url: 'https://lz.example.org/h5/1' },
    ])
    expect(local.sandbox.findings()).toEqual([])
  })

  it('takes userids without case, departments with everything under them, and everybody', async () => {
    await local.client.send(text('一'), { touser: 'ZHANGWEI|linei|zhangwei' })
    expect(seenBy('zhangwei')).toHaveLength(1)
    expect(seenBy('LiNei')).toHaveLength(1)
    await local.client.send(text('二'), { touser: '', toparty: '2' })
    expect(['LiNei', 'wangxin', 'yan'].map(userid => seenBy(userid).length)).toEqual([2, 1, 1])
    expect(seenBy('zhouwai')).toEqual([])
    await local.client.send(text('三'), { touser: '@all', toparty: '77' })
    expect(seenBy('zhouwai')).toHaveLength(1)
    expect(seenBy('jiwei2')).toHaveLength(1)
  })

  it('names in lower case whom it could not reach, and refuses where nobody is left', async () => {
    local.sandbox.changePlan(plan => {
      const person = plan.people.find(({ userid }) => userid === 'zhao')
      if (person) person.outside = true
      const left = plan.people.find(({ userid }) => userid === 'yan')
      if (left) left.status = 5
    })
    const answer = await local.client.send(text('你好'), {
      touser: 'zhangwei|Nobody|zhao|yan',
      toparty: '77',
      totag: '5',
    })
    expect(answer).toMatchObject({ errcode: 0, invaliduser: 'nobody|zhao|yan', invalidparty: '77', invalidtag: '5' })
    expect(await codeOf(text('你好'), { touser: 'nobody|zhao' })).toBe(81013)
    expect(await codeOf(text('你好'), { touser: '' })).toBe(82001)
    expect(seenBy('zhao')).toEqual([])
  })

  it('takes a message for somebody who has not activated, and shows it to nobody', async () => {
    expect(await local.client.send(text('你好'), { touser: 'wu' })).toMatchObject({ errcode: 0, invaliduser: '' })
    expect(seenBy('wu')).toEqual([])
    expect(local.sandbox.ledger()).toEqual([])
  })

  it('takes at most 1000 people, 100 departments and 100 tags', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => `u${i}`).join('|')
    expect(await codeOf(text('你好'), { touser: many(1001) })).toBe(40032)
    expect(await codeOf(text('你好'), { touser: '', toparty: many(101) })).toBe(82002)
    expect(await codeOf(text('你好'), { touser: '', totag: many(101) })).toBe(82003)
  })

  it('reaches a thousand people with one call', async () => {
    const large = await openLocal({ plan: largeHospital(5000) })
    const touser = Array.from({ length: 1000 }, (_, i) => `s${i}`).join('|')
    expect((await large.client.send(buttonCard(), { touser })).errcode).toBe(0)
    expect(large.sandbox.ledger()).toHaveLength(1000)
    expect(large.sandbox.messages('s999')).toHaveLength(1)
    await large.close()
  })

  it('cuts a text beyond 2048 bytes without a word, and notes it', async () => {
    expect(await codeOf(text('学'.repeat(683)))).toBe(0)
    expect(seenBy('zhangwei')).toEqual([{ type: 'text', text: '学'.repeat(682) }])
    expect(local.sandbox.findings()).toEqual(['message/send: text.content is cut after 2048 bytes'])
  })

  it('refuses what is empty, too long or of no documented kind', async () => {
    expect(await codeOf(text(''))).toBe(44004)
    expect(await codeOf({ msgtype: 'markdown', markdown: { content: '学'.repeat(683) } })).toBe(45002)
    expect(await codeOf({ msgtype: 'shout' })).toBe(40008)
    expect(await codeOf({})).toBe(40008)
    const card = (over: object) => codeOf({ msgtype: 'textcard', textcard: { ...textcard, ...over } })
    expect(await card({ title: '' })).toBe(41016)
    expect(await card({ description: '' })).toBe(41033)
    expect(await card({ url: '' })).toBe(40063)
    expect(await card({ url: 'lz.example.org' })).toBe(45034)
    expect(await card({ url: `https://lz.example.org/${'a'.repeat(2048)}` })).toBe(40039)
    expect(await codeOf({ msgtype: 'news', news: { articles: [] } })).toBe(40063)
    const article = { title: '一', description: '', url: 'https://lz.example.org/n' }
    expect(await codeOf({ msgtype: 'news', news: { articles: Array.from({ length: 9 }, () => article) } })).toBe(45008)
    expect(await codeOf({ msgtype: 'news', news: { articles: article } })).toBe(40035)
    expect(await codeOf({ msgtype: 'text', text: '你好' })).toBe(40058)
    expect(await codeOf(text('你好'), { touser: ['zhangwei'] })).toBe(40058)
    expect(await codeOf(text('你好'), { safe: 2 })).toBe(40058)
    expect(seenBy('zhangwei')).toEqual([])
  })

  it('accepts what no page knows, and notes it once', async () => {
    for (let i = 0; i < 2; i++) {
      await local.client.send({ ...text(`你好${i}`), urgent: 1 })
      await local.client.send({ msgtype: 'textcard', textcard: { ...textcard, title: `${i}`, color: 'red' }, safe: 0 })
      await local.client.send(text(`再见${i}`), { agentid: String(local.agentid) })
    }
    await local.client.send(buttonCard({ jump_list: [], main_title: { title: '学习', bold: true } }))
    expect(seenBy('zhangwei')).toHaveLength(7)
    expect(local.sandbox.findings()).toEqual([
      'message/send: unknown field urgent',
      'message/send: unknown field textcard.color',
      'message/send: unknown field safe',
      'message/send: field agentid has the wrong type',
      'message/send: unknown field template_card.main_title.bold',
      'message/send: field jump_list is unknown for button_interaction',
    ])
  })

  it('answers the same body within the interval and shows it once', async () => {
    const repeatable = { enable_duplicate_check: 1, duplicate_check_interval: 600 }
    const card = buttonCard()
    const first = await local.client.send(card, repeatable)
    expect(first.errcode).toBe(0)
    // Also where its task_id would have been refused.
    expect(await local.client.send(card, repeatable)).toEqual(first)
    expect(seenBy('zhangwei')).toHaveLength(1)
    await local.client.send(text('你好'), repeatable)
    await local.client.send(text('你好'), repeatable)
    expect(seenBy('zhangwei')).toHaveLength(2)
    local.clock.add(600_000)
    await local.client.send(text('你好'), repeatable)
    await local.client.send(text('你好'))
    await local.client.send(text('你好'))
    expect(seenBy('zhangwei')).toHaveLength(5)
  })

  it('does not take a refused request for a repeat', async () => {
    const repeatable = { enable_duplicate_check: 1 }
    local.sandbox.switches.noCallbackConfigured = true
    const card = buttonCard()
    expect(await codeOf(card, repeatable)).toBe(43012)
    local.sandbox.switches.noCallbackConfigured = false
    expect(await codeOf(card, repeatable)).toBe(0)
    expect(await codeOf(text('你好'), { ...repeatable, duplicate_check_interval: 20_000 })).toBe(0)
    expect(local.sandbox.findings()).toEqual(['message/send: duplicate_check_interval is over 4 hours'])
  })

  it('drops what is too much for one member without a word, and notes it', async () => {
    for (let i = 0; i < 31; i++) expect(await codeOf(text(`第 ${i} 条`), { touser: 'zhangwei|zhao' })).toBe(0)
    await local.client.send(text('另一人'), { touser: 'yan' })
    expect(seenBy('zhangwei')).toHaveLength(30)
    expect(seenBy('yan')).toHaveLength(1)
    expect(local.sandbox.findings()).toEqual([
      'message/send: dropped, over 30 a minute or 1000 an hour to zhangwei',
      'message/send: dropped, over 30 a minute or 1000 an hour to zhao',
    ])
    local.clock.add(60_000)
    await local.client.send(text('再来'))
    expect(seenBy('zhangwei')).toHaveLength(31)
  })

  it('counts the person-times of a day', async () => {
    local.sandbox.changePlan(plan => plan.people.splice(2))
    const [one, two] = ['LiNei', 'wangxin']
    for (let minute = 0; minute < 7; minute++) {
      for (let i = 0; i < 29 && minute * 29 + i < 200; i++) {
        expect(await codeOf(text(`${minute}/${i}`), { touser: `${one}|${two}` })).toBe(0)
      }
      local.clock.add(60_000)
    }
    expect(await codeOf(text('超了'), { touser: one })).toBe(45009)
    local.clock.to('2026-11-13 00:01')
    await local.client.login()
    expect(await codeOf(text('新的一天'), { touser: one })).toBe(0)
  })

  it('shows a reader in WeChat texts and text cards only; the bot cannot tell', async () => {
    const to = { touser: 'wechat' }
    await local.client.send(text('你好'), to)
    await local.client.send({ msgtype: 'textcard', textcard }, to)
    await local.client.send({ msgtype: 'markdown', markdown: { content: '**到期**' } }, to)
    expect(await local.client.send(buttonCard(), to)).toMatchObject({ errcode: 0, invaliduser: '' })
    expect(seenBy('wechat')).toMatchObject([
      { type: 'text' },
      { type: 'textcard' },
      { type: 'hidden', what: 'markdown' },
      { type: 'hidden', what: 'template_card' },
    ])
    expect(local.sandbox.ledger().map(({ message }) => message.content.type)).toEqual([
      'text',
      'textcard',
      'hidden',
      'hidden',
    ])
  })

  it('enters into the ledger who saw what, in order', async () => {
    await local.client.send(text('一'), { touser: 'zhangwei|zhao' })
    local.clock.add(1000)
    await local.client.send(text('二'))
    const at = local.clock.now()
    expect(local.sandbox.ledger().map(({ at, userid, by }) => [at, userid, by])).toEqual([
      [at - 1000, 'zhangwei', 'message/send'],
      [at - 1000, 'zhao', 'message/send'],
      [at, 'zhangwei', 'message/send'],
    ])
  })
})
