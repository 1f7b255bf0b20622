import { z } from 'zod'
import type { Client } from './client.ts'

export interface LoginConfig {
  oauthBase: string
  loginBase: string
  corpId: string
  agentId: number
}

/**
 * Where a browser is sent to be named. Inside WeCom and the WeChat plug-in silently by OAuth (`snsapi_base`,
 * vendor page 91022), on a desktop by a QR code (vendor page 98152). `state`: at most 128 letters and digits.
 */
export function loginUrl(
  config: LoginConfig,
  { redirect, state, userAgent }: { redirect: string; state: string; userAgent: string },
): string {
  if (/wxwork|micromessenger/i.test(userAgent)) {
    const query = new URLSearchParams({
      appid: config.corpId,
      redirect_uri: redirect,
      response_type: 'code',
      scope: 'snsapi_base',
      state,
      agentid: String(config.agentId),
    })
    // WeCom does not take the address without this fragment.
    return `${config.oauthBase}/connect/oauth2/authorize?${query.toString()}#wechat_redirect`
  }
  const query = new URLSearchParams({
    login_type: 'CorpApp',
    appid: config.corpId,
    agentid: String(config.agentId),
    redirect_uri: redirect,
    state,
    lang: 'zh',
  })
  return `${config.loginBase}/wwlogin/sso/login?${query.toString()}`
}

/** Members have a userid; others an openid or external_userid, people of linked corps `CorpId/userid`. */
const UserInfo = z.object({ userid: z.string().min(1).optional() })

/**
 * Exchanges a code once for the userid (vendor page 91023). Null for somebody who is no member.
 * Throws `WeComError` for a code that was used, has expired (5 minutes) or was never given.
 */
export async function identify(client: Client, code: string): Promise<string | null> {
  const { userid } = await client.call({ path: '/cgi-bin/auth/getuserinfo', query: { code } }, UserInfo)
  return userid === undefined || userid.includes('/') ? null : userid
}
