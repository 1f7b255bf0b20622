import { z } from 'zod'

/** The environment, checked once. `.env.example` explains each. */
export interface Config {
  port: number
  host: string
  dataDir: string
  publicUrl: string | null
  trustProxy: boolean
  admins: ReadonlySet<string>
  wecom: {
    apiBase: string
    oauthBase: string
    loginBase: string
    corpId: string
    agentId: number
    secret: string
    /** Both or none: without them WeCom cannot call back. */
    token: string | null
    aesKey: string | null
  }
  /** The smart bot by long connection; null where there is none. */
  bot: { id: string; secret: string; wsUrl: string; name: string } | null
  proxy: { https: string | null; no: string | null }
  domainProofDir: string | null
  dataKeys: Buffer[]
  sessionSecret: string
  logLevel: string
}

/** A sentence that names the variable; the start stops with it. */
export class BadEnvironment extends Error {
  override name = 'BadEnvironment'
}

type Env = Record<string, string | undefined>

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host)

/** An origin; plain http only for loopback. */
const origin = z.string().transform((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : null
  const fine = url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
  if (fine && url.pathname === '/' && !url.search && !url.hash && !url.username) return url.origin
  context.addIssue({ code: 'custom', message: '应为 https 地址的开头部分，例如 https://example.org；http 只允许本机' })
  return z.NEVER
})

/** Where the long connection goes; unencrypted only on this machine. */
const webSocket = z.string().transform((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : null
  const fine = url && (url.protocol === 'wss:' || (url.protocol === 'ws:' && isLoopback(url.hostname)))
  if (fine && !url.username && !url.hash) return value
  context.addIssue({ code: 'custom', message: '应为 wss 地址，例如 wss://openws.work.weixin.qq.com；ws 只允许本机' })
  return z.NEVER
})

const keys = z.string().transform((value, context) => {
  const found = value.split(',').map(part => Buffer.from(part.trim(), 'base64'))
  if (found.every(key => key.length === 32)) return found
  context.addIssue({ code: 'custom', message: '应为 base64 的 32 字节，多个用逗号隔开，第一个为当前密钥' })
  return z.NEVER
})

/** In lower case. The comma of a Chinese keyboard would make two accounts one that nobody has: it counts as a comma. */
const userids = z.string().transform((value, context) => {
  const found = value
    .split(/[,，]/u)
    .map(id => id.trim().toLowerCase())
    .filter(Boolean)
  if (found.length && found.every(id => /^[a-z0-9][\w@.-]{0,63}$/.test(id))) return found
  context.addIssue({ code: 'custom', message: '应为至少一个成员账号（不是姓名），多个用逗号隔开' })
  return z.NEVER
})

const dataShape = {
  DATA_DIR: z.string().min(1).default('./data'),
  DATA_KEY: keys,
}

