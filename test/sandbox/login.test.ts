import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Local, openLocal } from './client.ts'

const target = 'http://127.0.0.1:9/h5/login'

describe('naming who opens a page', () => {
  let local: Local
  let cookies: Map<string, string>
  beforeEach(async () => {
    local = await openLocal()
    cookies = new Map()
  })
  afterEach(() => local.close())

  /** As a browser: keeps cookies, follows nothing. */
  const visit = async (path: string, query: Record<string, string>) => {
    const url = new URL(path, local.sandbox.url)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: cookie ? { cookie } : {} })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    return answer
  }
  const become = (as: string) => visit('/local/open', { as, url: 'https://lz.example.org/h5/notices/1?a=1' })
  const inClient = (over: Record<string, string> = {}) =>
    visit('/connect/oauth2/authorize', {
      appid: local.sandbox.env['WECOM_CORP_ID'] ?? '',
      redirect_uri: target,
      response_type: 'code',
      scope: 'snsapi_base',
      state: 'abc123',
      agentid: String(local.agentid),
      ...over,
    })
  const byQr = (over: Record<string, string> = {}) =>
    visit('/wwlogin/sso/login', {
      login_type: 'CorpApp',
      appid: local.sandbox.env['WECOM_CORP_ID'] ?? '',
      agentid: String(local.agentid),
      redirect_uri: target,
      state: 'abc123',
      lang: 'zh',
      ...over,
    })
  const codeIn = (answer: Response) => new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const identify = (code: string) => local.client.call('auth/getuserinfo', { query: { code } })

  it('opens an address as a person', async () => {
    const answer = await become('zhangwei')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://lz.example.org/h5/notices/1?a=1'])
    expect((await visit('/local/open', { as: 'nobody', url: target })).status).toBe(404)
    expect((await visit('/local/open', { as: 'zhao', url: 'javascript:alert(1)' })).status).toBe(400)
  })

  it('makes pages forget whom they knew when the person changes', async () => {
    await become('zhangwei')
    cookies.set('qf_session', 'of zhangwei')
    await become('zhangwei')
    expect(cookies.get('qf_session')).toBe('of zhangwei')
    await become('zhao')
    expect(cookies.has('qf_session')).toBe(false)
  })

  it('sends the browser back with a code that names the person once', async () => {
    await become('LiNei')
    for (const login of [inClient, byQr]) {
      const answer = await login()
      const back = new URL(answer.headers.get('location') ?? '')
      expect([answer.status, `${back.origin}${back.pathname}`, back.searchParams.get('state')]).toEqual([
        302,
        target,
        'abc123',
      ])
      expect(await identify(codeIn(answer))).toEqual({ errcode: 0, errmsg: 'ok', userid: 'LiNei' })
      expect((await identify(codeIn(answer))).errcode).toBe(42022)
    }
    expect((await identify('unknown')).errcode).toBe(40029)
    expect(local.sandbox.findings()).toEqual([])
  })

  it('gives codes that end after 5 minutes', async () => {
    await become('zhangwei')
    const code = codeIn(await inClient())
    local.clock.add(5 * 60_000)
    expect((await identify(code)).errcode).toBe(42003)
  })

  it('knows nobody in a browser that nobody opened', async () => {
    const answer = await inClient()
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('请先在本地企业微信里选择您是谁')
    await become('wu')
    expect((await inClient()).status).toBe(400)
  })

  it('goes back to this machine only, and refuses what is wrong on a page of its own', async () => {
    await become('zhangwei')
    const said = async (answer: Response) => [answer.status, /错误码 (\d+)/.exec(await answer.text())?.[1]]
    expect(await said(await inClient({ redirect_uri: 'https://evil.example/h5/login' }))).toEqual([400, '50001'])
    expect(await said(await inClient({ redirect_uri: 'http://127.0.0.1.evil.example/' }))).toEqual([400, '50001'])
    expect(await said(await inClient({ state: 'a b' }))).toEqual([400, '84025'])
    expect(await said(await inClient({ state: 'a'.repeat(129) }))).toEqual([400, '84025'])
    expect(await said(await inClient({ appid: 'wwother' }))).toEqual([400, '40013'])
    expect(await said(await inClient({ scope: 'all' }))).toEqual([400, '40058'])
    expect(await said(await inClient({ agentid: '7' }))).toEqual([400, '40056'])
    expect(await said(await byQr({ login_type: 'no' }))).toEqual([400, '40058'])
  })
})
