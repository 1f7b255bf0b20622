import { afterEach, describe, expect, it } from 'vitest'
import { CannotPlan, type Planned, type Recipient } from '../../../handlers/post.ts'
import { type CardSaying, type Saying, text } from '../../../handlers/saying.ts'
import { context, type FakeWeCom, fakeWeCom, idsFrom, person, wecomAt } from '../fake-wecom.ts'

let fake: FakeWeCom
afterEach(() => fake.close())

interface Sent {
  path: string
  json: Record<string, unknown> & { touser: string; text?: { content: string } }
}

async function plan(
  saying: Saying,
  to: Recipient[],
  { over = {}, group = null, ctx = {} }: { over?: object; group?: string | null; ctx?: object } = {},
): Promise<{ planned: Planned; sent: Sent[] }> {
  fake = await fakeWeCom({
    '/cgi-bin/media/upload': { errcode: 0, errmsg: '', type: 'file', media_id: 'MEDIA', created_at: '1' },
  })
  const { wecom } = wecomAt(fake.base, over)
  try {
    const planned = await wecom.post.plan(saying, to, group, idsFrom(), context(ctx))
    const sent = planned.map(({ call }) => {
      const body = JSON.parse(call.body) as { path: string; json: string }
      return { path: body.path, json: JSON.parse(body.json) as Sent['json'] }
    })
    return { planned, sent }
  } finally {
    await wecom.close()
  }
}

const people = (count: number, reads: Recipient['reads'] = 'wecom') =>
  Array.from({ length: count }, (_, i) => person(`U${i}`, reads))

const card: CardSaying = {
  kind: 'card',
  title: '学习',
  summary: '请学习',
  lines: [],
  page: '/h5/study/1',
  pageLabel: '阅读全文',
  buttons: [{ text: '我已学习', press: 'study.confirm:1' }],
  word: '已学习',
}
const file: Saying = {
  kind: 'file',
  make: 'roster',
  of: '202611-x',
  name: '学习名单（心内科）.xlsx',
  summary: '名单已备好。',
  page: '/h5/roster/202611-x',
}

describe('planning', () => {
  it('reaches 5,000 people with 5 calls, each with all it has to have', async () => {
    const { planned, sent } = await plan(card, people(5000))
    expect(planned).toHaveLength(5)
    for (const [index, { json, path }] of sent.entries()) {
      expect(path).toBe('/cgi-bin/message/send')
      expect(json).toMatchObject({ agentid: 1000002, enable_duplicate_check: 1, duplicate_check_interval: 14_400 })
      expect(json.touser.split('|')).toEqual(
        people(5000)
          .slice(index * 1000, index * 1000 + 1000)
          .map(({ userid }) => userid),
      )
      expect(json.template_card).toMatchObject({ task_id: planned[index]?.id })
    }
    expect(planned.every(({ part, call }) => part === 0 && call.repeatable)).toBe(true)
    expect(new Set(planned.map(({ id }) => id)).size).toBe(5)
    expect(planned[4]?.call.to.at(-1)).toBe('u4999')
  })
  it('sets readers of the WeChat plug-in apart for a card, not for a text', async () => {
    const mixed = [person('a'), person('b', 'wechat'), person('c')]
    const cards = await plan(card, mixed)
    expect(cards.sent.map(({ json }) => [json.touser, json.msgtype])).toEqual([
      ['a|c', 'template_card'],
      ['b', 'textcard'],
    ])
    await fake.close()
    expect((await plan(text('好'), mixed)).sent.map(({ json }) => json.touser)).toEqual(['a|b|c'])
  })
  it('sends the parts of a long text one after another', async () => {
    const words = '第一条，认真学习。'.repeat(200)
    const { planned, sent } = await plan(text(words), people(2))
    expect(planned.map(({ part }) => part)).toEqual([0, 1, 2])
    expect(sent.map(({ json }) => json.text?.content.trimEnd()).join('')).toBe(words)
  })
  it('makes the same words two messages, so that the duplicate check does not swallow the second', async () => {
    fake = await fakeWeCom()
    const { wecom } = wecomAt(fake.base)
    const ids = idsFrom()
    const bodies = new Set<string>()
    for (let i = 0; i < 50; i++) {
      for (const { call } of await wecom.post.plan(text('应学 62 人'), people(1), null, ids, context()))
        bodies.add(call.body)
    }
    expect(bodies.size).toBe(50)
    const again = await wecom.post.plan(text('应学 62 人'), people(1), null, idsFrom(), context())
    expect(bodies).toContain(again[0]?.call.body)
    await wecom.close()
  })
  it('sends nothing to nobody', async () => {
    expect((await plan(card, [])).planned).toEqual([])
  })
})

