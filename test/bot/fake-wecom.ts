import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openWeCom, type WeComConfig } from '../../bot/open.ts'
import type { Recipient } from '../../handlers/post.ts'

/** One request as the fake saw it. */
export interface Seen {
  method: string
  path: string
  query: Record<string, string>
  body: Buffer
  headers: IncomingMessage['headers']
}

/** A JSON answer, or whatever a function does with the socket. */
type Reply = Record<string, unknown> | ((seen: Seen, response: ServerResponse) => object | void | Promise<void>)

/** A WeCom that answers what a test says, on 127.0.0.1. The token is `tok1`, `tok2`, … */
export async function fakeWeCom(replies: Record<string, Reply> = {}) {
  const seen: Seen[] = []
  let tokens = 0
  const all: Record<string, Reply> = {
    '/cgi-bin/gettoken': () => ({ errcode: 0, errmsg: 'ok', access_token: `tok${++tokens}`, expires_in: 7200 }),
    ...replies,
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url ?? '/', 'http://fake')
    const one: Seen = {
      method: request.method ?? '',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: Buffer.concat(chunks),
      headers: request.headers,
    }
    seen.push(one)
    const reply = all[url.pathname] ?? { errcode: 0, errmsg: 'ok' }
    const body = typeof reply === 'function' ? await reply(one, response) : reply
    if (body !== undefined) response.end(JSON.stringify(body))
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  return {
    base: `http://127.0.0.1:${port}`,
    seen,
    at: (path: string) => seen.filter(one => one.path === path),
    reply: (path: string, reply: Reply) => void (all[path] = reply),
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
export type FakeWeCom = Awaited<ReturnType<typeof fakeWeCom>>

export const secret = 'SECRET-never-in-a-log'

export const configOf = (base: string, over: Partial<WeComConfig> = {}): WeComConfig => ({
  apiBase: base,
  oauthBase: 'https://open.example.com',
  loginBase: 'https://login.example.com',
  corpId: 'ww0123456789abcdef',
  agentId: 1000002,
  secret,
  token: 'VecTokenApp01',
  aesKey: 'PUsuurZDRKYdyBwJIgPNidVIzScp0ZCk99anjwxucqg',
  publicUrl: 'https://lz.example.org',
  proxy: { https: null, no: null },
  ...over,
})

/** The bot's side against a fake WeCom, with everything it logs. */
export function wecomAt(base: string, over: Partial<WeComConfig> = {}, now: () => number = () => 1_800_000_000_000) {
  const logged: unknown[] = []
  const note = (...line: unknown[]) => void logged.push(line)
  const log = { info: note, warn: note, error: note }
  const perform = async () => ({ text: null })
  const wecom = openWeCom(configOf(base, over), { now, log, count: () => undefined, perform })
  return { wecom, logged }
}

export const person = (id: string, reads: Recipient['reads'] = 'wecom'): Recipient => ({
  id: id.toLowerCase(),
  userid: id,
  reads,
})

/** Ids as the outbox makes them. */
export function idsFrom(start = 0): () => string {
  let count = start
  return () => `202611-k3v9x1m2a${(++count).toString(36).padStart(3, '0')}00ff`
}

export const context = (over: object = {}) => ({
  chat: null,
  card: async () => null,
  webhook: null,
  responseCode: null,
  file: async () => new Uint8Array(),
  at: 1_800_000_000_000,
  ...over,
})
