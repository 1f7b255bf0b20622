import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StoreStopped } from '../../store/transaction.ts'
import type { Browser } from './browser.ts'
import { notice, openPages, type PagesHouse } from './house.ts'

const confirm = `/api/notices/${notice}/confirm`
const tap = { tap: '1'.repeat(32) }

describe('the doors of the web', () => {
  let house: PagesHouse
  let browser: Browser
  beforeAll(async () => {
    house = await openPages()
    browser = await house.visit('zhangwei')
  })
  afterAll(() => house.close())

  it.each([
    ['without our header', { 'X-Qingfeng': '' }],
    ['from another origin', { Origin: 'https://evil.example' }],
    ['from a page that hides its origin', { Origin: 'null' }],
    ['from another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['from a sister host', { 'Sec-Fetch-Site': 'same-site' }],
    ['that does not say where it comes from', { Origin: '', 'Sec-Fetch-Site': '' }],
  ])('take no post %s', async (_what, headers) => {
    const answer = await browser.post(confirm, tap, headers)
    expect(answer.status).toBe(403)
    expect(answer.text).toContain('error')
  })

  it('take only JSON, of a modest size', async () => {
    expect((await browser.post(confirm, tap, { 'Content-Type': 'text/plain' })).status).toBe(415)
    expect((await browser.post(confirm, tap, { 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(415)
    const huge = await browser.post(confirm, { ...tap, more: 'x'.repeat(101 * 1024) })
    expect(huge.status).toBe(413)
    const broken = await browser.send(confirm, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Qingfeng': '1',
        Origin: house.url,
      },
      body: '{"tap":',
    })
    expect(broken.status).toBe(400)
    expect(await house.store.read(tx => tx.confirmations.count('notice', [notice]))).toBe(0)
  })

  it('take a post of a browser too old to say its site', async () => {
    expect((await browser.post('/api/notices/202611-x/confirm', tap, { 'Sec-Fetch-Site': '' })).status).toBe(404)
  })

  it('leave WeCom’s callback its body, whatever type it claims', async () => {
    for (const type of ['text/xml', 'application/json']) {
      const answer = await browser.send('/wecom/callback?a=1', {
        method: 'POST',
        headers: { 'Content-Type': type },
        body: '{"a":"正文"}',
      })
      expect(answer.text).toBe('callback heard 14 bytes')
    }
  })

  it('tell that the process lives, and when it is ready', async () => {
    expect((await browser.open('/healthz')).status).toBe(200)
    expect((await browser.open('/readyz')).status).toBe(503)
    house.ready = true
    expect((await browser.open('/readyz')).status).toBe(200)
    expect((await browser.open('/metrics')).headers['content-type']).toContain('text/plain')
  })

  it('serve the domain’s proof and nothing beside it', async () => {
    const proof = await browser.open('/WW_verify_abc123.txt')
    expect([proof.status, proof.text]).toEqual([200, 'abc123'])
    for (const path of [
      '/WW_verify_zzz.txt',
      '/secret.txt',
      '/WW_verify_..%2fsecret.txt',
      '/WW_verify_/../secret.txt',
      '/WW_verify_abc123.txt/',
      '/WW_verify_abc123.txt%00',
      '/ww_verify_abc123.txt',
      `/WW_verify_${'a'.repeat(65)}.txt`,
    ]) {
      expect(`${path} ${(await browser.open(path)).status}`).toBe(`${path} 404`)
    }
  })

  it('serve the built files for a year, and nothing outside of their folder', async () => {
    const asset = await browser.open('/h5/assets/app-1234.js')
    expect(asset.headers['cache-control']).toBe('max-age=31536000,immutable')
    for (const path of [
      '/h5/assets/../index.html',
      '/h5/assets/..%2findex.html',
      '/h5/assets/%2e%2e/index.html',
      '/h5/assets/..\\index.html',
      '/h5/assets/.hidden',
      '/h5/assets/app-1234.js%00',
      '/h5/assets//etc/passwd',
      '/h5/assets/',
      '/h5/assets/none.js',
    ]) {
      expect(`${path} ${(await browser.open(path)).status}`).toBe(`${path} 404`)
    }
  })

  it('let nobody frame a page, run a script within it or keep it', async () => {
    const { headers } = await browser.open(`/h5/notices/${notice}`)
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("img-src 'self' data:")
    expect(policy).not.toContain('unsafe')
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
    })
    expect((await browser.ask('/api/me')).headers['cache-control']).toBe('no-store')
  })

  it.each([
    '/h5/notices/../../etc/passwd',
    '/h5/notices/%2e%2e',
    '/h5/notices/%00',
    '/h5/notices/%',
    '/h5/notices/__proto__',
    `/h5/notices/${notice.toUpperCase()}`,
    `/h5/notices/${notice}/`,
    `/H5/notices/${notice}`,
    '/api',
    '/',
  ])('know no such path: %s', async path => {
    const answer = await browser.open(path)
    expect([400, 404]).toContain(answer.status)
    expect(answer.text).toContain('企业微信')
    expect(answer.text).not.toMatch(/\bat .*\.ts|Error/)
  })

  it('know no path of endless length', async () => {
    expect((await browser.open(`/h5/notices/${'2'.repeat(5000)}`)).status).toBe(404)
  })

  it('say one sentence and no more when something fails, and log no contents', async () => {
    const { store } = house
    const failing = async (error: Error) => {
      const read = store.read.bind(store)
      store.read = () => Promise.reject(error)
      const answer = await browser.ask('/api/me')
      store.read = read
      return answer
    }
    const fault = await failing(new TypeError('王新 is not a function'))
    expect(fault.status).toBe(500)
    expect(fault.text).not.toMatch(/王新|TypeError/)
    expect(JSON.stringify(house.logs)).toContain('TypeError')
    expect(JSON.stringify(house.logs)).not.toContain('王新')
    const stopped = await failing(new StoreStopped('disk'))
    expect(stopped.status).toBe(503)
    expect(stopped.text).toContain('过几分钟再试')
  })
})
