import { afterEach, describe, expect, it } from 'vitest'
import { xmlReader } from '../../../bot/callback/envelope.ts'
import { isSigned } from '../../../bot/callback/signature.ts'
import { envelope, messageXml, openDoor, signedEnvelope } from './deliver.ts'
import { app, v1, v2 } from './vectors.ts'
import { cipherFor } from '../../../bot/callback/cipher.ts'
import { randomBytes } from 'node:crypto'

type Door = Awaited<ReturnType<typeof openDoor>>
let door: Door
const open = async (options?: Parameters<typeof openDoor>[0]) => (door = await openDoor(options))
afterEach(() => door.close())

const text = (content: string) => messageXml({ MsgType: 'text', Content: content, MsgId: '7300000000000000001' })
const read = xmlReader()

describe('proving the address', () => {
  const query = (over: Record<string, string> = {}) =>
    new URLSearchParams({
      msg_signature: v1.signature,
      timestamp: v1.timestamp,
      nonce: v1.nonce,
      echostr: v1.encrypted,
      ...over,
    }).toString()

  it('answers the bare decrypted text and nothing else', async () => {
    await open()
    expect(await door.get(query())).toEqual({ status: 200, body: v1.message })
    const escaped = `msg_signature=${v1.signature}&timestamp=${v1.timestamp}&nonce=${v1.nonce}&echostr=${v1.escaped}`
    expect(await door.get(escaped)).toEqual({ status: 200, body: v1.message })
  })
  it('refuses an echostr whose plus signs became spaces, a wrong signature and missing values', async () => {
    await open()
    const damaged = { echostr: v2.encrypted.replaceAll('+', ' '), timestamp: v2.timestamp, msg_signature: v2.signature }
    expect((await door.get(query(damaged))).status).toBe(403)
    expect((await door.get(query({ nonce: '1' }))).status).toBe(403)
    expect((await door.get('')).status).toBe(400)
    expect((await door.get(`${query()}&nonce=2`)).status).toBe(400)
    expect(door.counted).toEqual(['signature', 'signature', 'garbage', 'garbage'])
  })
})

describe('a delivery', () => {
  it('is performed once durable and answered with an encrypted text', async () => {
    await open({ perform: async () => ({ text: '已记录]]>，谢谢。' }) })
    const answer = await door.deliver(text('已学习'))
    expect(answer.status).toBe(200)
    expect(door.received).toEqual([
      {
        key: '202311:msg:7300000000000000001',
        from: 'ZhangSan',
        sent: 1_700_000_001_000,
        what: { kind: 'text', text: '已学习' },
      },
    ])
    const outer = read(answer.body) as Record<string, string>
    const signed = { timestamp: outer.TimeStamp ?? '', nonce: outer.Nonce ?? '', encrypted: outer.Encrypt ?? '' }
    expect(isSigned(app.token, signed, outer.MsgSignature ?? '')).toBe(true)
    const inner = cipherFor({ aesKey: app.aesKey, receiveId: app.corpId, draw: randomBytes }).open(signed.encrypted)
    expect(read(inner)).toEqual({
      ToUserName: 'ZhangSan',
      FromUserName: app.corpId,
      CreateTime: '1700000005',
      MsgType: 'text',
      Content: '已记录]]>，谢谢。',
    })
  })
  it('is answered empty where there is nothing to say', async () => {
    await open()
    expect(await door.deliver(text('在吗'))).toEqual({ status: 200, body: '' })
  })
  it('reads vector V2, years old: a timestamp is never too old', async () => {
    await open()
    const answer = await door.post(
      { msg_signature: v2.signature, timestamp: v2.timestamp, nonce: v2.nonce },
      signedEnvelope(v2.encrypted)[1],
    )
    expect(answer.status).toBe(200)
    expect(door.received[0]).toMatchObject({ from: 'zhangsan', what: { kind: 'text', text: '你好' } })
  })
  it('is heard even with characters that XML forbids', async () => {
    await open()
    await door.deliver(text('第一行\u000b第二行\u0000'))
    expect(door.received[0]?.what).toEqual({ kind: 'text', text: '第一行\n第二行' })
  })
  it('without a sender is acknowledged and not performed', async () => {
    await open()
    expect(await door.deliver('<xml><InfoType>suite_ticket</InfoType></xml>')).toEqual({ status: 200, body: '' })
    expect(door.received).toEqual([])
  })
})