describe('changing a card', () => {
  it('of the presser: by the code of the press', async () => {
    const saying: Saying = { kind: 'close-card', responseCode: 'CODE', text: '已学习', otherwise: null }
    const { planned, sent } = await plan(saying, [person('ZhangSan')])
    expect(planned[0]?.call.to).toEqual(['zhangsan'])
    expect(sent).toEqual([
      {
        path: '/cgi-bin/message/update_template_card',
        json: { userids: ['ZhangSan'], agentid: 1000002, response_code: 'CODE', button: { replace_name: '已学习' } },
      },
    ])
  })
  it('of all who have it: by the code of the send', async () => {
    const saying: Saying = { kind: 'close-all', call: 'c', text: '已撤回' }
    const { sent } = await plan(saying, people(3), { ctx: { responseCode: 'SEND' } })
    expect(sent[0]?.json).toEqual({
      atall: 1,
      agentid: 1000002,
      response_code: 'SEND',
      button: { replace_name: '已撤回' },
    })
    await fake.close()
    await expect(plan(saying, people(3))).rejects.toThrow(CannotPlan)
  })
})

describe('a file', () => {
  it('is a guarded download where pages can be opened', async () => {
    const { sent } = await plan(file, people(1))
    expect(sent[0]?.json).toMatchObject({
      msgtype: 'textcard',
      textcard: { title: '学习名单（心内科）.xlsx', url: 'https://lz.example.org/h5/roster/202611-x', btntxt: '下载' },
    })
  })
  it('is uploaded under its Chinese name and sent confidentially where they cannot', async () => {
    const bytes = Buffer.from('PK\u0003\u0004 table')
    const { sent } = await plan(file, people(1), { over: { publicUrl: null }, ctx: { file: async () => bytes } })
    expect(sent[0]?.json).toMatchObject({ msgtype: 'file', file: { media_id: 'MEDIA' }, safe: 1 })
    const [upload] = fake.at('/cgi-bin/media/upload')
    expect(upload?.query.type).toBe('file')
    const boundary = /boundary=(\S+)$/.exec(upload?.headers['content-type'] ?? '')?.[1] ?? 'none'
    const [head = '', ...rest] = (upload?.body.toString() ?? '').split('\r\n\r\n')
    expect(head.split('\r\n')).toEqual([
      `--${boundary}`,
      `Content-Disposition: form-data; name="media"; filename="学习名单（心内科）.xlsx"; filelength=${bytes.length}`,
      'Content-Type: application/octet-stream',
    ])
    expect(rest.join('\r\n\r\n')).toBe(`${bytes.toString()}\r\n--${boundary}--\r\n`)
  })
  it('that is empty or too large cannot be sent', async () => {
    const over = { publicUrl: null }
    for (const size of [0, 5, 20 * 1024 * 1024 + 1]) {
      await expect(plan(file, people(1), { over, ctx: { file: async () => new Uint8Array(size) } })).rejects.toThrow(
        CannotPlan,
      )
      await fake.close()
    }
  })
})

describe('a group', () => {
  it('without a webhook, or with one of another WeCom, gets nothing', async () => {
    await expect(plan(card, [], { group: '3' })).rejects.toThrow(CannotPlan)
    await fake.close()
    const ctx = { webhook: 'https://evil.example/cgi-bin/webhook/send?key=k' }
    await expect(plan(card, [], { group: '3', ctx })).rejects.toThrow(CannotPlan)
    await fake.close()
    await expect(plan(file, [], { group: '3', ctx })).rejects.toThrow(CannotPlan)
  })
})
