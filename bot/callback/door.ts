import type { Context, Middleware } from 'koa'
import type { Received } from '../../handlers/chat/receive.ts'
import type { Log } from '../log.ts'
import { readBody } from './body.ts'
import { cipherFor } from './cipher.ts'
import { encryptedIn } from './encrypted.ts'
import { heal, xmlReader } from './envelope.ts'
import { readIncoming } from './incoming.ts'
import { randomPool } from './random-pool.ts'
import { receivedFrom } from './received.ts'
import { type Query, readQuery } from './query.ts'
import { Refused, type RefusalReason } from './refusal.ts'
import { sealedReply, textReply } from './reply.ts'
import { isSigned, type Signed } from './signature.ts'

export interface DoorConfig {
  corpId: string
  token: string
  aesKey: string
  /** Where WeCom repeats only after a cut connection: a failed commit cuts it instead of answering 503. */
  cutOnFailure?: boolean
}

export interface DoorDeps {
  /** Resolves once what came in is durable, with the text to answer at once, if any. */
  perform: (received: Received) => Promise<{ text: string | null }>
  count: (reason: RefusalReason) => void
  now: () => number
  randomBytes: (bytes: number) => Buffer
  log: Log
}

/**
 * `GET|POST /wecom/callback`: where WeCom proves that the address is ours, and delivers (vendor pages 90930, 90238).
 *
 * Answers 200 with an encrypted text, or empty; 403 to a forged signature or a foreign corp, 400 to garbage,
 * 413 above 1 MB, and 503 with nothing where `perform` fails, so that WeCom delivers again.
 * A timestamp is never too old: repeats keep theirs, and a known key has no second effect.
 */
export function callbackDoor(config: DoorConfig, deps: DoorDeps): Middleware {
  const { perform, count, now, log } = deps
  const draw = randomPool(deps.randomBytes)
  const cipher = cipherFor({ aesKey: config.aesKey, receiveId: config.corpId, draw })
  const readXml = xmlReader()

  function checkedText(query: Query, encrypted: string): string {
    const signed = { timestamp: query.get('timestamp'), nonce: query.get('nonce'), encrypted }
    if (!isSigned(config.token, signed, query.get('msg_signature'))) throw new Refused('signature', 'signature differs')
    return cipher.open(encrypted)
  }

  async function receive(ctx: Context): Promise<void> {
    const encrypted = encryptedIn(await readBody(ctx.req), readXml)
    const message = checkedText(readQuery(ctx.querystring), encrypted)
    const incoming = readIncoming(readXml(heal(message)))
    const received = receivedFrom(incoming, now())
    const text = received === null ? null : (await perform(received)).text
    ctx.status = 200
    if (received === null || text === null) return void (ctx.body = '')
    ctx.type = 'application/xml'
    ctx.body = sealed(textReply({ to: received.from, from: config.corpId, at: now(), text }))
  }

  function sealed(message: string): string {
    const encrypted = cipher.seal(message)
    const signed: Signed = { timestamp: String(Math.floor(now() / 1000)), nonce: draw(8).toString('hex'), encrypted }
    return sealedReply(config.token, signed)
  }

  function fail(ctx: Context, error: unknown): void {
    if (error instanceof Refused) {
      count(error.reason)
      log.warn({ reason: error.reason, detail: error.message }, 'callback refused')
      ctx.status = error.status
      if (error.reason === 'too large') ctx.set('Connection', 'close')
      ctx.body = ''
      return
    }
    log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'callback not performed')
    if (config.cutOnFailure) {
      ctx.respond = false
      ctx.req.socket.destroy()
      return
    }
    ctx.status = 503
    ctx.body = ''
  }

  return async ctx => {
    try {
      if (ctx.method === 'POST') await receive(ctx)
      else if (ctx.method === 'GET') {
        // The bare text and nothing else, within a second (vendor page 90930).
        const query = readQuery(ctx.querystring)
        ctx.body = checkedText(query, query.get('echostr'))
        ctx.type = 'text/plain'
      } else throw new Refused('method', 'neither GET nor POST')
    } catch (error) {
      fail(ctx, error)
    }
  }
}