describe('what is refused', () => {
  it('a forged signature, with 403', async () => {
    await open()
    const [query, body] = envelope(text('已学习'))
    const forged = `${query.msg_signature?.startsWith('0') ? '1' : '0'}${query.msg_signature?.slice(1)}`
    expect(await door.post({ ...query, msg_signature: forged }, body)).toEqual({ status: 403, body: '' })
    expect(door.counted).toEqual(['signature'])
  })
  it('a foreign corp, with 403', async () => {
    await open()
    expect((await door.deliver(text('已学习'), 'wwother')).status).toBe(403)
    expect(door.counted).toEqual(['receiver'])
  })
  it('garbage of every kind, with 400', async () => {
    await open()
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>'
    const [query] = envelope(text('x'))
    expect((await door.post(query, bomb)).status).toBe(400)
    expect((await door.post(query, '')).status).toBe(400)
    expect((await door.post(query, '<xml><Encrypt>a</Encrypt><Encrypt>b</Encrypt></xml>')).status).toBe(400)
    expect((await door.post({}, envelope(text('x'))[1])).status).toBe(400)
    expect((await door.deliver('<!DOCTYPE x><xml><a>1</a></xml>')).status).toBe(400)
    expect((await door.deliver('not XML')).status).toBe(400)
    expect((await door.post(...signedEnvelope('QUJD'))).status).toBe(400)
    expect((await door.post(...signedEnvelope('%%%%'))).status).toBe(400)
    expect(door.counted).toEqual(Array.from({ length: 8 }, () => 'garbage'))
  })
  it('a body over 1 MB, announced or not, with 413', async () => {
    await open()
    const [query] = envelope(text('x'))
    expect((await door.post(query, Buffer.alloc(1_048_577, 'a'))).status).toBe(413)
    const chunked = await fetch(`${door.url}?${new URLSearchParams(query).toString()}`, {
      method: 'POST',
      body: new ReadableStream({
        start: controller => {
          for (let i = 0; i < 20; i++) controller.enqueue(Buffer.alloc(65_536, 'a'))
          controller.close()
        },
      }),
      duplex: 'half',
    })
    expect(chunked.status).toBe(413)
    expect(door.counted).toEqual(['too large', 'too large'])
  })
  it('another method, with 405', async () => {
    await open()
    expect((await fetch(door.url, { method: 'DELETE' })).status).toBe(405)
  })
  it('and none of it reaches the product or shows in the log', async () => {
    await open()
    await door.deliver(text('身份证 110101'), 'wwother')
    await door.post({ msg_signature: 'x', timestamp: '1', nonce: '2' }, envelope(text('身份证 110101'))[1])
    await door.deliver('身份证 110101')
    expect(door.received).toEqual([])
    expect(door.logged).toHaveLength(3)
    const log = JSON.stringify(door.logged)
    for (const secret of ['110101', 'ZhangSan', app.token, app.aesKey, app.corpId]) expect(log).not.toContain(secret)
  })
})

describe('a deed that cannot be committed', () => {
  const broken = async () => {
    throw new Error('身份证 110101')
  }
  it('is answered 503 with no text, so that WeCom delivers again', async () => {
    await open({ perform: broken })
    expect(await door.deliver(text('已学习'))).toEqual({ status: 503, body: '' })
    expect(JSON.stringify(door.logged)).not.toContain('110101')
    expect(door.counted).toEqual([])
  })
  it('has its connection cut where WeCom repeats only then', async () => {
    await open({ perform: broken, cutOnFailure: true })
    await expect(door.deliver(text('已学习'))).rejects.toMatchObject({ name: 'SocketError' })
  })
})
