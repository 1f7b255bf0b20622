import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalChat, LocalMessage, LocalPerson } from '../../sandbox/wire.ts'
import { openBot, type TestBot } from './bot.ts'
import { buttonCard, type Local, noticeCard, openLocal, text } from './client.ts'
import { png } from './smart-bot.ts'

describe('/local', () => {
  let local: Local
  let bot: TestBot
  beforeEach(async () => {
    local = await openLocal({ switches: { repeatAfter: 5 } })
    bot = await openBot(local.sandbox)
  })
  afterEach(async () => {
    await bot.close()
    await local.close()
  })
  const get = async <T>(path: string): Promise<T> =>
    (await (await fetch(`${local.sandbox.url}/local/${path}`)).json()) as T
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${local.sandbox.url}/local/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as { error?: string } & Record<string, unknown> }
  }

  it('lists people with their departments from the root down, and what is unread', async () => {
    await local.client.send(text('你好'))
    await local.client.call('webhook/send', { query: { key: 'group-key-xinnei' }, body: text('大家好') })
    const people = await get<LocalPerson[]>('people')
    expect(people).toHaveLength(14)
    expect(people.find(({ userid }) => userid === 'zhangwei')).toEqual({
      userid: 'zhangwei',
      name: '张伟',
      position: '',
      departments: ['青溪县人民医院 / 内科 / 心内科'],
      leader: false,
      status: 1,
      wechat: false,
      note: '',
      unread: 2,
    })
    expect(people.find(({ userid }) => userid === 'LiNei')).toMatchObject({ leader: true, unread: 0 })
    expect(people.find(({ userid }) => userid === 'wechat')).toMatchObject({ wechat: true })
  })

  it('lists the chats of a person with their last words, and counts until they are read', async () => {
    await local.client.send({ msgtype: 'markdown', markdown: { content: '**到期** 请看' } })
    const [app, bot, group] = await get<LocalChat[]>('chats?as=zhangwei')
    expect(app).toEqual({
      id: 'app',
      title: '清风',
      kind: 'app',
      unread: 1,
      last: { at: local.clock.now(), words: '到期 请看' },
    })
    expect(group).toMatchObject({ id: 'group:group-key-xinnei', title: '心内科工作群', kind: 'group', last: null })
    expect(bot).toMatchObject({ id: 'bot', title: '清风（智能机器人）', kind: 'bot', last: null })
    expect((await get<LocalChat[]>('chats?as=yan')).map(({ id }) => id)).toEqual(['app', 'bot'])
    expect((await get<LocalChat[]>('chats?as=wechat')).map(({ id }) => id)).toEqual(['app'])
    expect((await post('read', { as: 'zhangwei', chat: 'app' })).status).toBe(200)
    expect((await get<LocalChat[]>('chats?as=zhangwei'))[0]?.unread).toBe(0)
  })

  it('says and presses, and shows what has become of it', async () => {
    const said = await post('say', { as: 'zhangwei', chat: 'app', text: '帮助' })
    expect(said).toMatchObject({ status: 200, body: { from: 'me', delivery: 'taken' } })
    await local.client.send(buttonCard())
    const messages = await get<LocalMessage[]>('messages?as=zhangwei&chat=app')
    expect(messages.map(({ from }) => from)).toEqual(['me', 'bot'])
    const pressed = await post('press', { as: 'zhangwei', message: messages[1]?.id, key: 'done:1' })
    expect(pressed).toEqual({ status: 200, body: {} })
    expect(bot.heard).toHaveLength(2)
  })

  it('answers after the first attempt, while the bot is asked again', async () => {
    bot.replies(503)
    local.sandbox.switches.repeatAfter = 300
    const said = await post('say', { as: 'zhangwei', chat: 'app', text: '帮助' })
    expect(said.body).toMatchObject({ delivery: 'sending' })
    await expect.poll(() => local.sandbox.messages('zhangwei')[0]?.delivery).toBe('taken')
  })

  it('refuses in a sentence what cannot be', async () => {
    const refusals: [string, unknown, number][] = [
      ['say', { as: 'nobody', chat: 'app', text: '一' }, 404],
      ['say', { as: 'zhangwei', chat: 'group:other', text: '一' }, 404],
      ['say', { as: 'yan', chat: 'group:group-key-xinnei', text: '一' }, 404],
      ['say', { as: 'zhangwei', chat: 'app', text: '  ' }, 400],
      ['say', { as: 'zhangwei', chat: 'app' }, 400],
      ['say', '{', 400],
      ['say', { as: 'wu', chat: 'app', text: '一' }, 403],
      ['press', { as: 'zhangwei', message: 'none', key: 'k' }, 404],
      ['clock', { to: '2026-11-13T09:00' }, 409],
      ['shout', {}, 404],
    ]
    for (const [path, body, status] of refusals) {
      const answer = await post(path, body)
      expect([path, body, answer.status]).toEqual([path, body, status])
      expect(answer.body.error).toMatch(/^\p{Script=Han}.*。$/u)
    }
    for (const path of ['chats?as=nobody', 'messages?as=zhangwei&chat=no', 'media/none', 'shout']) {
      expect((await fetch(`${local.sandbox.url}/local/${path}`)).status).toBe(404)
    }
  })

  it('takes posts of its own page only', async () => {
    const body = { as: 'zhangwei', chat: 'app', text: '一' }
    const { origin, port } = new URL(local.sandbox.url)
    expect((await post('say', body, { Origin: origin })).status).toBe(200)
    expect((await post('say', body, { Origin: 'https://evil.example' })).status).toBe(403)
    expect((await post('say', body, { Origin: `http://127.0.0.1:${Number(port) + 1}` })).status).toBe(403)
    expect((await post('say', body, { 'Sec-Fetch-Site': 'same-site' })).status).toBe(403)
    expect((await post('say', JSON.stringify(body), { 'Content-Type': 'text/plain' })).status).toBe(415)
    expect(bot.heard).toHaveLength(1)
  })

  it('shows the clock of Shanghai, and moves it forward where it can be moved', async () => {
    expect(await get('clock')).toEqual({ now: local.clock.now(), shown: '2026年11月12日 星期四 09:07' })
    local.sandbox.onClock = async to => local.clock.add(to - local.clock.now())
    const moved = await post('clock', { to: '2026-11-30T16:30' })
    expect(moved).toMatchObject({ status: 200, body: { shown: '2026年11月30日 星期一 16:30' } })
    expect((await post('clock', { to: '2026-11-30T16:29' })).status).toBe(400)
    expect((await post('clock', { to: '明天' })).status).toBe(400)
  })

  it('tells pages what happens, as it happens', async () => {
    const stream = await fetch(`${local.sandbox.url}/local/events`)
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    const reader = stream.body?.getReader()
    let heard = ''
    const hear = async (expected: string) => {
      while (!heard.includes(expected)) {
        const next = await reader?.read()
        if (!next || next.done) throw new Error(`the stream ended before ${expected}`)
        heard += Buffer.from(next.value as Uint8Array).toString()
      }
    }
    await local.client.send(text('你好'), { touser: 'zhangwei|LiNei' })
    await hear('data: {"changed":["zhangwei","LiNei"]}\n\n')
    await local.sandbox.say('yan', '一')
    await hear('data: {"changed":["yan"]}\n\n')
    local.sandbox.clockMoved()
    await hear('data: {"clock":true}\n\n')
    await reader?.cancel()
  })

  it('shows the ledger and the findings', async () => {
    await local.client.send(text('你好'), { urgent: 1 })
    expect(await get('ledger')).toEqual(local.sandbox.ledger())
    expect(await get('findings')).toEqual(['message/send: unknown field urgent'])
  })

  it('takes files up to 100 MB for the smart bot and groups, and pictures only for the app', async () => {
    const send = async (query: Record<string, string>, bytes: Uint8Array) => {
      const answer = await fetch(
        `${local.sandbox.url}/local/file?${new URLSearchParams({ as: 'zhangwei', ...query }).toString()}`,
        {
          method: 'POST',
          body: bytes,
        },
      )
      return { status: answer.status, ...((await answer.json()) as LocalMessage & { error?: string }) }
    }
    const group = 'group:group-key-xinnei'
    const sent = await send({ chat: group, name: 'C:\\名单\n.txt' }, Buffer.from('张三'))
    expect(sent).toMatchObject({ status: 200, delivery: null, content: { type: 'file', name: '名单.txt', bytes: 6 } })
    if (sent.content.type !== 'file') throw new Error('no file')
    expect(await (await fetch(`${local.sandbox.url}${sent.content.url}`)).text()).toBe('张三')
    // Nobody is connected for the smart bot: the message stands, and has not arrived.
    expect(await send({ chat: 'bot', name: 'a.png', picture: '1' }, png)).toMatchObject({ delivery: 'failed' })
    expect(await send({ chat: 'bot', name: 'a.png', picture: '1' }, Buffer.from('x'))).toMatchObject({ status: 400 })
    expect(await send({ chat: 'bot', name: '空.txt' }, Buffer.alloc(0))).toMatchObject({ status: 400 })
    expect(await send({ chat: 'app', name: 'a.txt' }, Buffer.from('x'))).toMatchObject({ status: 400 })
    expect(await send({ chat: 'nowhere', name: 'a.txt' }, Buffer.from('x'))).toMatchObject({ status: 404 })
    expect(await send({ chat: 'bot', name: 'a.bin' }, Buffer.alloc(100 * 1024 * 1024 + 1))).toMatchObject({
      status: 413,
    })
  })

  it('shows everybody in a group who said what, and says what cannot be quoted', async () => {
    const chat = 'group:group-key-xinnei'
    await post('say', { as: 'zhangwei', chat, text: '大家看一下' })
    expect((await get<LocalChat[]>('chats?as=zhao')).at(-1)).toMatchObject({
      unread: 1,
      last: { words: '张伟：大家看一下' },
    })
    const [heard] = await get<LocalMessage[]>(`messages?as=zhao&chat=${chat}`)
    expect(heard).toMatchObject({ from: 'member', author: '张伟' })
    const quoting = { as: 'zhao', chat, text: '收到', quote: heard?.id }
    expect((await post('say', quoting)).body).toMatchObject({ quote: { author: '张伟', words: '大家看一下' } })
    expect((await post('say', { ...quoting, quote: 'x' })).status).toBe(404)
    await local.client.call('webhook/send', { query: { key: 'group-key-xinnei' }, body: noticeCard() })
    const card = (await get<LocalMessage[]>(`messages?as=zhao&chat=${chat}`)).at(-1)
    expect((await post('say', { ...quoting, quote: card?.id })).status).toBe(409)
    expect((await post('say', { as: 'yan', chat, text: '在吗' })).status).toBe(404)
    expect((await post('enter', { as: 'zhao', chat: 'bot' })).body).toEqual({})
  })

  it('hides the bot from those who do not see it', async () => {
    local.sandbox.changePlan(plan => {
      const person = plan.people.find(({ userid }) => userid === 'yan')
      if (person) person.outside = true
    })
    expect((await get<LocalChat[]>('chats?as=yan')).map(({ id }) => id)).toEqual(['bot'])
    expect((await get<LocalPerson[]>('people')).find(({ userid }) => userid === 'yan')?.note).toBe('不在可见范围')
    await expect(local.sandbox.say('yan', '一')).rejects.toThrow('可见范围')
  })
})
