import Router from '@koa/router'
import type { Context } from 'koa'
import getRawBody from 'raw-body'
import { z } from 'zod'
import type { LedgerEntry } from '../wire.ts'
import { appChat, type Chats } from './chats.ts'
import { readMoment, shownClock } from './clock.ts'
import { become } from './cookies.ts'
import type { Person } from './directory.ts'
import { streamEvents } from './events.ts'
import { localViews } from './local-views.ts'
import { sendMedia } from './media.ts'
import { largestFile, type Phone } from './phone.ts'
import { LocalRefusal, Refusal } from './refusal.ts'
import { mustBeOurPage } from './same-page.ts'
import type { World } from './world.ts'

export interface LocalDeps {
  world: World
  chats: Chats
  phone: Phone
  ledger: () => LedgerEntry[]
  /** Moves the clock; undefined where it cannot be moved. */
  onClock: () => ((to: number) => Promise<void>) | undefined
}

const largestBody = 256 * 1024

const Said = z.object({
  as: z.string(),
  chat: z.string().default(appChat),
  text: z.string(),
  quote: z.string().optional(),
  voice: z.boolean().default(false),
})
const Pressed = z.object({ as: z.string(), message: z.string(), key: z.string() })
const Read = z.object({ as: z.string(), chat: z.string() })
const Entered = Read
const Moved = z.object({ to: z.unknown() })

/** `/local/…`, which the page speaks; see `wire.ts`. Only for the page's own origin, and on this machine. */
export function localRouter({ world, chats, phone, ledger, onClock }: LocalDeps): Router {
  const { directory, news, now } = world
  const views = localViews(world, chats)
  const router = new Router({ prefix: '/local' })

  const personOf = (userid: unknown): Person => {
    const person = typeof userid === 'string' ? directory.person(userid) : undefined
    if (!person) throw new LocalRefusal(404, '没有这位成员。')
    return person
  }
  const chatOf = (person: Person, chat: unknown): string => {
    const found = views.chats(person).find(({ id }) => id === chat)
    if (!found) throw new LocalRefusal(404, '没有这个会话。')
    return found.id
  }

  router.use(async (ctx, next) => {
    ctx.set('Cache-Control', 'no-store')
    try {
      mustBeOurPage(ctx)
      await next()
    } catch (error) {
      if (error instanceof Refusal) refuse(ctx, 404, '文件已过期。')
      else if (error instanceof LocalRefusal) refuse(ctx, error.status, error.message)
      else throw error
    }
  })

  router.get('/people', ctx => {
    ctx.body = views.people()
  })
  router.get('/chats', ctx => {
    ctx.body = views.chats(personOf(ctx.query['as']))
  })
  router.get('/messages', ctx => {
    const person = personOf(ctx.query['as'])
    ctx.body = chats.messages(person.userid, chatOf(person, ctx.query['chat'] ?? appChat))
  })
  router.post('/say', async ctx => {
    const { as, chat, text, quote, voice } = await bodyOf(ctx, Said)
    if (!text.trim()) throw new LocalRefusal(400, '请先写点什么。')
    const person = personOf(as)
    const how = { voice, ...(quote === undefined ? {} : { quote }) }
    const { message, tried } = await phone.say(person, text, chatOf(person, chat), how)
    await tried
    ctx.body = message
  })
  router.post('/file', async ctx => {
    const { as, chat, name, picture } = ctx.query
    const person = personOf(as)
    const file = { name: nameOf(name), chat: chatOf(person, chat), picture: picture === '1' }
    const bytes = await getRawBody(ctx.req, { limit: largestFile }).catch(() => {
      throw new LocalRefusal(413, '文件超过 100 MB，发不出去，请拆分后再发。')
    })
    const { message, tried } = await phone.sendFile(person, { ...file, bytes })
    await tried
    ctx.body = message
  })
  router.post('/enter', async ctx => {
    const { as, chat } = await bodyOf(ctx, Entered)
    const person = personOf(as)
    phone.enter(person, chatOf(person, chat))
    ctx.body = {}
  })
  router.post('/press', async ctx => {
    const { as, message, key } = await bodyOf(ctx, Pressed)
    await phone.press(personOf(as), message, key).tried
    ctx.body = {}
  })
  router.post('/read', async ctx => {
    const { as, chat } = await bodyOf(ctx, Read)
    const person = personOf(as)
    chats.read(person.userid, chatOf(person, chat))
    ctx.body = {}
  })
  router.get('/clock', ctx => {
    ctx.body = shownClock(now())
  })
  router.post('/clock', async ctx => {
    const { to } = await bodyOf(ctx, Moved)
    const move = onClock()
    if (!move) throw new LocalRefusal(409, '这里的时钟不能调整。')
    await move(readMoment(to, now()))
    ctx.body = shownClock(now())
  })
  router.get('/events', ctx => streamEvents(ctx, news))
  router.get('/open', ctx => {
    const person = personOf(ctx.query['as'])
    const url = typeof ctx.query['url'] === 'string' ? ctx.query['url'] : ''
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new LocalRefusal(400, '这个地址打不开。')
    become(ctx, person.userid)
    ctx.redirect(new URL(url).href)
  })
  router.get('/media/:id', async ctx => {
    const media = world.state.media.get(ctx.params['id'] ?? '')
    if (!media) throw new LocalRefusal(404, '没有这个文件。')
    await sendMedia(world, ctx, media)
    if (media.type === 'image') ctx.set('Content-Disposition', 'inline')
  })
  router.get('/ledger', ctx => {
    ctx.body = ledger()
  })
  router.get('/findings', ctx => {
    ctx.body = [...world.state.findings]
  })
  router.all('/{*rest}', () => {
    throw new LocalRefusal(404, '没有这个地址。')
  })
  return router
}

/** The name of a file as a phone sends it on: no path, nothing that breaks a line. */
const nameOf = (name: unknown): string => {
  const last = (typeof name === 'string' ? name : '').split(/[\\/]/).at(-1) ?? ''
  return last.replaceAll(/\p{Cc}/gu, '').trim() || '文件'
}

const refuse = (ctx: Context, status: number, error: string): void => {
  ctx.status = status
  ctx.body = { error }
}

async function bodyOf<S extends z.ZodType>(ctx: Context, shape: S): Promise<z.infer<S>> {
  if (!ctx.is('application/json')) throw new LocalRefusal(415, '请求应为 JSON。')
  let body: unknown
  try {
    body = JSON.parse(await getRawBody(ctx.req, { limit: largestBody, encoding: 'utf8' }))
  } catch {
    throw new LocalRefusal(400, '请求读不懂。')
  }
  const read = shape.safeParse(body)
  if (!read.success) throw new LocalRefusal(400, `请求缺少 ${read.error.issues[0]?.path.join('.') || '内容'}。`)
  return read.data
}
