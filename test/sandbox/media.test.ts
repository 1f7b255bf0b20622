import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Local, openLocal } from './client.ts'

const png = Buffer.from('\x89PNG picture', 'latin1')

describe('media', () => {
  let local: Local
  beforeEach(async () => {
    local = await openLocal()
  })
  afterEach(() => local.close())
  const upload = async (name: string, bytes: Uint8Array, type = 'file') => local.client.upload(name, bytes, { type })
  const download = async (media_id: unknown, headers: Record<string, string> = {}) => {
    const url = new URL('/cgi-bin/media/get', local.sandbox.url)
    url.searchParams.set('access_token', await local.client.login())
    url.searchParams.set('media_id', String(media_id))
    return fetch(url, { headers })
  }

  it('takes a file under its Chinese name and shows it to people', async () => {
    const bytes = Buffer.from('名单'.repeat(100))
    const answer = await upload('2026年11月花名册.xlsx', bytes)
    expect(answer).toMatchObject({ errcode: 0, errmsg: '', type: 'file' })
    expect(answer['created_at']).toBe(String(local.clock.now() / 1000))
    await local.client.send({ msgtype: 'file', file: { media_id: answer['media_id'] }, safe: 1 })
    const content = local.sandbox.messages('zhangwei')[0]?.content
    expect(content).toMatchObject({ type: 'file', name: '2026年11月花名册.xlsx', bytes: 600, safe: true })
    const shown = await fetch(new URL(content?.type === 'file' ? content.url : '', local.sandbox.url))
    expect(Buffer.from(await shown.arrayBuffer()).equals(bytes)).toBe(true)
  })

  it('gives the bytes back, whole or in part, and JSON where there are none', async () => {
    const { media_id } = await upload('a.txt', Buffer.from('0123456789'))
    const whole = await download(media_id)
    expect(whole.headers.get('content-disposition')).toContain('a.txt')
    expect(await whole.text()).toBe('0123456789')
    const part = await download(media_id, { Range: 'bytes=2-4' })
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', '234'])
    expect(await (await download(media_id, { Range: 'bytes=7-' })).text()).toBe('789')
    expect(await (await download(media_id, { Range: 'lines=1' })).json()).toMatchObject({ errcode: 40146 })
    const none = await download('unknown')
    expect(none.headers.get('content-type')).toContain('json')
    expect(await none.json()).toMatchObject({ errcode: 40007 })
  })

  it('refuses types, sizes and kinds that do not fit', async () => {
    expect((await upload('a.txt', Buffer.from('12345'))).errcode).toBe(40006)
    expect((await upload('a.txt', Buffer.alloc(0))).errcode).toBe(44001)
    expect((await upload('a.txt', Buffer.alloc(20 * 1024 * 1024 + 1))).errcode).toBe(45001)
    expect((await upload('a.txt', Buffer.from('123456'), 'shout')).errcode).toBe(40005)
    expect((await upload('a.txt', Buffer.from('123456'), 'image')).errcode).toBe(40004)
    expect((await upload('a.png', png, 'image')).errcode).toBe(0)
  })

  it('serves three days, for its own type', async () => {
    const { media_id } = await upload('a.png', png, 'image')
    const send = async (type: string) => (await local.client.send({ msgtype: type, [type]: { media_id } })).errcode
    expect(await send('file')).toBe(40007)
    expect(await send('image')).toBe(0)
    expect(local.sandbox.messages('zhangwei')[0]?.content.type).toBe('image')
    local.clock.add(3 * 24 * 3_600_000)
    await local.client.login()
    expect(await send('image')).toBe(40007)
    expect((await local.client.send({ msgtype: 'file', file: {} })).errcode).toBe(41006)
  })

  it('keeps programs from being confidential', async () => {
    const { media_id } = await upload('a.exe', Buffer.from('123456'))
    expect((await local.client.send({ msgtype: 'file', file: { media_id }, safe: 1 })).errcode).toBe(40004)
  })
})
