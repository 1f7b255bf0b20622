/**
 * The one corp and the one app of the local WeCom.
 * Fixed values of a demonstration, the same at every start so that a store goes on fitting; they open nothing else.
 */
export const app = {
  corpId: 'wwlocal00000000001',
  agentId: 1_000_002,
  name: '清风',
  secret: 'local-wecom-demonstration-secret',
  token: 'LocalWeComToken',
  aesKey: 'TG9jYWxXZUNvbU9mVGhlRGVtb25zdHJhdGlvbk9ubHk',
} as const

/** Every environment variable a client needs to reach it; all four hosts of the vendor are this one. */
export const environment = (origin: string, bot: Record<string, string>): Record<string, string> => ({
  WECOM_API_BASE: origin,
  WECOM_OAUTH_BASE: origin,
  WECOM_LOGIN_BASE: origin,
  WECOM_CORP_ID: app.corpId,
  WECOM_AGENT_ID: String(app.agentId),
  WECOM_SECRET: app.secret,
  WECOM_TOKEN: app.token,
  WECOM_ENCODING_AES_KEY: app.aesKey,
  ...bot,
})
