import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { text } from '../../../handlers/saying.ts'
import { context, type FakeWeCom, fakeWeCom, idsFrom, person, secret, wecomAt } from '../fake-wecom.ts'

let fake: FakeWeCom
afterEach(() => fake.close())

const send = '/cgi-bin/message/send'
const update = '/cgi-bin/message/update_template_card'
const webhook = '/cgi-bin/webhook/send'

/** One text to two people, made against what the fake answers. */
async function make(replies: Parameters<typeof fakeWeCom>[0], over: Parameters<typeof wecomAt>[1] = {}) {
  fake = await fakeWeCom(replies)
  const { wecom, logged } = wecomAt(fake.base, over)
  const planned = await wecom.post.plan(
    text('已记录'),
    [person('ZhangSan'), person('lisi')],
    null,
    idsFrom(),
    context(),
  )
  const body = planned[0]?.call.body ?? ''
  return { outcome: await wecom.post.make(body), wecom, logged, body }
}

describe('what became of a call', () => {
  it.each([
    { errcode: 82102, errmsg: 'no such target' },
    { errcode: 0, errmsg: 'ok', invaliduser: ['zhangsan'] },
  ])('a card that cannot be changed says nothing of whom messages reach', async answer => {
    fake = await fakeWeCom({ [update]: answer })
    const { wecom } = wecomAt(fake.base)
    const saying = { kind: 'close-card' as const, responseCode: 'RC', text: '已确认', otherwise: null }
    const [planned] = await wecom.post.plan(saying, [person('ZhangSan')], null, idsFrom(), context())
    const outcome = await wecom.post.make(planned?.call.body ?? '')
    expect(JSON.stringify(outcome)).not.toContain('not in range')
  })
  it('accepted: with the code that covers its cards and those it did not reach, in lower case', async () => {
    const answer = {
      errcode: 0,
      errmsg: 'ok',
      invaliduser: 'zhangsan',
      unlicenseduser: 'LiSi',
      msgid: 'M',
      response_code: 'RC',
    }
    const { outcome } = await make({ [send]: answer })
    expect(outcome).toEqual({
      kind: 'accepted',
      exceptions: { zhangsan: 'not in range', lisi: 'not licensed' },
      msgid: 'M',
      responseCode: 'RC',
    })
  })
  it('accepted: also where errcode is absent, the names are an array, or fields are missing', async () => {
    expect((await make({ [send]: { invaliduser: ['LISI'] } })).outcome).toEqual({
      kind: 'accepted',
      exceptions: { lisi: 'not in range' },
      msgid: null,
      responseCode: null,
    })
  })
  it.each([
    [81013, 'not in range'],
    [60111, 'not in range'],
    [40058, 'refused'],
    [40201, 'refused'],
    [45002, 'refused'],
    [60140, 'refused'],
    [999_999, 'refused'],
  ])('refused for good: %i → %s', async (errcode, state) => {
    const { outcome } = await make({ [send]: { errcode, errmsg: 'no' } })
    expect(outcome).toEqual({ kind: 'refused', state, code: errcode })
  })
  it.each([
    [-1, null],
    [6000, null],
    [45033, null],
    [45035, null],
    [45009, 60_000],
  ])('busy, nothing happened: %i', async (errcode, wait) => {
    const { outcome } = await make({ [send]: { errcode, errmsg: 'busy' } })
    expect(outcome).toEqual({ kind: 'busy', wait, fault: null, code: errcode })
  })
  it.each([
    [60020, '203.0.113.7'],
    [43012, '回调'],
    [301002, 'AgentId'],
    [50003, '停用'],
    [48001, '48001'],
  ])('a fault of the channel says what the operator has to do: %i', async (errcode, words) => {
    const errmsg =
      'not allow to access from your ip, hint: [1700_2-abc], from ip: 203.0.113.7, more info at https://x/?e=1'
    const { outcome } = await make({ [send]: { errcode, errmsg } })
    expect(outcome).toMatchObject({ kind: 'busy', code: errcode, fault: expect.stringContaining(words) as string })
    expect(outcome.kind === 'busy' && (outcome.wait ?? 0) >= 60_000).toBe(true)
  })
  it('unknown: HTTP 5xx, an answer that is no JSON, a cut connection', async () => {
    const status =
      (code: number, body: string) => (_: unknown, response: { statusCode: number; end(text: string): void }) => {
        response.statusCode = code
        response.end(body)
      }
    for (const reply of [
      status(502, '<html>'),
      status(200, '<html>'),
      (_: unknown, response: { destroy(): void }) => void response.destroy(),
    ]) {
      expect((await make({ [send]: reply as never })).outcome).toEqual({ kind: 'unknown' })
      await fake.close()
    }
  })
  it('busy: a gateway on the way says no, with what to check', async () => {
    const { outcome } = await make({
      [send]: (_, response) => {
        response.statusCode = 403
        response.end('blocked')
      },
    })
    expect(outcome).toMatchObject({ kind: 'busy', code: null, fault: expect.stringContaining('HTTP 403') as string })
  })
  it('busy: nobody listens, or the name is not known', async () => {
    fake = await fakeWeCom()
    const closed = createServer()
    await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', () => resolve()))
    const { port } = closed.address() as AddressInfo
    await new Promise<void>(resolve => closed.close(() => resolve()))
    for (const base of [`http://127.0.0.1:${port}`, 'http://no-such-host.invalid']) {
      const { wecom } = wecomAt(base)
      const [planned] = await wecom.post.plan(text('a'), [person('lisi')], null, idsFrom(), context())
      expect(await wecom.post.make(planned?.call.body ?? '')).toEqual({
        kind: 'busy',
        wait: null,
        fault: null,
        code: null,
      })
      await wecom.close()
    }
  })
  it('busy: without a token nothing was sent, even where its fetch broke off', async () => {
    const { outcome } = await make({
      '/cgi-bin/gettoken': (_, response) => void response.destroy(),
    })
    expect(outcome).toMatchObject({ kind: 'busy' })
    expect(fake.at(send)).toEqual([])
  })
  it('a fault: the secret is wrong; the message itself is not given up', async () => {
    const { outcome } = await make({ '/cgi-bin/gettoken': { errcode: 40001, errmsg: 'invalid credential' } })
    expect(outcome).toMatchObject({ kind: 'busy', code: 40001, fault: expect.stringContaining('Secret') as string })
  })
  it('refused without throwing: a body that is not ours', async () => {
    const { wecom } = await make({})
    expect(await wecom.post.make('{}')).toEqual({ kind: 'refused', state: 'refused', code: null })
    expect(await wecom.post.make('garbage')).toMatchObject({ kind: 'refused' })
  })
})

