import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalMessage } from '../../sandbox/wire.ts'
import { type Local, openLocal } from './client.ts'
import { botCard, openSdkBot, png, type SdkBot } from './smart-bot.ts'

/** The vendor's SDK, unmodified, against the local WeCom. */
describe('the smart bot through the vendor’s SDK', () => {
  let local: Local
  let bot: SdkBot
  beforeEach(async () => {
    local = await openLocal()
    bot = await openSdkBot(local.sandbox)
  })
  afterEach(async () => {
    expect(local.sandbox.findings()).toEqual([])
    bot.close()
    await local.close()
  })
  const words = (userid: string, chat = 'bot') =>
    local.sandbox.messages(userid, chat).map(({ content }) => ('text' in content ? content.text : content.type))
  const lastOf = (userid: string): LocalMessage => {
    const last = local.sandbox.messages(userid, 'bot').at(-1)
    if (!last) throw new Error('no message')
    return last
  }
  const blockOf = (index = -1) => bot.heard.at(index)?.body as Record<string, unknown>

  it('hears what a person says, after the chat was entered, and answers by a stream that grows', async () => {
    bot.client.on('message.text', frame => {
      void bot.client
        .replyStream(frame, 'a1', '正在查…')
        .then(() => bot.client.replyStream(frame, 'a1', '**应学 3 人**', true))
    })
    const said = await local.sandbox.say('zhangwei', '进度', 'bot')
    expect(said).toMatchObject({ from: 'me', chat: 'bot', delivery: 'taken' })
    expect(bot.kinds()).toEqual(['enter_chat', 'text'])
    expect(bot.heard[0]?.body).not.toHaveProperty('chattype')
    expect(blockOf()).toMatchObject({
      aibotid: local.sandbox.env['WECOM_BOT_ID'],
      chattype: 'single',
      from: { userid: 'zhangwei' },
      text: { content: '进度' },
    })
    expect(blockOf()).not.toHaveProperty('chatid')
    expect(local.sandbox.messages('zhangwei', 'bot').map(({ content }) => content)).toEqual([
      { type: 'text', text: '进度' },
      { type: 'markdown', text: '**应学 3 人**' },
    ])
    const ledger = local.sandbox.ledger()
    expect(ledger.map(({ by, message }) => [by, message.content])).toEqual([
      ['aibot_respond_msg', { type: 'markdown', text: '正在查…', open: true }],
      ['aibot_respond_msg', { type: 'markdown', text: '**应学 3 人**' }],
    ])
    expect(new Set(ledger.map(({ message }) => message.id)).size).toBe(1)
    expect(local.sandbox.aibot.frames().map(({ cmd, errcode, acked }) => [cmd, errcode, acked])).toEqual([
      ['aibot_respond_msg', 0, true],
      ['aibot_respond_msg', 0, true],
    ])
  })

  it('welcomes who opens the chat, once a day', async () => {
    bot.client.on('event.enter_chat', frame => {
      void bot.client.replyWelcome(frame, { msgtype: 'text', text: { content: '您好，我是清风。' } })
    })
    await local.sandbox.enter('zhangwei')
    await local.sandbox.enter('zhangwei')
    expect(words('zhangwei')).toEqual(['您好，我是清风。'])
    local.clock.to('2026-11-13 00:01')
    await local.sandbox.enter('zhangwei')
    expect(words('zhangwei')).toHaveLength(2)
    expect(local.sandbox.ledger().map(({ by }) => by)).toEqual(Array(2).fill('aibot_respond_welcome_msg'))
  })

  it('sends a card, hears its button and changes it', async () => {
    const card = botCard()
    bot.client.on('message.text', frame => void bot.client.replyTemplateCard(frame, card))
    bot.client.on('event.template_card_event', frame => {
      const changed = { ...card, main_title: { title: '已确认' } }
      void bot.client.updateTemplateCard(frame, changed)
    })
    await local.sandbox.say('zhangwei', '待办', 'bot')
    const { id, content } = lastOf('zhangwei')
    expect(content).toMatchObject({ type: 'card', title: '十一月学习', buttons: [{ text: '我已学习', key: 'done:1' }] })
    await local.sandbox.press('zhangwei', id, 'done:1')
    expect(bot.heard.at(-1)?.body).toMatchObject({
      chattype: 'single',
      from: { userid: 'zhangwei' },
      msgtype: 'event',
      event: {
        eventtype: 'template_card_event',
        template_card_event: { card_type: 'button_interaction', event_key: 'done:1', task_id: card.task_id },
      },
    })
    expect(lastOf('zhangwei')).toMatchObject({ id, content: { title: '已确认' } })
    expect(local.sandbox.ledger().map(({ by }) => by)).toEqual(['aibot_respond_msg', 'aibot_respond_update_msg'])
  })

  it('pushes to who has spoken, and is refused elsewhere', async () => {
    const push = (chatid: string) =>
      bot.client
        .sendMessage(chatid, { chat_type: 1, msgtype: 'markdown', markdown: { content: '到期提醒' } } as never)
        .then(({ errcode }) => errcode ?? -1)
        .catch((frame: { errcode?: number }) => frame.errcode ?? -1)
    expect(await push('zhangwei')).toBe(846607)
    expect(await push('nobody')).toBe(93006)
    local.sandbox.switches.botPatience = 0
    await local.sandbox.say('zhangwei', '你好', 'bot')
    expect(await push('zhangwei')).toBe(0)
    expect(await push('ZhangWei')).toBe(93006)
    expect(words('zhangwei').at(-1)).toBe('到期提醒')
  })

  it('uploads a file in parts and pictures, and sends them on', async () => {
    const bytes = randomBytes(1_300_000)
    local.sandbox.switches.botPatience = 0
    await local.sandbox.say('zhangwei', '台账', 'bot')
    const [frame] = bot.heard.slice(-1)
    if (!frame) throw new Error('nothing heard')
    const file = await bot.client.uploadMedia(bytes, { type: 'file', filename: '台账.zip' })
    await bot.client.replyMedia(frame, 'file', file.media_id)
    const { content } = lastOf('zhangwei')
    if (content.type !== 'file') throw new Error('no file')
    expect(content).toMatchObject({ name: '台账.zip', bytes: bytes.length })
    const shown = Buffer.from(await (await fetch(`${local.sandbox.url}${content.url}`)).arrayBuffer())
    expect(shown.equals(bytes)).toBe(true)

    const picture = await bot.client.uploadMedia(png, { type: 'image', filename: '进度.png' })
    await bot.client.sendMediaMessage('zhangwei', 'image', picture.media_id)
    expect(lastOf('zhangwei').content.type).toBe('image')
  })

  it('fetches and decrypts what a person sends, with its name', async () => {
    local.sandbox.switches.botPatience = 0
    const bytes = randomBytes(100_003)
    const sent = await local.sandbox.sendFile('zhangwei', { name: '关于学习的通知 (1).docx', bytes })
    expect(sent.content).toMatchObject({ type: 'file', name: '关于学习的通知 (1).docx', bytes: bytes.length })
    const { url, aeskey } = blockOf()['file'] as { url: string; aeskey: string }
    expect(url.startsWith(`${local.sandbox.url}/`)).toBe(true)
    const { buffer, filename } = await bot.client.downloadFile(url, aeskey)
    expect(filename).toBe('关于学习的通知 (1).docx')
    expect(buffer.equals(bytes)).toBe(true)
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).includes(bytes.subarray(0, 64))).toBe(false)
    local.clock.add(5 * 60_000 + 1)
    expect((await fetch(url)).status).toBe(403)

    await local.sandbox.sendFile('zhangwei', { name: 'a.png', bytes: png, picture: true })
    const image = blockOf()['image'] as { url: string; aeskey: string }
    expect((await bot.client.downloadFile(image.url, image.aeskey)).buffer.equals(png)).toBe(true)
    expect(image.aeskey).not.toBe(aeskey)
  })

  it('hears a voice as recognised words', async () => {
    local.sandbox.switches.botPatience = 0
    await local.sandbox.say('zhangwei', '已学习', 'bot', { voice: true })
    expect(blockOf()).toMatchObject({ msgtype: 'voice', voice: { content: '已学习' } })
  })

  it('hears of a group only what mentions it, and quoted files', async () => {
    const group = 'group:group-key-xinnei'
    local.sandbox.switches.botPatience = 0
    const file = await local.sandbox.sendFile('zhangwei', { name: '名单.txt', bytes: Buffer.from('张三'), chat: group })
    expect(file.delivery).toBe(null)
    await local.sandbox.say('zhangwei', '大家看一下', group)
    await local.sandbox.say('zhao', '已学习', group, { voice: true })
    expect(bot.heard).toEqual([])
    bot.client.on('message.text', frame => void bot.client.replyStream(frame, 'g', '已记录。', true))
    local.sandbox.switches.botPatience = 5000
    await local.sandbox.say('zhao', '请看 @清风 发布学习', group, { quote: file.id })
    expect(blockOf()).toMatchObject({
      chattype: 'group',
      chatid: local.sandbox.aibot.idOf({ group: 'group-key-xinnei' }),
      from: { userid: 'zhao' },
      text: { content: '请看 @清风 发布学习' },
      quote: { msgtype: 'file' },
    })
    const quoted = (blockOf()['quote'] as { file: { url: string; aeskey: string } }).file
    expect((await bot.client.downloadFile(quoted.url, quoted.aeskey)).buffer.toString()).toBe('张三')

    const seen = (userid: string) =>
      local.sandbox.messages(userid, group).map(({ from, author, content }) => [from, author, content.type])
    expect(seen('zhangwei')).toEqual([
      ['me', undefined, 'file'],
      ['me', undefined, 'text'],
      ['member', '赵敏', 'voice'],
      ['member', '赵敏', 'text'],
      ['bot', '清风', 'markdown'],
    ])
    expect(seen('wangxin')[0]).toEqual(['member', '张伟', 'file'])
    expect(local.sandbox.messages('zhao', group).at(-1)?.quote?.words).toBe('请看 @清风 发布学习')
    expect(local.sandbox.messages('LiNei', group)).toEqual([])
  })

  it('is displaced by another and stays away, and the other goes on', async () => {
    const other = await openSdkBot(local.sandbox)
    await expect.poll(() => bot.emitted).toContain('disconnected')
    expect(bot.emitted).toEqual(['connected', 'authenticated', 'event.disconnected_event', 'disconnected'])
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(bot.emitted).not.toContain('reconnecting')
    expect(local.sandbox.aibot.connections()).toBe(1)
    other.client.on('message.text', frame => void other.client.replyStream(frame, 's', '在', true))
    await local.sandbox.say('zhangwei', '你好', 'bot')
    expect(words('zhangwei')).toEqual(['你好', '在'])
    other.close()
  })

  it('connects again after the line was cut; what came meanwhile is lost, and the same can be said again', async () => {
    bot.client.on('message.text', frame => void bot.client.replyStream(frame, 's', '在', true))
    local.sandbox.aibot.cut()
    expect(local.sandbox.aibot.connections()).toBe(0)
    expect((await local.sandbox.say('zhangwei', '你好', 'bot')).delivery).toBe('failed')
    await expect.poll(() => local.sandbox.aibot.connections()).toBe(1)
    expect((await local.sandbox.say('zhangwei', '你好', 'bot')).delivery).toBe('taken')
    expect(words('zhangwei')).toEqual(['你好', '你好', '在'])
  })

  it('answers the heartbeat', async () => {
    const beating = await openSdkBot(local.sandbox, { heartbeatInterval: 10 })
    await expect.poll(() => local.sandbox.calls()['ping'] ?? 0).toBeGreaterThan(5)
    expect(beating.emitted).toEqual(['connected', 'authenticated'])
    beating.close()
  })

  it('does what a frame asks even where its acknowledgement is lost', async () => {
    local.sandbox.switches.botPatience = 0
    await local.sandbox.say('zhangwei', '你好', 'bot')
    const [frame] = bot.heard.slice(-1)
    if (!frame) throw new Error('nothing heard')
    local.sandbox.aibot.loseAcks(1)
    const lost = bot.client.replyStream(frame, 's', '在', true)
    void lost.catch(() => undefined)
    await expect.poll(() => words('zhangwei')).toEqual(['你好', '在'])
    expect(local.sandbox.aibot.frames().at(-1)).toMatchObject({ errcode: 0, acked: false })
    bot.close()
    await expect(lost).rejects.toThrow('cancelled')
  })

  it('may get a frame twice, with the same msgid', async () => {
    local.sandbox.switches.botPatience = 0
    await local.sandbox.say('zhangwei', '你好', 'bot')
    await local.sandbox.aibot.repeatLast('zhangwei')
    const [first, second] = bot.heard.slice(-2)
    expect(second?.body).toEqual(first?.body)
    expect(second?.headers.req_id).not.toBe(first?.headers.req_id)
  })

  it('knows people by encrypted userids where its creator is no super administrator', async () => {
    const { sandbox } = local
    sandbox.switches.botPatience = 0
    sandbox.switches.encryptedUserids = true
    await sandbox.say('zhangwei', '你好', 'bot')
    const { userid } = blockOf()['from'] as { userid: string }
    expect(userid).toMatch(/^wo\w{30}$/)
    expect(userid).toBe(sandbox.aibot.idOf({ userid: 'zhangwei' }))
    const answer = await local.client.call('batch/openuserid_to_userid', {
      body: { open_userid_list: [userid, 'wox'] },
    })
    expect(answer).toMatchObject({
      errcode: 0,
      userid_list: [{ open_userid: userid, userid: 'zhangwei' }],
      invalid_open_userid_list: ['wox'],
    })
    const push = (chatid: string) =>
      bot.client
        .sendMessage(chatid, { chat_type: 1, msgtype: 'markdown', markdown: { content: '提醒' } } as never)
        .then(({ errcode }) => errcode)
        .catch((frame: { errcode?: number }) => frame.errcode)
    expect(await push('zhangwei')).toBe(93006)
    expect(await push(userid)).toBe(0)
  })

  it('gives up after wrong credentials as the SDK is told to', async () => {
    const errors: unknown[] = []
    const { WSClient } = await import('@wecom/aibot-node-sdk')
    const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
    const stranger = new WSClient({
      botId: local.sandbox.env['WECOM_BOT_ID'] ?? '',
      secret: 'wrong',
      wsUrl: local.sandbox.env['WECOM_BOT_WS_URL'] ?? '',
      reconnectInterval: 5,
      maxAuthFailureAttempts: 1,
      logger: quiet,
    })
    stranger.on('error', error => void errors.push('code' in error ? error.code : error.message))
    stranger.connect()
    await expect.poll(() => errors.at(-1)).toBe('WS_AUTH_FAILURE_EXHAUSTED')
    expect(errors[0]).toContain('853000')
    expect(local.sandbox.aibot.connections()).toBe(1)
  })
})
