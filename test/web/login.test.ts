import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wayBack } from './browser.ts'
import { notice, openPages, type PagesHouse } from './house.ts'

const page = `/h5/notices/${notice}`

describe('the login by WeCom', () => {
  let house: PagesHouse
  beforeEach(async () => {
    house = await openPages()
  })
  afterEach(() => house.close())

  it('sends whoever opens a page to WeCom, and back to that page', async () => {
    const browser = await house.visit()
    const away = await browser.open(page)
    expect(away.status).toBe(302)
    const { state, redirect } = wayBack(away)
    expect(state).toMatch(/^[a-zA-Z0-9]{20,128}$/)
    expect(redirect).toBe(`${house.url}/h5/login`)
    const back = await browser.open(`/h5/login?code=zhangwei-1&state=${state}`)
    expect([back.status, back.headers['location']]).toEqual([302, page])
    expect((await browser.open(page)).status).toBe(200)
    expect((await browser.ask('/api/me')).text).toBe('{"name":"张伟","office":false,"head":false}')
  })

  it('takes a download’s link as well', async () => {
    const browser = await house.visit()
    const path = `/api/notices/${notice}/roster.xlsx`
    const back = await browser.login('jiwei', path)
    expect(back.headers['location']).toBe(path)
  })

  it('lets two pages opened at once both log in', async () => {
    const browser = await house.visit()
    const first = wayBack(await browser.open(page)).state
    const second = wayBack(await browser.open(`/h5/progress/${notice}`)).state
    expect((await browser.open(`/h5/login?code=jiwei-1&state=${first}`)).headers['location']).toBe(page)
    expect((await browser.open(`/h5/login?code=jiwei-2&state=${second}`)).headers['location']).toBe(
      `/h5/progress/${notice}`,
    )
  })

  it('keeps what the browser holds from scripts and from other sites', async () => {
    const browser = await house.visit()
    const away = await browser.open(page)
    const back = await browser.open(`/h5/login?code=yan-1&state=${wayBack(away).state}`)
    for (const { headers } of [away, back]) {
      expect(headers['set-cookie']).toMatch(/; httponly/i)
      expect(headers['set-cookie']).toMatch(/; samesite=lax/i)
      expect(headers['set-cookie']).not.toMatch(/secure/i)
    }
  })

  it('sets secure cookies under https, whatever the proxy speaks', async () => {
    const secure = await openPages({ publicUrl: 'https://pages.example.org' })
    const away = await (await secure.visit()).open(page)
    expect(away.headers['set-cookie']).toMatch(/^__Host-qf_login_.*; secure/i)
    expect(away.headers['strict-transport-security']).toBeDefined()
    await secure.close()
  })

  it('stores of a session only the hash of what the browser holds', async () => {
    const browser = await house.visit('yan')
    const [id] = await house.store.read(async tx => (await tx.sessions.list('person', ['yan'])).map(row => row.id))
    expect(id).toMatch(/^[0-9a-f]{64}$/)
    expect(browser.cookies.get('qf_session')).not.toContain(id)
  })

  it.each([
    ['a state that another browser was given', 'yan', 'other'],
    ['a state that nobody was given', 'yan', '0'.repeat(32)],
    ['no state', 'yan', ''],
    ['a state twice', 'yan', 'twice'],
    ['a code that WeCom does not know', 'bad', 'own'],
    ['no code', '', 'own'],
  ])('refuses %s', async (_what, code, which) => {
    const browser = await house.visit()
    const own = wayBack(await browser.open(page)).state
    const other = wayBack(await (await house.visit()).open(page)).state
    const states: Record<string, string> = { own, other, twice: `${own}&state=${own}` }
    const answer = await browser.open(`/h5/login?code=${code}&state=${states[which] ?? which}`)
    expect(answer.status).toBe(401)
    expect(answer.text).toContain('登录未成功，请回到企业微信重新打开')
    expect(browser.cookies.has('qf_session')).toBe(false)
  })

  it('asks WeCom once about a code, and never where the state is not ours', async () => {
    const browser = await house.visit()
    const { state } = wayBack(await browser.open(page))
    const address = `/h5/login?code=yan-1&state=${state}`
    expect((await browser.open(address)).status).toBe(302)
    expect((await browser.open(address)).status).toBe(401)
    expect((await (await house.visit()).open(address)).status).toBe(401)
    expect(house.identified).toEqual(['yan-1'])
  })

  it('ends the wait for WeCom after ten minutes', async () => {
    const browser = await house.visit()
    const { state } = wayBack(await browser.open(page))
    house.clock.add(10 * 60_000)
    expect((await browser.open(`/h5/login?code=yan-1&state=${state}`)).status).toBe(401)
  })

  it('logs nobody in whom WeCom or the directory does not know', async () => {
    for (const code of ['outsider', 'stranger-1']) {
      const browser = await house.visit()
      const { state } = wayBack(await browser.open(page))
      const answer = await browser.open(`/h5/login?code=${code}&state=${state}`)
      expect(answer.status).toBe(403)
      expect(answer.text).toContain('通讯录里没有找到您')
    }
  })

  it.each([
    '/h5/login?code=yan-1&state=x&return=https://evil.example',
    '/h5//evil.example',
    '//evil.example/h5/notices/x',
    '/h5/notices/..%2f..%2f%2fevil.example',
    '/h5/notices/%0d%0aLocation:%20https:evil.example',
    `/h5/notices/${notice}/../../evil`,
    '/h5\\evil.example',
  ])('sends nobody anywhere else: %s', async path => {
    const answer = await (await house.visit()).open(path)
    expect(answer.headers['location']).toBeUndefined()
    expect([400, 401, 404]).toContain(answer.status)
  })

  it('forgets the way back that was tampered with', async () => {
    const browser = await house.visit()
    const { state } = wayBack(await browser.open(page))
    const evil = Buffer.from(JSON.stringify({ state, path: '//evil.example', at: house.clock.now() })).toString(
      'base64url',
    )
    const signature = browser.cookies.get(`qf_login_${state}`)?.split('.')[1] ?? ''
    browser.cookies.set(`qf_login_${state}`, `${evil}.${signature}`)
    expect((await browser.open(`/h5/login?code=yan-1&state=${state}`)).status).toBe(401)
  })

  it('does not take a forged or an exchanged session cookie', async () => {
    const browser = await house.visit('yan')
    const [value = '', mac = ''] = (browser.cookies.get('qf_session') ?? '').split('.')
    for (const forged of [value, `${value}.`, `${value}.${mac}x`, `x${value}.${mac}`, `${mac}.${value}`, '..', '']) {
      browser.cookies.set('qf_session', forged)
      expect((await browser.ask('/api/me')).status).toBe(401)
    }
  })

  it('ends twelve hours after the login', async () => {
    const browser = await house.visit('yan')
    for (let hours = 0; hours < 12; hours++) {
      expect((await browser.ask('/api/me')).status).toBe(200)
      house.clock.add(3_600_000)
    }
    expect((await browser.ask('/api/me')).status).toBe(401)
  })

  it('wants the office named anew after half an hour of idleness, but not while it is in use', async () => {
    const browser = await house.visit('jiwei')
    const progress = `/api/notices/${notice}/progress`
    for (let i = 0; i < 4; i++) {
      house.clock.add(29 * 60_000)
      expect((await browser.ask(progress)).status).toBe(200)
    }
    house.clock.add(30 * 60_000)
    expect((await browser.ask(`/api/notices/${notice}`)).status).toBe(200)
    expect((await browser.ask(progress)).status).toBe(401)
    expect((await browser.open(`/h5/progress/${notice}`)).status).toBe(302)
    await browser.login('jiwei', `/h5/progress/${notice}`)
    expect((await browser.ask(progress)).status).toBe(200)
  })

  it('ends with 退出, for a copy of the cookie too', async () => {
    const browser = await house.visit('yan')
    const copy = await house.visit()
    copy.cookies.set('qf_session', browser.cookies.get('qf_session') ?? '')
    expect((await copy.ask('/api/me')).status).toBe(200)
    expect((await browser.post('/api/logout')).status).toBe(200)
    expect(browser.cookies.has('qf_session')).toBe(false)
    expect((await copy.ask('/api/me')).status).toBe(401)
  })

  it('has no pages without a public address, and says what to do', async () => {
    const closed = await openPages({ publicUrl: null })
    const browser = await closed.visit()
    for (const path of [page, '/h5/login?code=a&state=b', '/h5/', '/api/me', '/api/none']) {
      const answer = await browser.open(path)
      expect(answer.status).toBe(404)
      expect(answer.text).toContain('帮助')
    }
    expect((await browser.open('/healthz')).status).toBe(200)
    await closed.close()
  })
})
