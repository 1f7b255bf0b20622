import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { ApiRoute } from './api-route.ts'
import { app } from './app.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

/** Seconds that a token lives (vendor page 91039). */
const lives = 7200

/** `gettoken`: the same token as long as it is valid, then another. */
export const tokenRoutes = (world: World): ApiRoute[] => [
  {
    path: '/cgi-bin/gettoken',
    method: 'GET',
    query: ['corpid', 'corpsecret'],
    open: true,
    answer: ({ query }) => {
      if (!query['corpid']) throw new Refusal(41002, 'corpid missing')
      if (!query['corpsecret']) throw new Refusal(41004, 'corpsecret missing')
      if (query['corpid'] !== app.corpId) throw new Refusal(40013, 'invalid corpid')
      if (!same(query['corpsecret'], app.secret)) throw new Refusal(40001, 'invalid credential')
      const { tokens } = world.state
      for (const [value, endsAt] of tokens) if (endsAt < world.now() - 24 * 3_600_000) tokens.delete(value)
      const [value, endsAt] = [...tokens].findLast(([, endsAt]) => endsAt > world.now()) ?? issue(world)
      return { access_token: value, expires_in: Math.floor((endsAt - world.now()) / 1000) }
    },
  },
]

function issue(world: World): [string, number] {
  const token: [string, number] = [randomBytes(96).toString('base64url'), world.now() + lives * 1000]
  world.state.tokens.set(...token)
  world.changed()
  return token
}

/** Throws unless it is a token that was issued (40014) and has not ended (42001). */
export function checkToken(world: World, token: string | undefined): void {
  if (!token) throw new Refusal(41001, 'access_token missing')
  const endsAt = world.state.tokens.get(token)
  if (endsAt === undefined) throw new Refusal(40014, 'invalid access_token')
  if (endsAt <= world.now()) throw new Refusal(42001, 'access_token expired')
}

/** The platform takes back what it has issued, before its time. */
export function expireTokens(world: World): void {
  world.state.tokens.clear()
  world.changed()
}

const same = (a: string, b: string): boolean =>
  Buffer.byteLength(a) === Buffer.byteLength(b) && timingSafeEqual(Buffer.from(a), Buffer.from(b))