describe('a token that WeCom no longer takes', () => {
  it.each([40014, 42001, 40001])(
    '%i: is fetched once and the call repeated once, the same byte for byte',
    async errcode => {
      const { outcome } = await make({
        [send]: ({ query }) =>
          query.access_token === 'tok1' ? { errcode, errmsg: 'token' } : { errcode: 0, msgid: 'M' },
      })
      expect(outcome).toMatchObject({ kind: 'accepted', msgid: 'M' })
      expect(fake.at('/cgi-bin/gettoken')).toHaveLength(2)
      const bodies = fake.at(send).map(({ body }) => body.toString())
      expect(bodies).toHaveLength(2)
      expect(bodies[0]).toBe(bodies[1])
    },
  )
  it('is not fetched for ever: the second refusal is a fault', async () => {
    const { outcome } = await make({ [send]: { errcode: 42001, errmsg: 'expired' } })
    expect(outcome).toMatchObject({ kind: 'busy', code: 42001 })
    expect(fake.at(send)).toHaveLength(2)
  })
  it('is fetched once for many calls at the same time', async () => {
    const { wecom, body } = await make({
      [send]: ({ query }) => (query.access_token === 'tok1' ? { errcode: 42001, errmsg: '' } : { errcode: 0 }),
    })
    fake.seen.length = 0
    fake.reply(send, ({ query }) => (query.access_token === 'tok2' ? { errcode: 42001, errmsg: '' } : { errcode: 0 }))
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => wecom.post.make(body)))
    expect(outcomes.every(({ kind }) => kind === 'accepted')).toBe(true)
    expect(fake.at('/cgi-bin/gettoken')).toHaveLength(1)
  })
})

