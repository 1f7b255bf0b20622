import { createHash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type Local, openLocal, temporaryFolder } from './client.ts'
import { botCard, markdown, openRawBot, png, type RawBot, stream } from './smart-bot.ts'

const minute = 60_000
const hour = 60 * minute

/** What the local WeCom refuses of the smart bot, over a plain WebSocket. */
describe('the smart bot’s long connection', () => {
  let local: Local
  let bot: RawBot
  beforeEach(async () => {
    local = await openLocal({ switches: { botPatience: 0 } })
    bot = await openRawBot(local.sandbox)
    await bot.subscribe()
  })
  afterEach(async () => {
    bot.socket.terminate()
    await local.close()
  })
  const group = 'group:group-key-xinnei'
  const codeOf = async (cmd: string, body?: unknown, reqId?: string) => (await bot.ask(cmd, body, reqId)).errcode
  /** Says something to the bot and gives the req_id of its callback. */
  const said = async (userid = 'zhangwei', chat = 'bot', text = '@清风 你好') => {
    await local.sandbox.say(userid, text, chat)
    return bot.last()
  }
  const respond = (reqId: string, body: unknown) => codeOf('aibot_respond_msg', body, reqId)
  const send = (body: object, over: object = {}) =>
    codeOf('aibot_send_msg', { chatid: 'zhangwei', chat_type: 1, ...body, ...over })
  const cardMessage = (over: object = {}) => ({ msgtype: 'template_card', template_card: botCard(over) })

  describe('subscribing', () => {
    it('takes the bot with its secret only, and nothing before', async () => {
      const other = await openRawBot(local.sandbox)
      expect((await other.ask('ping')).errcode).toBe(846609)
      expect((await other.ask('aibot_send_msg', {})).errcode).toBe(846609)
      expect((await other.subscribe({ secret: 'x' })).errcode).toBe(853000)
      expect((await other.subscribe({ bot_id: 'x' })).errcode).toBe(93019)
      expect((await other.subscribe({ bot_id: undefined })).errcode).toBe(40058)
      // None of that has displaced the one that is subscribed.
      expect(await codeOf('ping')).toBe(0)
      other.socket.terminate()
    })

    it('tells the first of two that it is displaced, answers it no more, and closes it', async () => {
      const other = await openRawBot(local.sandbox)
      expect(bot.frames).toEqual([])
      expect((await other.subscribe()).errcode).toBe(0)
      expect(await codeOf('ping')).toBe(846609)
      expect(bot.frames).toEqual([
        {
          cmd: 'aibot_event_callback',
          headers: { req_id: expect.stringMatching(/^R-/) as string },
          body: expect.objectContaining({ msgtype: 'event', event: { eventtype: 'disconnected_event' } }) as object,
        },
      ])
      await bot.closed
      expect((await other.ask('ping')).errcode).toBe(0)
      expect(local.sandbox.aibot.connections()).toBe(1)
      other.socket.terminate()
    })

    it('is displaced by a stranger on demand', async () => {
      local.sandbox.aibot.displace()
      await bot.closed
      expect(bot.frames).toHaveLength(1)
      expect(local.sandbox.aibot.connections()).toBe(0)
    })

    it('refuses to subscribe a live connection again', async () => {
      expect((await bot.subscribe()).errcode).toBe(45009)
      expect(await codeOf('ping')).toBe(0)
    })

    it('closes a connection that is silent for too long, and keeps one that pings', async () => {
      local.sandbox.switches.botSilence = 150
      const silent = await openRawBot(local.sandbox)
      const pinging = await openRawBot(local.sandbox)
      const beat = setInterval(() => void pinging.ask('ping'), 30)
      await silent.closed
      expect(pinging.socket.readyState).toBe(WebSocket.OPEN)
      clearInterval(beat)
      await pinging.closed
    })

    it('opens nowhere else, and not for the page of a site', async () => {
      const url = new URL(local.sandbox.env['WECOM_BOT_WS_URL'] ?? '')
      const opened = (address: string, origin?: string) =>
        new Promise<boolean>(resolve => {
          const socket = new WebSocket(address, origin === undefined ? {} : { origin })
          socket.on('open', () => resolve(true))
          socket.on('error', () => resolve(false))
        })
      expect(await opened(`${url.origin}/elsewhere`)).toBe(false)
      expect(await opened(url.href, 'https://evil.example')).toBe(false)
    })

    it('notes frames that are none', async () => {
      bot.socket.send('{')
      bot.socket.send('{"cmd":"ping"}')
      expect(await codeOf('aibot_shout', {})).toBe(40058)
      expect(local.sandbox.findings()).toEqual([
        'aibot: the frame is no JSON',
        'aibot: cmd or headers.req_id missing',
        'aibot: unknown command aibot_shout',
      ])
    })
  })

  describe('answering', () => {
    it('takes the req_id of a message only', async () => {
      await local.sandbox.enter('zhao')
      const entered = bot.last()
      expect(await respond(entered, stream('好'))).toBe(846605)
      expect(await respond('R-unknown', stream('好'))).toBe(846605)
      expect(
        await codeOf('aibot_respond_welcome_msg', { msgtype: 'text', text: { content: '好' } }, await said()),
      ).toBe(846605)
      expect(await codeOf('aibot_respond_update_msg', {}, entered)).toBe(846605)
    })

    it('holds the time of each', async () => {
      const [first, second] = [await said(), await said('zhao')]
      local.clock.add(24 * hour)
      expect(await respond(first, stream('好'))).toBe(0)
      local.clock.add(1)
      expect(await respond(second, stream('好'))).toBe(846604)
      await local.sandbox.enter('yan')
      const entered = bot.last()
      local.clock.add(5001)
      const welcome = { msgtype: 'text', text: { content: '好' } }
      expect(await codeOf('aibot_respond_welcome_msg', welcome, entered)).toBe(846604)
    })

    it('writes a stream until it is finished, and six minutes at most', async () => {
      const reqId = await said()
      expect(await respond(reqId, stream('一', { id: undefined, finish: false }))).toBe(40058)
      expect(await respond(reqId, stream('一', { finish: false }))).toBe(0)
      local.clock.add(6 * minute)
      expect(await respond(reqId, stream('一二', { finish: false }))).toBe(0)
      local.clock.add(1)
      expect(await respond(reqId, stream('一二三'))).toBe(846608)
      expect(await respond(reqId, stream('甲', { id: 's2' }))).toBe(0)
      expect(await respond(reqId, stream('甲乙', { id: 's2' }))).toBe(846606)
      expect(
        local.sandbox
          .messages('zhangwei', 'bot')
          .slice(1)
          .map(({ content }) => content),
      ).toEqual([
        { type: 'markdown', text: '一二', open: true },
        { type: 'markdown', text: '甲' },
      ])
    })

    it('counts the bytes of a stream', async () => {
      const reqId = await said()
      expect(await respond(reqId, stream('学'.repeat(6826) + 'ab'))).toBe(0)
      expect(await respond(reqId, stream('学'.repeat(6826) + 'abc', { id: 's2' }))).toBe(45002)
      expect(await send(markdown('学'.repeat(6827)))).toBe(45002)
      expect(await send(markdown(' '))).toBe(44004)
    })

    it('takes one reply that is no stream', async () => {
      const reqId = await said()
      expect(await respond(reqId, markdown('好'))).toBe(0)
      expect(await respond(reqId, markdown('好'))).toBe(846606)
      expect(await respond(reqId, cardMessage())).toBe(846606)
    })

    it('knows no plain text, no stream with a card, and no pictures in a stream', async () => {
      const reqId = await said()
      expect(await respond(reqId, { msgtype: 'text', text: { content: '好' } })).toBe(40008)
      expect(await respond(reqId, { msgtype: 'stream_with_template_card', stream: {} })).toBe(40008)
      expect(await respond(reqId, {})).toBe(40008)
      expect(await respond(reqId, stream('好', { msg_item: [] }))).toBe(0)
      expect(local.sandbox.findings()).toEqual(['aibot_respond_msg: unknown field stream.msg_item'])
    })

    it('notes a blank last frame', async () => {
      expect(await respond(await said(), stream(' '))).toBe(0)
      expect(local.sandbox.findings()).toHaveLength(1)
    })

    it('belongs to the connection that it came on, unless a switch lets it live', async () => {
      const reqId = await said()
      bot.socket.terminate()
      await expect.poll(() => local.sandbox.aibot.connections()).toBe(0)
      bot = await openRawBot(local.sandbox)
      await bot.subscribe()
      expect(await respond(reqId, stream('好'))).toBe(846605)
      local.sandbox.switches.repliesAcrossConnections = true
      expect(await respond(reqId, stream('好'))).toBe(0)
    })
  })

  describe('unasked', () => {
    it('speaks where somebody has spoken, by ids exactly as they came', async () => {
      const chatid = local.sandbox.aibot.idOf({ group: 'group-key-xinnei' })
      expect(await send(markdown('好'), { chatid, chat_type: 2 })).toBe(846607)
      await said('zhao', group)
      expect(bot.frames.at(-1)?.body['chatid']).toBe(chatid)
      expect(await send(markdown('好'), { chatid, chat_type: 2 })).toBe(0)
      expect(await send(markdown('好'), { chatid, chat_type: 0 })).toBe(0)
      expect(await send(markdown('好'), { chatid, chat_type: 1 })).toBe(93006)
      expect(await send(markdown('好'), { chatid: chatid.toLowerCase(), chat_type: 2 })).toBe(93006)
      expect(await send(markdown('好'), { chatid, chat_type: 3 })).toBe(40058)
      // Having spoken in a group is not having spoken alone with the bot.
      expect(await send(markdown('好'), { chatid: 'zhao' })).toBe(846607)
      expect(await send(markdown('好'), { chatid: 'zhao', chat_type: 2 })).toBe(93006)
      expect(local.sandbox.messages('wangxin', group).map(({ author }) => author)).toEqual(['赵敏', '清风', '清风'])
    })

    it('does not speak to who has only opened the chat', async () => {
      await local.sandbox.enter('zhangwei')
      expect(await send(markdown('好'))).toBe(846607)
    })

    it('sends cards in single chats only, and neither text nor streams', async () => {
      const chatid = local.sandbox.aibot.idOf({ group: 'group-key-xinnei' })
      await said('zhao', group)
      await said('zhangwei')
      expect(await send(cardMessage(), { chatid, chat_type: 2 })).toBe(40008)
      expect(await send(cardMessage())).toBe(0)
      expect(await send({ msgtype: 'text', text: { content: '好' } })).toBe(40008)
      expect(await send(stream('好'))).toBe(40008)
    })

    it('counts replies and pushes together: 30 a minute and 1000 an hour in a conversation', async () => {
      const reqId = await said()
      for (let frame = 0; frame < 15; frame++) expect(await respond(reqId, stream('好', { finish: false }))).toBe(0)
      for (let push = 0; push < 15; push++) expect(await send(markdown('好'))).toBe(0)
      expect(await send(markdown('好'))).toBe(846607)
      expect(await respond(reqId, stream('好'))).toBe(846607)
      // Another conversation has its own.
      expect(await respond(await said('zhao'), stream('好'))).toBe(0)
      local.clock.add(minute)
      expect(await send(markdown('好'))).toBe(0)
    })
  })

  describe('cards', () => {
    const task = () => botCard().task_id
    it.each<[string, object, number]>([
      ['a button card', {}, 0],
      ['one with a text alone', { main_title: undefined, sub_title_text: '请看' }, 0],
      ['one with neither', { main_title: undefined }, 41016],
      ['no task_id', { task_id: undefined }, 846625],
      ['a task_id with other characters', { task_id: '任务' }, 846625],
      ['a notice without action', { card_type: 'text_notice', button_list: undefined }, 42045],
      ['a file in a line', { horizontal_content_list: [{ keyname: '附件', type: 2, media_id: 'm' }] }, 40058],
      ['seven buttons', { button_list: Array.from({ length: 7 }, () => ({ text: '好', key: 'k' })) }, 40058],
      ['feedback that is too long', { feedback: { id: 'f'.repeat(257) } }, 40058],
    ])('%s', async (_, over, code) => {
      expect(await respond(await said(), cardMessage(over))).toBe(code)
      expect(local.sandbox.findings()).toEqual([])
    })

    it('takes a task_id once, and lets a card ask what a tap says', async () => {
      await said()
      const card = cardMessage()
      expect(await send(card)).toBe(0)
      expect(await send(card)).toBe(846625)
      const notice = {
        card_type: 'text_notice',
        main_title: { title: '待办' },
        card_action: { type: 1, url: 'https://lz.example.org/h5/1' },
        jump_list: [{ type: 3, title: '看进度', question: '进度' }],
      }
      expect(await send({ msgtype: 'template_card', template_card: notice })).toBe(0)
      expect(local.sandbox.messages('zhangwei', 'bot').at(-1)?.content).toMatchObject({
        lines: [{ value: '看进度', url: null, ask: '进度' }],
      })
      const mute = { ...notice, jump_list: [{ type: 3, title: '看进度' }] }
      expect(await send({ msgtype: 'template_card', template_card: mute })).toBe(40058)
      expect(local.sandbox.findings()).toEqual([])
    })

    it('notes what it would cut, and buttons that open pages', async () => {
      const button = { text: '好', key: 'k', type: 1, url: 'https://lz.example.org' }
      expect(
        await respond(await said(), cardMessage({ main_title: { title: '学'.repeat(27) }, button_list: [button] })),
      ).toBe(0)
      expect(local.sandbox.findings()).toEqual([
        'aibot_respond_msg: unknown field template_card.button_list[].type',
        'aibot_respond_msg: unknown field template_card.button_list[].url',
        'aibot_respond_msg: main_title.title is cut after 26 characters',
      ])
    })

    it('changes the pressed card within 5 seconds, as a whole and with its task_id', async () => {
      await said()
      const card = cardMessage()
      await send(card)
      const [shown] = local.sandbox.messages('zhangwei', 'bot').slice(-1)
      const press = async () => {
        await local.sandbox.press('zhangwei', shown?.id ?? '', 'done:1')
        return bot.last()
      }
      const update = (reqId: string, over: object = {}) =>
        codeOf(
          'aibot_respond_update_msg',
          { response_type: 'update_template_card', template_card: card.template_card, ...over },
          reqId,
        )
      const pressed = await press()
      expect(await respond(pressed, stream('好'))).toBe(846605)
      expect(await update(pressed, { response_type: 'other' })).toBe(93050)
      expect(await update(pressed, { template_card: { ...card.template_card, task_id: task() } })).toBe(846625)
      expect(await update(pressed)).toBe(0)
      expect(await update(pressed)).toBe(846606)
      const late = await press()
      local.clock.add(5001)
      expect(await update(late)).toBe(846604)
    })
  })

  describe('uploading', () => {
    const init = (over: object = {}) =>
      bot.ask('aibot_upload_media_init', { type: 'file', filename: 'a.txt', total_size: 6, total_chunks: 2, ...over })
    const chunk = (id: unknown, index: number, bytes: Buffer | string) =>
      codeOf('aibot_upload_media_chunk', {
        upload_id: id,
        chunk_index: index,
        base64_data: Buffer.from(bytes).toString('base64'),
      })
    const finish = (id: unknown) => bot.ask('aibot_upload_media_finish', { upload_id: id })

    it.each<[string, object, number]>([
      ['a type that is none', { type: 'book' }, 846697],
      ['no name', { filename: '' }, 40058],
      ['a name that is too long', { filename: '学'.repeat(86) }, 40058],
      ['too little', { total_size: 4 }, 40006],
      ['a file over 20 MB', { total_size: 20 * 1024 * 1024 + 1 }, 45001],
      ['an image over 2 MB', { type: 'image', total_size: 2 * 1024 * 1024 + 1 }, 45001],
      ['too many parts', { total_chunks: 101 }, 40058],
    ])('%s', async (_, over, code) => {
      expect((await init(over)).errcode).toBe(code)
    })

    it('joins parts in any order, each once', async () => {
      await said()
      const id = (await init({ md5: createHash('md5').update('abcdef').digest('hex') })).body?.['upload_id']
      expect(await chunk(id, 2, 'x')).toBe(846612)
      expect(await chunk(id, 1, 'def')).toBe(0)
      expect((await finish(id)).errcode).toBe(846616)
      expect(await chunk(id, 0, randomBytes(512 * 1024 + 1))).toBe(846613)
      expect(await chunk(id, 0, 'abc')).toBe(0)
      expect(await chunk(id, 0, 'zzz')).toBe(0)
      const { errcode, body } = await finish(id)
      expect(errcode).toBe(0)
      expect(body).toMatchObject({ type: 'file', created_at: String(local.clock.now() / 1000) })
      expect((await finish(id)).errcode).toBe(846611)
      expect(await send({ msgtype: 'file', file: { media_id: body?.['media_id'] } })).toBe(0)
      expect(await send({ msgtype: 'image', image: { media_id: body?.['media_id'] } })).toBe(40007)
    })

    it('checks what was joined, and forgets an upload after half an hour', async () => {
      const upload = async (bytes: Buffer | string, over: object) => {
        const id = (await init({ total_chunks: 1, total_size: bytes.length, ...over })).body?.['upload_id']
        await chunk(id, 0, bytes)
        return (await finish(id)).errcode
      }
      expect(await upload('abcdef', { md5: 'f'.repeat(32) })).toBe(301019)
      expect(await upload('abcdef', { total_size: 7 })).toBe(40006)
      expect(await upload('abcdef', { type: 'image' })).toBe(40004)
      expect(await upload(png, { type: 'image' })).toBe(0)
      const id = (await init()).body?.['upload_id']
      local.clock.add(30 * minute + 1)
      expect(await chunk(id, 0, 'abc')).toBe(846611)
      for (let more = 0; more < 30; more++) await init()
      expect((await init()).errcode).toBe(45009)
    })

    it('knows no media of the app', async () => {
      await said()
      const { media_id: id } = await local.client.upload('a.txt', Buffer.from('abcdef'))
      expect(await send({ msgtype: 'file', file: { media_id: id } })).toBe(40007)
    })
  })

  describe('faults', () => {
    it('fails as ordered, by command', async () => {
      await said()
      local.sandbox.fault({ path: 'aibot_send_msg', times: 1, errcode: 6000 })
      expect(await send(markdown('好'))).toBe(6000)
      expect(await send(markdown('好'))).toBe(0)
      expect(local.sandbox.calls()).toMatchObject({ aibot_subscribe: 1, aibot_send_msg: 2 })
      local.sandbox.fault({ path: 'aibot_send_msg', times: 1, cut: 'after' })
      void send(markdown('再见'))
      await bot.closed
      expect(local.sandbox.messages('zhangwei', 'bot').at(-1)?.content).toMatchObject({ text: '再见' })
    })

    it.each(['before', 'after'] as const)('cuts the line %s the next callback', async when => {
      await local.sandbox.enter('zhangwei')
      local.sandbox.switches.botPatience = 5000
      const before = bot.frames.length
      local.sandbox.aibot.cutAtNext(when)
      await local.sandbox.say('zhangwei', '你好', 'bot')
      await bot.closed
      expect(bot.frames.length - before).toBe(when === 'before' ? 0 : 1)
    })

    it('hears no fourth question while three are open, unless it is told to', async () => {
      local.sandbox.switches.botPatience = 0
      const delivery = async () => (await local.sandbox.say('zhangwei', '你好', 'bot')).delivery
      const first = await said()
      expect([await delivery(), await delivery(), await delivery()]).toEqual(['taken', 'taken', 'failed'])
      await respond(first, stream('好'))
      expect(await delivery()).toBe('taken')
      local.sandbox.switches.openInteractions = 0
      expect(await delivery()).toBe('taken')
    })
  })

  it('remembers with the state file who has spoken, which task_ids are taken, and that somebody came today', async () => {
    const { folder, remove } = await temporaryFolder()
    const file = `${folder}/wecom.json`
    const first = await openLocal({ file })
    const one = await openRawBot(first.sandbox)
    await one.subscribe()
    first.sandbox.switches.botPatience = 0
    await first.sandbox.say('zhangwei', '你好', 'bot')
    const card = { chatid: 'zhangwei', chat_type: 1, ...cardMessage() }
    expect((await one.ask('aibot_send_msg', card)).errcode).toBe(0)
    await first.close()
    const again = await openLocal({ file, switches: { botPatience: 0 } })
    const two = await openRawBot(again.sandbox)
    await two.subscribe()
    expect((await two.ask('aibot_send_msg', card)).errcode).toBe(846625)
    await again.sandbox.enter('zhangwei')
    expect(two.frames).toEqual([])
    const shown = again.sandbox.messages('zhangwei', 'bot').at(-1)
    await again.sandbox.press('zhangwei', shown?.id ?? '', 'done:1')
    expect(two.frames.at(-1)?.body).toMatchObject({ msgtype: 'event' })
    await again.close()
    await remove()
  })
})
