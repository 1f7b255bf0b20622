import { randomBytes } from 'node:crypto'
import type { Received } from '../handlers/chat/receive.ts'
import type { CallOutcome } from '../handlers/post.ts'
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
import { fetchHanded } from './smart/media.ts'
import { type KnowPerson, personResolver } from './smart/people.ts'
import { type LostReason, openSmartBot, type SmartBot } from './smart/smart-bot.ts'
import { tunnelFor } from './smart/tunnel.ts'
import { readBotBody } from './smart/body.ts'
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
  /** The smart bot by long connection; null or absent where there is none. */
  bot?: BotConfig | null
  /** Cut the connection instead of answering 503, where WeCom repeats only then. */
  cutOnFailure?: boolean
}

export interface BotConfig {
  id: string
  secret: string
  /** Where the long connection goes, `wss://…`; plain only on this machine. */
  wsUrl: string
  /** As people call it. */
  name: string
  /** Milliseconds before the first reconnection. */
  reconnectAfter?: number
}

export interface WeComDeps {
  now: () => number
  log: Log
  /** Counts a refused callback. */
  count: (reason: RefusalReason) => void
  /** Performs what came in; resolves once durable. */
  perform: (received: Received) => Promise<{ text: string | null }>
  /** What the product knows of a userid; nobody where it is left out. */
  know?: KnowPerson
  /** Counts a frame of the smart bot that came to nothing. */
  lost?: (reason: LostReason) => void
  /** The smart bot's connection was taken over by another. */
  displaced?: () => void
}

/** Opens the way to WeCom and back. Nothing is called before something is asked. */
export function openWeCom(config: WeComConfig, deps: WeComDeps): WeCom {
  const { now, log, count, perform } = deps
  const { corpId, agentId, token, aesKey } = config
  const { http, client } = openApi(config, now)
  const callback =
    token === null || aesKey === null
      ? null
      : callbackDoor(
          { corpId, token, aesKey, cutOnFailure: config.cutOnFailure ?? false },
          { perform, count, now, randomBytes, log },
        )
  const smart = openSmart(config, deps, { http, client })
  const ability = { callback: callback !== null, pages: config.publicUrl, bot: config.bot?.name ?? null }
  const make = maker({ client, log })
  return {
    callback,
    post: {
      plan: planner({
        agentId,
        apiBase: config.apiBase,
        ability,
        upload: file => uploadFile(client, file),
        bot: smart,
      }),
      make: body => (readBotBody(body) === null ? make(body) : (smart?.make(body) ?? Promise.resolve(noBot))),
    },
    directory: () => readDirectory(client, agentId),
    loginUrl: input => loginUrl(config, input),
    identify: code => identify(client, code),
    isWebhook: address => webhookKey(address, config.apiBase) !== null,
    smart,
    close: async () => {
      smart?.close()
      await http.close()
    },
  }
}

/** Said in a chat of the smart bot before it was taken out of the configuration. */
const noBot: CallOutcome = { kind: 'elsewhere', code: null }

const nobody: KnowPerson = () => Promise.resolve({ known: false, files: false })

function openSmart(
  { bot, publicUrl, proxy, apiBase }: WeComConfig,
  { now, log, perform, know = nobody, lost, displaced }: WeComDeps,
  { http, client }: { http: Http; client: Client },
): SmartBot | null {
  if (!bot) return null
  // People's files lie where the API is, or beside the long connection; the vendor's own buckets are known besides.
  const bases = [apiBase, new URL(bot.wsUrl.replace(/^ws/, 'http')).origin]
  const { id: botId, secret, wsUrl, name, reconnectAfter } = bot
  return openSmartBot(
    {
      botId,
      secret,
      wsUrl,
      name,
      pages: publicUrl,
      agent: tunnelFor(wsUrl, proxy),
      ...(reconnectAfter === undefined ? {} : { reconnectAfter }),
    },
    {
      now,
      log,
      perform,
      know,
      resolve: personResolver(client, know),
      fetch: file => fetchHanded({ http, bases }, file),
      lost: reason => lost?.(reason),
      displaced: () => displaced?.(),
    },
  )
}

/** The HTTP API of the configured WeCom. */
export function openApi(config: WeComConfig, now: () => number): { http: Http; client: Client } {
  const http = openHttp(config.proxy)
  return { http, client: openClient(config, { http, now }) }
}
