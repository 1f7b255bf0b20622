import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBot, passiveXml, sealedReply, tag, type TestBot } from './bot.ts'
import { buttonCard, type Local, noticeCard, openLocal } from './client.ts'
import { png } from './smart-bot.ts'

describe('callbacks', () => {
  let local: Local
  let bot: TestBot
  let corp: string
  beforeEach(async () => {
    local = await openLocal({ switches: { repeatAfter: 5 } })
    bot = await openBot(local.sandbox)
    corp = local.sandbox.env['WECOM_CORP_ID'] ?? ''
  })
  afterEach(async () => {
    await bot.close()
    await local.close()
  })
  const seenBy = (userid: string) => local.sandbox.messages(userid).map(({ content }) => content)
  const reply = (type: string, inside: string, to = 'zhangwei') => passiveXml(to, corp, type, inside)

  it('brings what a member says, signed and encrypted for this corp', async () => {
    const message = await local.sandbox.say('LiNei', '帮助 ]]> <&> 㛃')
    expect(message).toMatchObject({ from: 'me', chat: 'app', delivery: 'taken' })
    const [heard] = bot.heard
    expect(heard).toMatchObject({ signed: true, receiveId: corp })
    expect(tag(heard?.body ?? '', 'ToUserName')).toBe(corp)
    expect(tag(heard?.body ?? '', 'AgentID')).toBe(String(local.agentid))
    const xml = heard?.xml ?? ''
    expect(xml).toContain('<Content><![CDATA[帮助 ]]]]><![CDATA[> <&> 㛃]]></Content>')
    expect(tag(xml, 'FromUserName')).toBe('LiNei')
    expect(tag(xml, 'CreateTime')).toBe(String(local.clock.now() / 1000))
    expect(tag(xml, 'MsgType')).toBe('text')
    expect(BigInt(tag(xml, 'MsgId'))).toBeGreaterThan(2n ** 53n)
    expect(BigInt(tag(xml, 'MsgId'))).toBeLessThan(2n ** 63n)
  })

  it('brings pictures and voices, which the bot can fetch, but no files', async () => {
    const file = { name: 'a.png', bytes: png, chat: 'app', picture: true }
    expect(await local.sandbox.sendFile('zhangwei', file)).toMatchObject({
      content: { type: 'image' },
      delivery: 'taken',
    })
    await local.sandbox.say('zhangwei', '已学习', 'app', { voice: true })
    const [picture = '', voice = ''] = bot.heard.map(({ xml }) => xml)
    expect(tag(picture, 'MsgType')).toBe('image')
    const bytesAt = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer())
    expect((await bytesAt(tag(picture, 'PicUrl'))).equals(png)).toBe(true)
    const media = new URL('/cgi-bin/media/get', local.sandbox.url)
    media.searchParams.set('access_token', await local.client.login())
    media.searchParams.set('media_id', tag(picture, 'MediaId'))
    expect((await bytesAt(media.href)).equals(png)).toBe(true)
    expect([tag(voice, 'MsgType'), tag(voice, 'Format')]).toEqual(['voice', 'amr'])
    expect(voice).not.toContain('已学习')
    media.searchParams.set('media_id', tag(voice, 'MediaId'))
    expect((await bytesAt(media.href)).subarray(0, 5).toString()).toBe('#!AMR')
    await expect(local.sandbox.sendFile('zhangwei', { ...file, picture: false })).rejects.toThrow('智能机器人')
    await expect(local.sandbox.say('zhangwei', '看', 'app', { quote: 'x' })).rejects.toThrow('不能引用')
    expect(bot.heard).toHaveLength(2)
  })

  it('pads to 32 with a fresh beginning each time', async () => {
    await local.sandbox.say('zhangwei', '一')
    await local.sandbox.say('zhangwei', '一')
    const sealed = bot.heard.map(({ body }) => tag(body, 'Encrypt'))
    expect(sealed.map(one => Buffer.from(one, 'base64').length % 32)).toEqual([0, 0])
    expect(sealed[0]?.slice(0, 20)).not.toBe(sealed[1]?.slice(0, 20))
    expect(new Set(bot.heard.map(({ xml }) => tag(xml, 'MsgId'))).size).toBe(2)
  })

  it('brings the press of a button with what is needed to change the card', async () => {
    await local.client.send(buttonCard({ task_id: 'task-42' }))
    await local.sandbox.press('zhangwei', local.sandbox.messages('zhangwei')[0]?.id ?? '', 'done:1')
    const xml = bot.heard[0]?.xml ?? ''
    const names = ['MsgType', 'Event', 'EventKey', 'TaskId', 'CardType', 'FromUserName']
    expect(names.map(name => tag(xml, name))).toEqual([
      'event',
      'template_card_event',
      'done:1',
      'task-42',
      'button_interaction',
      'zhangwei',
    ])
    expect(tag(xml, 'ResponseCode')).not.toBe('')
    expect(xml).not.toContain('MsgId')
  })

  it('brings what is chosen in a vote, and an entry of the menu as another event', async () => {
    const option_list = [
      { id: 'a', text: '甲', is_checked: true },
      { id: 'b', text: '乙', is_checked: false },
    ]
    await local.client.send(
      buttonCard({
        card_type: 'vote_interaction',
        button_list: undefined,
        checkbox: { question_key: 'q1', option_list },
        submit_button: { text: '提交', key: 'submit' },
      }),
    )
    const menu = { task_id: 'menu', action_menu: { action_list: [{ text: '不再提醒', key: 'mute' }] } }
    await local.client.send(noticeCard(menu))
    const [vote, notice] = local.sandbox.messages('zhangwei')
    await local.sandbox.press('zhangwei', vote?.id ?? '', 'submit')
    expect(bot.heard[0]?.xml).toContain(
      '<SelectedItems><SelectedItem><QuestionKey><![CDATA[q1]]></QuestionKey>' +
        '<OptionIds><OptionId><![CDATA[a]]></OptionId></OptionIds></SelectedItem></SelectedItems>',
    )
    await local.sandbox.press('zhangwei', notice?.id ?? '', 'mute')
    expect(tag(bot.heard[1]?.xml ?? '', 'Event')).toBe('template_card_menu_event')
  })

  it('is made again three times, byte for byte, after a cut connection', async () => {
    const cut = (response: { destroy: () => unknown }) => void response.destroy()
    bot.replies(cut, cut, cut)
    expect((await local.sandbox.say('zhangwei', '一')).delivery).toBe('taken')
    expect(bot.heard).toHaveLength(4)
    expect(new Set(bot.heard.map(({ query, body }) => query + body)).size).toBe(1)
    bot.replies(cut, cut, cut, cut)
    expect((await local.sandbox.say('zhangwei', '二')).delivery).toBe('failed')
    expect(bot.heard).toHaveLength(8)
  })

  it('is made again after another status, unless a switch says otherwise', async () => {
    bot.replies(503)
    expect((await local.sandbox.say('zhangwei', '一')).delivery).toBe('taken')
    expect(bot.heard).toHaveLength(2)
    local.sandbox.switches.repeatOnStatus = false
    bot.replies(503)
    expect((await local.sandbox.say('zhangwei', '二')).delivery).toBe('failed')
    expect(bot.heard).toHaveLength(3)
  })

  it('cuts the connection after 5 seconds', async () => {
    bot.replies(() => undefined)
    const started = performance.now()
    expect((await local.sandbox.say('zhangwei', '一')).delivery).toBe('taken')
    expect(performance.now() - started).toBeGreaterThan(4900)
    expect(bot.heard).toHaveLength(2)
  })

  it('counts no time in which it waits for others', async () => {
    bot.replies(...Array.from({ length: 128 }, () => () => undefined))
    const slow = Array.from({ length: 128 }, () => local.sandbox.say('zhao', '慢'))
    const quick = await local.sandbox.say('zhangwei', '快')
    expect(quick.delivery).toBe('taken')
    expect(bot.heard.filter(({ xml }) => tag(xml, 'FromUserName') === 'zhangwei')).toHaveLength(1)
    await Promise.all(slow)
  }, 90_000)

  it('goes nowhere where no callback is known', async () => {
    const alone = await openLocal()
    expect((await alone.sandbox.say('zhangwei', '一')).delivery).toBe('failed')
    await alone.close()
  })

  it('carries a text back, which is shown', async () => {
    bot.replies(reply('text', '<Content><![CDATA[您好]]></Content>'))
    await local.sandbox.say('zhangwei', '一')
    expect(seenBy('zhangwei')).toEqual([
      { type: 'text', text: '一' },
      { type: 'text', text: '您好' },
    ])
    expect(local.sandbox.ledger()).toMatchObject([{ userid: 'zhangwei', by: 'passive' }])
    expect(local.sandbox.findings()).toEqual([])
  })

  it('carries articles and media back', async () => {
    const media = await local.client.upload('a.png', Buffer.from('\x89PNG picture', 'latin1'), { type: 'image' })
    const item = '<item><Title>通报</Title><Description>一则</Description><Url>https://lz.example.org/n</Url></item>'
    bot.replies(
      reply('news', `<ArticleCount>1</ArticleCount><Articles>${item}</Articles>`),
      reply('image', `<Image><MediaId><![CDATA[${String(media['media_id'])}]]></MediaId></Image>`),
    )
    await local.sandbox.say('zhangwei', '一')
    await local.sandbox.say('zhangwei', '二')
    expect(seenBy('zhangwei').filter(({ type }) => type !== 'text')).toMatchObject([
      { type: 'textcard', title: '通报', url: 'https://lz.example.org/n' },
      { type: 'image' },
    ])
  })

  it('greys or replaces the card of the presser', async () => {
    const card =
      '<TemplateCard><CardType>text_notice</CardType><MainTitle><Title>已处理</Title></MainTitle>' +
      '<CardAction><Type>1</Type><Url>https://lz.example.org/n</Url></CardAction>' +
      '<HorizontalContentList><KeyName>时间</KeyName><Value>9:07</Value></HorizontalContentList></TemplateCard>'
    await local.client.send(buttonCard(), { touser: 'zhangwei|zhao' })
    const [{ id } = { id: '' }] = local.sandbox.messages('zhangwei')
    bot.replies(
      reply('update_button', '<Button><ReplaceName><![CDATA[已确认]]></ReplaceName></Button>'),
      reply('update_template_card', card, 'zhao'),
    )
    await local.sandbox.press('zhangwei', id, 'done:1')
    await local.sandbox.press('zhao', id, 'done:1')
    expect(seenBy('zhangwei')).toMatchObject([{ replaced: '已确认' }])
    expect(seenBy('zhao')).toMatchObject([
      { cardType: 'text_notice', title: '已处理', lines: [{ name: '时间', value: '9:07' }] },
    ])
    expect(local.sandbox.findings()).toEqual([])
  })

  it('drops an answer that WeCom would not take, and notes why', async () => {
    const [token = '', key = ''] = ['WECOM_TOKEN', 'WECOM_ENCODING_AES_KEY'].map(name => local.sandbox.env[name] ?? '')
    const inner = reply('text', '<Content><![CDATA[您好]]></Content>')
    bot.replies(
      { raw: 'success' },
      { raw: sealedReply(inner, { token, key, corp, signature: '0'.repeat(40) }) },
      { raw: sealedReply(inner, { token, key, corp: 'wwother' }) },
      reply('text', '<Content><![CDATA[您好]]></Content>', 'zhao'),
      passiveXml('zhangwei', 'wwother', 'text', '<Content>您好</Content>'),
      reply('shout', ''),
    )
    for (let i = 0; i < 6; i++) await local.sandbox.say('zhangwei', `${i}`)
    expect(seenBy('zhangwei')).toHaveLength(6)
    expect(local.sandbox.findings()).toEqual([
      'passive: neither empty nor an encrypted answer',
      'passive: the signature differs',
      'passive: encrypted for another receiver',
      'passive: ToUserName is not who was answered',
      'passive: FromUserName is not the corp',
      'passive: unknown MsgType shout',
    ])
  })

  it('drops a text in answer to a press: no page lists it', async () => {
    await local.client.send(buttonCard())
    bot.replies(reply('text', '<Content><![CDATA[好]]></Content>'))
    await local.sandbox.press('zhangwei', local.sandbox.messages('zhangwei')[0]?.id ?? '', 'done:1')
    expect(seenBy('zhangwei')).toHaveLength(1)
    expect(local.sandbox.findings()).toEqual(["passive: text to the press of a card's button"])
  })

  it('makes the last one once more, whose answer is shown once', async () => {
    const answer = reply('text', '<Content><![CDATA[您好]]></Content>')
    bot.replies(answer, answer)
    await local.sandbox.say('zhangwei', '一')
    expect(await local.sandbox.repeatLast('zhangwei')).toBe(200)
    expect(bot.heard[1]).toEqual(bot.heard[0])
    expect(seenBy('zhangwei')).toHaveLength(2)
    await expect(local.sandbox.repeatLast('zhao')).rejects.toThrow()
  })

  it('brings nothing of those who have no client, and nothing said in groups', async () => {
    await expect(local.sandbox.say('wu', '你好')).rejects.toThrow('尚未激活')
    const said = await local.sandbox.say('zhangwei', '大家好', 'group:group-key-xinnei')
    expect(said.delivery).toBeNull()
    expect(bot.heard).toEqual([])
    expect(local.sandbox.messages('zhangwei', 'group:group-key-xinnei')).toHaveLength(1)
  })
})
