import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { request } from 'undici'
import { callbackDoor } from '../../../bot/callback/door.ts'
import { cipherFor } from '../../../bot/callback/cipher.ts'
import { sign } from '../../../bot/callback/signature.ts'
import type { Received } from '../../../handlers/chat/receive.ts'
import { app } from './vectors.ts'

/** WeCom's side of the callback, against a door of its own on 127.0.0.1. */
export async function openDoor({
  perform = async () => ({ text: null }),
  cutOnFailure = false,
}: {
  perform?: (received: Received) => Promise<{ text: string | null }>
  cutOnFailure?: boolean
} = {}) {
  const received: Received[] = []
  const counted: string[] = []
  const logged: unknown[] = []
  const note = (...line: unknown[]) => void logged.push(line)
  const koa = new Koa()
  koa.use(
    callbackDoor(
      { ...app, cutOnFailure },
      {
        perform: async incoming => {
          received.push(incoming)
          return perform(incoming)
        },
        count: reason => counted.push(reason),
        now: () => 1_700_000_005_000,
        randomBytes,
        log: { info: note, warn: note, error: note },
      },
    ),
  )
  const handle = koa.callback()
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/wecom/callback`

  const post = async (query: Record<string, string>, body: string | Buffer) => {
    const answer = await request(`${url}?${new URLSearchParams(query).toString()}`, { method: 'POST', body })
    return { status: answer.statusCode, body: await answer.body.text() }
  }
  const get = async (search: string) => {
    const answer = await request(`${url}?${search}`)
    return { status: answer.statusCode, body: await answer.body.text() }
  }
  const deliver = (message: string, receiveId = app.corpId) => post(...envelope(message, receiveId))
  return {
    received,
    counted,
    logged,
    url,
    post,
    get,
    deliver,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The query and the body of a delivery, as WeCom signs and encrypts it. */
export function envelope(message: string, receiveId = app.corpId): [Record<string, string>, string] {
  const encrypted = cipherFor({ aesKey: app.aesKey, receiveId, draw: randomBytes }).seal(message)
  return signedEnvelope(encrypted)
}

export function signedEnvelope(encrypted: string): [Record<string, string>, string] {
  const signed = { timestamp: '1700000001', nonce: '1372623149', encrypted }
  return [
    { msg_signature: sign(app.token, signed), timestamp: signed.timestamp, nonce: signed.nonce },
    `<xml><ToUserName><![CDATA[${app.corpId}]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID>` +
      `<Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`,
  ]
}

/** A decrypted message; every value as CDATA. */
export function messageXml(fields: Record<string, string>): string {
  const all = { ToUserName: app.corpId, FromUserName: 'ZhangSan', CreateTime: '1700000001', ...fields }
  const inside = Object.entries(all).map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
  return `<xml>${inside.join('')}</xml>`
}