describe('a group', () => {
  const plan = async (replies: Parameters<typeof fakeWeCom>[0]) => {
    fake = await fakeWeCom(replies)
    const { wecom, logged } = wecomAt(fake.base)
    const address = `${fake.base}${webhook}?key=KEY-never-in-a-log`
    expect(wecom.isWebhook(address)).toBe(true)
    const [planned] = await wecom.post.plan(text('通知'), [], '3', idsFrom(), context({ webhook: address }))
    return { wecom, logged, call: planned?.call ?? { to: [], body: '', repeatable: true } }
  }
  it('is reached by its key, without a token, and never twice', async () => {
    const { wecom, call } = await plan({})
    expect(call.repeatable).toBe(false)
    expect(await wecom.post.make(call.body)).toMatchObject({ kind: 'accepted' })
    expect(fake.seen.map(({ path, query }) => ({ path, query }))).toEqual([
      { path: webhook, query: { key: 'KEY-never-in-a-log' } },
    ])
    expect(JSON.parse(fake.seen[0]?.body.toString() ?? '')).toEqual({ msgtype: 'text', text: { content: '通知' } })
  })
  it('that WeCom refuses for a reason of the installation is tried again later', async () => {
    const { wecom, call } = await plan({ [webhook]: { errcode: 60020, errmsg: 'not allow to access from your ip' } })
    expect(await wecom.post.make(call.body)).toMatchObject({ kind: 'busy', fault: null })
  })
  it('whose webhook was removed does not stop what goes to everybody else', async () => {
    const { wecom, call } = await plan({ [webhook]: { errcode: 93000, errmsg: 'invalid webhook url' } })
    expect(await wecom.post.make(call.body)).toEqual({ kind: 'refused', state: 'refused', code: 93000 })
  })
  it('is no other address than one of this WeCom', async () => {
    const { wecom } = await plan({})
    for (const address of [
      'https://evil.example/cgi-bin/webhook/send?key=a',
      `${fake.base}/cgi-bin/message/send?key=a`,
      `${fake.base}${webhook}`,
      `${fake.base}${webhook}?key=a%26b`,
      `${fake.base.replace('//', '//user:pw@')}${webhook}?key=a`,
      'not an address',
    ]) {
      expect(wecom.isWebhook(address)).toBe(false)
    }
  })
})

describe('secrets', () => {
  it('are in no log and no error, whatever goes wrong', async () => {
    const echo = ({ query, body }: { query: Record<string, string>; body: Buffer }) => ({
      errcode: 40058,
      errmsg: `bad request ${JSON.stringify(query)} ${body.toString()}`,
    })
    const { wecom, logged, body } = await make({
      [send]: echo,
      [update]: echo,
      [webhook]: echo,
      '/cgi-bin/user/list': echo,
    })
    const address = `${fake.base}${webhook}?key=KEY-never-in-a-log`
    const [group] = await wecom.post.plan(text('身份证 110101'), [], '3', idsFrom(), context({ webhook: address }))
    await wecom.post.make(group?.call.body ?? '')
    await fake.close()
    await wecom.post.make(group?.call.body ?? '')
    await wecom.post.make(body)
    const errors = await Promise.all(
      [wecom.directory(), wecom.identify('CODE-1')].map(it => it.catch((e: unknown) => e)),
    )
    const all =
      JSON.stringify(logged) + errors.map(error => JSON.stringify(error) + String((error as Error).stack)).join('')
    expect(logged.length).toBeGreaterThan(3)
    for (const hidden of [
      secret,
      'tok1',
      'KEY-never',
      '110101',
      '已记录',
      'zhangsan',
      'ZhangSan',
      'CODE-1',
      'access_token',
    ]) {
      expect(all).not.toContain(hidden)
    }
  })
})

describe('a proxy', () => {
  const openProxy = async () => {
    const asked: string[] = []
    const server = createServer(socket => {
      socket.on('error', () => undefined)
      socket.once('data', data => {
        asked.push(data.toString().split('\r\n')[0] ?? '')
        socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n')
      })
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
    const { port } = server.address() as AddressInfo
    return { asked, url: `http://127.0.0.1:${port}`, close: () => new Promise(resolve => server.close(resolve)) }
  }
  it('carries every call, except to this machine and to what NO_PROXY names', async () => {
    fake = await fakeWeCom()
    const proxy = await openProxy()
    const outcomeAt = async (base: string, no: string | null) => {
      const { wecom } = wecomAt(base, { proxy: { https: proxy.url, no } })
      const [planned] = await wecom.post.plan(text('a'), [person('lisi')], null, idsFrom(), context())
      const outcome = await wecom.post.make(planned?.call.body ?? '')
      await wecom.close()
      return outcome.kind
    }
    expect(await outcomeAt(fake.base, null)).toBe('accepted')
    expect(proxy.asked).toEqual([])
    expect(await outcomeAt('https://wecom.invalid', null)).toBe('busy')
    expect(proxy.asked).toEqual(['CONNECT wecom.invalid:443 HTTP/1.1'])
    expect(await outcomeAt('https://wecom.invalid', 'wecom.invalid')).toBe('busy')
    expect(proxy.asked).toHaveLength(1)
    await proxy.close()
  })
})
