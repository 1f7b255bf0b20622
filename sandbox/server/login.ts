import { randomBytes } from 'node:crypto'
import Router from '@koa/router'
import type { Context } from 'koa'
import type { ApiRoute } from './api-route.ts'
import { app } from './app.ts'
import { personIn } from './cookies.ts'
import { hasClient } from './directory.ts'
import { bytesOf } from './fields.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

/** A code is good once, for 5 minutes (vendor page 91022). */
const codeLives = 5 * 60_000

interface LoginCode {
  userid: string
  at: number
  used: boolean
}

/**
 * Naming who opens a page: in the client (`/connect/oauth2/authorize`, vendor page 91022) and by QR code
 * (`/wwlogin/sso/login`, 98152). Both know whom this browser became through `/local/open`.
 */
export function openLogin(world: World): { router: Router; routes: ApiRoute[] } {
  const codes = new Map<string, LoginCode>()
  const router = new Router()

  const goBack = (ctx: Context, query: URLSearchParams): void => {
    const redirect = redirectOf(query.get('redirect_uri') ?? '')
    const state = query.get('state') ?? ''
    if (query.get('appid') !== app.corpId) throw new Refusal(40013, 'appid 不是本企业的 ID')
    if (!redirect) throw new Refusal(50001, 'redirect_uri 不在应用的可信域名内')
    if (!/^[a-zA-Z0-9]*$/.test(state) || bytesOf(state) > 128)
      throw new Refusal(84025, 'state 只能是不超过 128 位的字母和数字')
    const person = world.directory.person(personIn(ctx) ?? '')
    if (!person || !hasClient(person)) throw new Refusal(0, '请先在本地企业微信里选择您是谁，再从消息里打开这个页面。')
    const code = randomBytes(32).toString('base64url')
    codes.set(code, { userid: person.userid, at: world.now(), used: false })
    redirect.searchParams.set('code', code)
    redirect.searchParams.set('state', state)
    ctx.set('Cache-Control', 'no-store')
    ctx.redirect(redirect.href)
  }

  router.get('/connect/oauth2/authorize', ctx => {
    explained(ctx, query => {
      if (query.get('response_type') !== 'code') throw new Refusal(40058, 'response_type 应为 code')
      const scope = query.get('scope')
      if (scope !== 'snsapi_base' && scope !== 'snsapi_privateinfo') throw new Refusal(40058, 'scope 不对')
      const agentid = query.get('agentid')
      if (agentid !== null && agentid !== String(app.agentId)) throw new Refusal(40056, 'agentid 不对')
      noteUnknown(world, ctx, query, ['appid', 'redirect_uri', 'response_type', 'scope', 'state', 'agentid'])
      goBack(ctx, query)
    })
  })
  router.get('/wwlogin/sso/login', ctx => {
    explained(ctx, query => {
      if (query.get('login_type') !== 'CorpApp') throw new Refusal(40058, 'login_type 应为 CorpApp')
      if (query.get('agentid') !== String(app.agentId)) throw new Refusal(40056, 'agentid 不对')
      noteUnknown(world, ctx, query, ['login_type', 'appid', 'agentid', 'redirect_uri', 'state', 'lang'])
      goBack(ctx, query)
    })
  })

  const getUserInfo: ApiRoute = {
    path: '/cgi-bin/auth/getuserinfo',
    method: 'GET',
    query: ['code'],
    answer: ({ query }) => {
      const code = codes.get(query['code'] ?? '')
      if (!code) throw new Refusal(40029, 'invalid code')
      if (code.used) throw new Refusal(42022, 'code has been used')
      code.used = true
      if (world.now() - code.at >= codeLives) throw new Refusal(42003, 'code expired')
      return { userid: code.userid }
    },
  }
  return { router, routes: [getUserInfo] }
}

function noteUnknown(world: World, ctx: Context, query: URLSearchParams, known: string[]): void {
  for (const name of query.keys())
    if (!known.includes(name)) world.finding(`${ctx.path}: unknown field ${name} in the query`)
}

/** The address a browser goes back to. The trusted domain of the local WeCom is this machine itself. */
function redirectOf(address: string): URL | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  const isTrusted = /^https?:$/.test(url.protocol) && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname)
  return isTrusted && !url.username ? url : null
}

/** WeCom shows a page of its own where it refuses. */
function explained(ctx: Context, work: (query: URLSearchParams) => void): void {
  try {
    work(new URLSearchParams(ctx.querystring))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const code = error.code ? `（错误码 ${error.code}）` : ''
    ctx.status = 400
    ctx.type = 'html'
    ctx.set('Cache-Control', 'no-store')
    ctx.body =
      '<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width, initial-scale=1">' +
      `<title>无法打开页面</title><h1>无法打开页面</h1><p>${error.message}${code}</p></html>`
  }
}
