import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import type { Sandbox } from '../../sandbox/wire.ts'

/** A callback as the bot's side got it, opened with the vendor's own package. */
export interface Heard {
  query: string
  body: string
  signed: boolean
  receiveId: string
  xml: string
}

/** What to answer: a status, the inner XML of a passive reply, a raw body, or what to do with the connection. */
type Reply = number | string | { raw: string } | ((response: ServerResponse) => void)

export interface TestBot {
  url: string
  heard: Heard[]
  /** Answers the next callbacks in this order; after them 200 with nothing. */
  replies(...replies: Reply[]): void
  close(): Promise<void>
}

export const tag = (xml: string, name: string): string =>
  new RegExp(`<${name}>(?:<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|([^<]*))</${name}>`)
    .exec(xml)
    ?.slice(1)
    .find(part => part !== undefined) ?? ''

/** A bot that takes callbacks as the vendor's package opens them. The sandbox delivers to it from now on. */
export async function openBot(sandbox: Sandbox): Promise<TestBot> {
  const { env } = sandbox
  const [token, key, corp] = ['WECOM_TOKEN', 'WECOM_ENCODING_AES_KEY', 'WECOM_CORP_ID'].map(
    name => env[name] ?? '',
  ) as [string, string, string]
  const heard: Heard[] = []
  let queue: Reply[] = []
  const server = createServer((request, response) => {
    void readText(request).then(body => {
      const query = request.url?.split('?')[1] ?? ''
      const parameters = new URLSearchParams(query)
      const encrypted = tag(body, 'Encrypt')
      const [timestamp, nonce] = [parameters.get('timestamp') ?? '', parameters.get('nonce') ?? '']
      const signed = getSignature(token, timestamp, nonce, encrypted) === parameters.get('msg_signature')
      const { message, id } = decrypt(key, encrypted)
      heard.push({ query, body, signed, receiveId: id, xml: message })
      const reply = queue.shift() ?? ''
      if (typeof reply === 'function') return reply(response)
      if (typeof reply === 'number') return response.writeHead(reply).end()
      if (typeof reply === 'object') return response.end(reply.raw)
      return response.end(reply && sealedReply(reply, { token, key, corp }))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/callback`
  sandbox.callback(url)
  return {
    url,
    heard,
    replies: (...replies) => void (queue = replies),
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function sealedReply(
  xml: string,
  { token, key, corp, signature }: { token: string; key: string; corp: string; signature?: string },
): string {
  const encrypted = encrypt(key, xml, corp)
  const [timestamp, nonce] = ['1700000005', '778899']
  const signed = signature ?? getSignature(token, timestamp, nonce, encrypted)
  return (
    `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signed}]]></MsgSignature>` +
    `<TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`
  )
}

/** The inner XML of a passive answer. */
export const passiveXml = (to: string, corp: string, type: string, inside: string): string =>
  `<xml><ToUserName><![CDATA[${to}]]></ToUserName><FromUserName><![CDATA[${corp}]]></FromUserName>` +
  `<CreateTime>1794445620</CreateTime><MsgType><![CDATA[${type}]]></MsgType>${inside}</xml>`
