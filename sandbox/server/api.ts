import { randomBytes } from 'node:crypto'
import Router from '@koa/router'
import type { Context } from 'koa'
import getRawBody from 'raw-body'
import type { ApiCall, ApiRoute } from './api-route.ts'
import type { Faults } from './faults.ts'
import { countedWindow, perApi } from './limits.ts'
import { Refusal, refusalBody } from './refusal.ts'
import { checkToken } from './tokens.ts'
import type { World } from './world.ts'

const largestBody = 32 * 1024 * 1024
const inEvery = ['access_token', 'debug']

/**
 * The documented HTTP API. What WeCom refuses is an errcode inside HTTP 200 (vendor pages 90664, 90313).
 * An address, or a name in a query, that no page knows is noted.
 */
export function apiRouter(
  routes: readonly ApiRoute[],
  { world, faults, calls }: { world: World; faults: Faults; calls: Map<string, number> },
): Router {
  const router = new Router()
  const rate = countedWindow(perApi)
  for (const route of routes) {
    router.all(route.path, async ctx => {
      calls.set(route.path, (calls.get(route.path) ?? 0) + 1)
      const raw = await getRawBody(ctx.req, { limit: largestBody })
      const fault = faults.next(route.path)
      if (fault?.cut === 'before') return cut(ctx)
      if (fault?.status !== undefined) return void Object.assign(ctx, { status: fault.status, body: '' })
      if (fault?.errcode !== undefined) return refuse(ctx, new Refusal(fault.errcode, 'as ordered'))
      try {
        const answer = await run(route, callOf(ctx, raw))
        if (answer !== null) ctx.body = { errcode: 0, errmsg: 'ok', ...answer }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refuse(ctx, error)
      }
      if (fault?.cut === 'after') cut(ctx)
    })
  }
  router.all('/cgi-bin/{*rest}', ctx => {
    world.finding(`unknown address ${ctx.path}`)
    ctx.status = 404
    ctx.body = ''
  })

  async function run(route: ApiRoute, call: ApiCall): Promise<object | null> {
    if (route.method === 'POST' && call.ctx.method !== 'POST') throw new Refusal(40058, 'must be a POST')
    if (!route.open) {
      checkToken(world, call.query['access_token'])
      if (world.switches.untrustedIp) throw new Refusal(60020, 'not allow to access from your ip')
      // message/send has a limit of its own: person-times a day.
      if (route.path !== '/cgi-bin/message/send' && !rate.take(route.path, world.now())) {
        throw new Refusal(45009, 'api freq out of limit')
      }
    }
    for (const name of Object.keys(call.query)) {
      if (!inEvery.includes(name) && !route.query?.includes(name)) {
        world.finding(`${route.path}: unknown field ${name} in the query`)
      }
    }
    return route.answer(call)
  }
  return router
}

function callOf(ctx: Context, raw: Buffer): ApiCall {
  return {
    ctx,
    raw,
    query: Object.fromEntries(new URLSearchParams(ctx.querystring)),
    json: () => {
      try {
        return JSON.parse(raw.toString()) as unknown
      } catch {
        throw new Refusal(40058, 'the body is no JSON')
      }
    },
  }
}

const refuse = (ctx: Context, refusal: Refusal): void => {
  ctx.body = refusalBody(refusal, `${Date.now()}${randomBytes(4).readUInt32BE()}`, addressOf(ctx))
}

const addressOf = (ctx: Context): string => ctx.ip.replace(/^::ffff:/, '')

/** Cuts the connection without an answer. */
function cut(ctx: Context): void {
  ctx.respond = false
  ctx.req.socket.destroy()
}
