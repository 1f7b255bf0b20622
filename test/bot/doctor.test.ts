import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomBytes } from 'node:crypto'
import Koa from 'koa'
import { afterEach, describe, expect, it } from 'vitest'
import { callbackDoor } from '../../bot/callback/door.ts'
import { examine } from '../../bot/doctor.ts'
import type { WeComConfig } from '../../bot/open.ts'
import type { Running } from '../../bot/smart/examine.ts'
import { configOf, type FakeWeCom, fakeWeCom, secret } from './fake-wecom.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map(close => close()))
})

const config = configOf('')

/** The running bot's callback, at an address of its own. */
async function running(token = config.token ?? ''): Promise<string> {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const koa = new Koa()
  koa.use(
    callbackDoor(
      { corpId: config.corpId, token, aesKey: config.aesKey ?? '' },
      { perform: async () => ({ text: null }), count: () => undefined, now: Date.now, randomBytes, log },
    ),
  )
  const handle = koa.callback()
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  closing.push(() => new Promise(resolve => server.close(resolve)))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function doctor(
  replies: Parameters<typeof fakeWeCom>[0],
  over: Partial<WeComConfig>,
  { skew = 0, free = 50, running: bot = null }: { skew?: number; free?: number; running?: Running } = {},
) {
  const fake: FakeWeCom = await fakeWeCom(replies)
  closing.push(fake.close)
  const findings = await examine(
    { ...configOf(fake.base, over), dataDir: '.' },
    { now: () => Date.now() + skew, freeBytes: async () => free * 1024 ** 3, running: bot },
  )
  const about = (name: string) => findings.find(({ line }) => line.startsWith(name))
  return { findings, about, fake }
}

const agent = (domain: string) => ({
  '/cgi-bin/agent/get': { name: '清风', allow_partys: { partyid: [1] }, close: 0, redirect_domain: domain },
  '/cgi-bin/department/simplelist': { department_id: [{ id: 1 }] },
  '/cgi-bin/department/get': { department: { id: 1, name: '示例医院', parentid: 0, order: 1 } },
  '/cgi-bin/user/list': { userlist: [{ userid: 'a', name: '张三', department: [1], status: 1 }] },
  '/cgi-bin/getcallbackip': { ip_list: ['192.0.2.1', '192.0.2.2'] },
})

describe('the doctor', () => {
  it('says in nine lines that an installation can go live, and sends nobody anything', async () => {
    const publicUrl = await running()
    const { findings, fake } = await doctor(agent(new URL(publicUrl).host), { publicUrl })
    expect(findings.filter(({ ok }) => !ok)).toEqual([])
    expect(findings.map(({ line }) => line.split('：')[0]?.replace(/（.*/, ''))).toEqual([
      '访问令牌',
      '企业可信IP',
      '应用',
      '可见范围',
      '回调',
      '可信域名',
      '时钟',
      '磁盘',
      '智能机器人',
    ])
    expect(fake.seen.some(({ path }) => /send|update/.test(path))).toBe(false)
  })
  it('shows the address that the trusted list lacks', async () => {
    const errmsg = 'not allow to access from your ip, hint: [1], from ip: 203.0.113.7, more info at …'
    const { about } = await doctor({ '/cgi-bin/agent/get': { errcode: 60020, errmsg } }, { publicUrl: null })
    expect(about('访问令牌')?.ok).toBe(true)
    expect(about('企业可信IP')).toMatchObject({ ok: false, line: expect.stringContaining('203.0.113.7') as string })
  })
  it('says that the secret is wrong, without showing it', async () => {
    const { about, findings } = await doctor(
      { '/cgi-bin/gettoken': { errcode: 40001, errmsg: secret } },
      { publicUrl: null },
    )
    expect(about('访问令牌')).toMatchObject({ ok: false, line: expect.stringContaining('WECOM_SECRET') as string })
    expect(JSON.stringify(findings)).not.toContain(secret)
  })
  it('finds a callback that nobody answers, or that a service with another token answers', async () => {
    const gone = await doctor(agent(''), { publicUrl: 'http://127.0.0.1:9' })
    expect(gone.about('回调')).toMatchObject({ ok: false, line: expect.stringContaining('npm run serve') as string })
    const other = await doctor(agent(''), { publicUrl: await running('AnotherToken') })
    expect(other.about('回调')).toMatchObject({ ok: false, line: expect.stringContaining('Token') as string })
    const none = await doctor(agent(''), { token: null, aesKey: null })
    expect(none.about('回调')).toMatchObject({ ok: false, line: expect.stringContaining('WECOM_TOKEN') as string })
  })
  it('does not miss a callback where the smart bot hears people', async () => {
    const bot = { id: 'aib', secret: 'never shown', wsUrl: 'ws://127.0.0.1:9', name: '清风' }
    const { about, findings } = await doctor(agent(''), { token: null, aesKey: null, bot }, { running: 'connected' })
    expect(about('回调')?.ok).toBe(true)
    expect(about('智能机器人')).toMatchObject({ ok: true, line: expect.stringContaining('已连接') as string })
    expect(JSON.stringify(findings)).not.toContain('never shown')
  })
  it('finds a trusted domain that is missing or another one, the port included', async () => {
    const publicUrl = 'https://lz.example.org:8443'
    expect((await doctor(agent(''), { publicUrl })).about('可信域名')?.ok).toBe(false)
    expect((await doctor(agent('lz.example.org'), { publicUrl })).about('可信域名')?.ok).toBe(false)
  })
  it('finds an empty visible range, a stopped app, a wrong clock and a full disk', async () => {
    const replies = { ...agent(''), '/cgi-bin/user/list': { userlist: [] }, '/cgi-bin/agent/get': { close: 1 } }
    const { about } = await doctor(replies, { publicUrl: null }, { skew: -600_000, free: 1 })
    for (const name of ['可见范围', '应用', '时钟', '磁盘']) expect(about(name)?.ok).toBe(false)
    expect(about('时钟')?.line).toMatch(/慢 (599|600|601) 秒/)
  })
  it('never throws, even where nothing can be reached', async () => {
    const findings = await examine(
      { ...configOf('http://127.0.0.1:9', { publicUrl: null }), dataDir: '/no/such/folder/yet' },
      { now: Date.now },
    )
    expect(findings.find(({ line }) => line.startsWith('访问令牌'))?.ok).toBe(false)
    expect(findings.find(({ line }) => line.startsWith('磁盘'))).toBeDefined()
  })
})
