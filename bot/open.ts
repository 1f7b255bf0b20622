import { randomBytes } from 'node:crypto'
import type { Received } from '../handlers/chat/receive.ts'
import { type Client, openClient } from './api/client.ts'
import { readDirectory } from './api/contacts.ts'
import { openHttp, type Http, type ProxyConfig } from './api/http.ts'
import { identify, loginUrl } from './api/login.ts'
import { uploadFile } from './api/media.ts'
import { callbackDoor } from './callback/door.ts'
import type { RefusalReason } from './callback/refusal.ts'
import type { Log } from './log.ts'
import { maker } from './outgoing/make.ts'
import { planner } from './outgoing/plan.ts'
import { webhookKey } from './outgoing/webhook.ts'
import type { WeCom } from './wecom.ts'

export interface WeComConfig {
  /** Origins: of the API (without `/cgi-bin`), of OAuth in the client, of QR login. */
  apiBase: string
  oauthBase: string
  loginBase: string
  corpId: string
  agentId: number
  secret: string
  /** Of the app's callback; null where WeCom cannot call back. */
  token: string | null
  aesKey: string | null
  /** Where pages are opened, an origin; null where they cannot be. */
  publicUrl: string | null
  proxy: ProxyConfig
  /** Cut the connection instead of answering 503, where WeCom repeats only then. */
  cutOnFailure?: boolean
}

export interface WeComDeps {
  now: () => number
  log: Log
  /** Counts a refused callback. */
  count: (reason: RefusalReason) => void
  /** Performs what came in; resolves once durable. */
  perform: (received: Received) => Promise<{ text: string | null }>
}

/** Opens the way to WeCom and back. Nothing is called before something is asked. */
export function openWeCom(config: WeComConfig, { now, log, count, perform }: WeComDeps): WeCom {
  const { corpId, agentId, token, aesKey } = config
  const { http, client } = openApi(config, now)
  const callback =
    token === null || aesKey === null
      ? null
      : callbackDoor(
          { corpId, token, aesKey, cutOnFailure: config.cutOnFailure ?? false },
          { perform, count, now, randomBytes, log },
        )
  const ability = { callback: callback !== null, pages: config.publicUrl }
  return {
    callback,
    post: {
      plan: planner({ agentId, apiBase: config.apiBase, ability, upload: file => uploadFile(client, file) }),
      make: maker({ client, log }),
    },
    directory: () => readDirectory(client, agentId),
    loginUrl: input => loginUrl(config, input),
    identify: code => identify(client, code),
    isWebhook: address => webhookKey(address, config.apiBase) !== null,
    close: () => http.close(),
  }
}

/** The HTTP API of the configured WeCom. */
export function openApi(config: WeComConfig, now: () => number): { http: Http; client: Client } {
  const http = openHttp(config.proxy)
  return { http, client: openClient(config, { http, now }) }
}