const shape = z.object({
  PORT: z.coerce.number('应为 0–65535 的端口号').int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  ...dataShape,
  PUBLIC_URL: origin.optional(),
  TRUST_PROXY: z.enum(['0', '1', 'true', 'false'], '应为 0 或 1').default('0'),
  HTTPS_PROXY: z.url('应为代理的地址').optional(),
  NO_PROXY: z.string().optional(),
  ADMIN_USERIDS: userids,
  WECOM_API_BASE: origin.default('https://qyapi.weixin.qq.com'),
  WECOM_OAUTH_BASE: origin.default('https://open.weixin.qq.com'),
  WECOM_LOGIN_BASE: origin.default('https://login.work.weixin.qq.com'),
  WECOM_CORP_ID: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, '应为企业 ID'),
  WECOM_AGENT_ID: z.coerce.number('应为应用的 AgentId（数字）').int().positive(),
  WECOM_SECRET: z.string().min(1, '应为应用的 Secret'),
  WECOM_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{1,32}$/, '应为不超过 32 位的字母和数字')
    .optional(),
  WECOM_ENCODING_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/, '应为 43 位的字母和数字')
    .optional(),
  WECOM_BOT_ID: z
    .string()
    .regex(/^[\w-]{1,128}$/, '应为智能机器人的 Bot ID')
    .optional(),
  WECOM_BOT_SECRET: z.string().min(1).optional(),
  WECOM_BOT_WS_URL: webSocket.default('wss://openws.work.weixin.qq.com'),
  WECOM_BOT_NAME: z.string().trim().min(1).max(40, '应为智能机器人的名称，不超过 40 个字').default('清风'),
  WECOM_BOT_TOKEN: z.string().optional(),
  WECOM_BOT_ENCODING_AES_KEY: z.string().optional(),
  WECOM_DOMAIN_PROOF_DIR: z.string().optional(),
  SESSION_SECRET: z.string().min(32, '应不少于 32 个字符'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

/** Reads the environment of `serve`. Throws `BadEnvironment` with one line a variable. */
export function readConfig(env: Env): Config {
  const read = parse(shape, env)
  if ((read.WECOM_TOKEN === undefined) !== (read.WECOM_ENCODING_AES_KEY === undefined)) {
    throw new BadEnvironment('WECOM_TOKEN 与 WECOM_ENCODING_AES_KEY 应同时填写或同时不填')
  }
  const bot = botOf(read)
  return {
    port: read.PORT,
    host: read.HOST,
    dataDir: read.DATA_DIR,
    publicUrl: read.PUBLIC_URL ?? null,
    trustProxy: read.TRUST_PROXY === '1' || read.TRUST_PROXY === 'true',
    admins: new Set(read.ADMIN_USERIDS),
    wecom: {
      apiBase: read.WECOM_API_BASE,
      oauthBase: read.WECOM_OAUTH_BASE,
      loginBase: read.WECOM_LOGIN_BASE,
      corpId: read.WECOM_CORP_ID,
      agentId: read.WECOM_AGENT_ID,
      secret: read.WECOM_SECRET,
      token: read.WECOM_TOKEN ?? null,
      aesKey: read.WECOM_ENCODING_AES_KEY ?? null,
    },
    bot,
    proxy: { https: read.HTTPS_PROXY ?? null, no: read.NO_PROXY ?? null },
    domainProofDir: read.WECOM_DOMAIN_PROOF_DIR ?? null,
    dataKeys: read.DATA_KEY,
    sessionSecret: read.SESSION_SECRET,
    logLevel: read.LOG_LEVEL,
  }
}

/** WeCom lets a smart bot be reached in one way only; two at once would be a misunderstanding. */
function botOf(read: z.infer<typeof shape>): Config['bot'] {
  const { WECOM_BOT_ID: id, WECOM_BOT_SECRET: secret, WECOM_BOT_TOKEN: token, WECOM_BOT_ENCODING_AES_KEY: key } = read
  if (token !== undefined || key !== undefined) {
    throw new BadEnvironment(
      id === undefined && secret === undefined
        ? 'WECOM_BOT_TOKEN 与 WECOM_BOT_ENCODING_AES_KEY（智能机器人的回调方式）尚不支持，请用长连接方式：填写 WECOM_BOT_ID 与 WECOM_BOT_SECRET'
        : '智能机器人只能选一种方式：填了 WECOM_BOT_ID、WECOM_BOT_SECRET（长连接），就不要填 WECOM_BOT_TOKEN、WECOM_BOT_ENCODING_AES_KEY（回调）',
    )
  }
  if (id === undefined && secret === undefined) return null
  if (id === undefined || secret === undefined) {
    throw new BadEnvironment('WECOM_BOT_ID 与 WECOM_BOT_SECRET 应同时填写或同时不填')
  }
  return { id, secret, wsUrl: read.WECOM_BOT_WS_URL, name: read.WECOM_BOT_NAME }
}

/** What the commands that only read the store need. */
export function readDataConfig(env: Env): { dataDir: string; dataKeys: Buffer[] } {
  const read = parse(z.object(dataShape), env)
  return { dataDir: read.DATA_DIR, dataKeys: read.DATA_KEY }
}

/** An empty value counts as a missing one: that is how an `.env` file leaves something out. */
function parse<S extends z.ZodType>(schema: S, env: Env): z.infer<S> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const lines = result.error.issues.map(issue => {
    const name = String(issue.path[0] ?? '')
    return given[name] === undefined ? `环境变量 ${name} 没有填写` : `环境变量 ${name} 不对：${issue.message}`
  })
  throw new BadEnvironment([...new Set(lines)].join('\n'))
}
