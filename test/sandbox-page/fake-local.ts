import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer, json } from 'node:stream/consumers'
import { extname, join, normalize } from 'node:path'
import type { LocalMessage, LocalPerson } from '../../sandbox/wire.ts'
import { z } from 'zod'

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
const Posted = z.object({
  as: z.string().optional(),
  chat: z.string().optional(),
  text: z.string().optional(),
  message: z.string().optional(),
  key: z.string().optional(),
  to: z.string().optional(),
  quote: z.string().optional(),
  voice: z.boolean().optional(),
  /** Of a file: from the address, and how many bytes came. */
  name: z.string().optional(),
  picture: z.string().optional(),
  bytes: z.number().optional(),
})
type Posted = z.infer<typeof Posted>

export interface State {
  people: LocalPerson[]
  /** By person and chat, `zhangwei/app`. */
  messages: Record<string, LocalMessage[]>
  now: number
}

export interface FakeLocal {
  url: string
  state: State
  /** What was posted, in order: the path's last word and the body. */
  posted: [string, Posted][]
  /** What was opened through `/local/open`. */
  opened: { as: string; url: string }[]
  /** Called before a post is answered; what it gives is the refusal. */
  before: (what: string, body: Posted) => Promise<{ status: number; error: string } | null>
  tell(news: object): void
  /** Goes away with every connection; `start` comes back at the same address. */
  stop(): Promise<void>
  start(): Promise<void>
}

/** As little of the local WeCom as the page needs to be looked at. It says nothing by itself. */
export async function openFakeLocal(pageFolder: string, state: State): Promise<FakeLocal> {
  const streams = new Set<ServerResponse>()
  let port = 0
  let count = 0

  const messagesOf = (as: string, chat: string) => (state.messages[`${as}/${chat}`] ??= [])
  const tell = (news: object) => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(news)}\n\n`)
  }
  const clock = () => ({
    now: state.now,
    shown: new Intl.DateTimeFormat('zh-CN', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'full',
      timeStyle: 'short',
      hourCycle: 'h23',
    })
      .format(state.now)
      .replace(/日\s*星/, '日 星'),
  })
  const chatOf = (as: string, id: string, title: string, kind: 'app' | 'bot' | 'group') => {
    const messages = messagesOf(as, id)
    const last = messages.at(-1)
    const words = last?.content.type === 'text' ? last.content.text : `[${last?.content.type}]`
    const unread = id === 'app' ? (state.people.find(({ userid }) => userid === as)?.unread ?? 0) : 0
    return { id, title, kind, unread, last: last ? { at: last.at, words } : null }
  }

  const put = (as: string, chat: string, said: Pick<LocalMessage, 'content' | 'quote'>): LocalMessage => {
    const message: LocalMessage = {
      id: `said-${++count}`,
      chat,
      at: state.now,
      from: 'me',
      recalled: false,
      delivery: 'taken',
      ...said,
    }
    messagesOf(as, chat).push(message)
    tell({ changed: [as] })
    return message
  }

  const gets: Record<string, (query: URLSearchParams) => unknown> = {
    people: () => state.people,
    chats: query => [
      chatOf(query.get('as') ?? '', 'app', '清风', 'app'),
      chatOf(query.get('as') ?? '', 'bot', '清风（智能机器人）', 'bot'),
      chatOf(query.get('as') ?? '', 'group:xn', '心内科工作群', 'group'),
    ],
    messages: query => messagesOf(query.get('as') ?? '', query.get('chat') ?? ''),
    clock,
  }
  const posts: Record<string, (body: Posted) => unknown> = {
    say: ({ as = '', chat = '', text = '', voice = false, quote }) => {
      const quoted = messagesOf(as, chat).find(({ id }) => id === quote)
      return put(as, chat, {
        content: { type: voice ? 'voice' : 'text', text },
        ...(quoted ? { quote: { id: quoted.id, author: quoted.author ?? '', words: quoted.content.type } } : {}),
      })
    },
    file: ({ as = '', chat = '', name = '', picture, bytes = 0 }) =>
      put(as, chat, {
        content: picture
          ? { type: 'image', url: `/local/media/${name}` }
          : { type: 'file', name, bytes, safe: false, url: `/local/media/${name}` },
      }),
    enter: () => ({}),
    press: () => ({}),
    read: ({ as = '' }) => {
      for (const person of state.people) if (person.userid === as) person.unread = 0
      tell({ changed: [as] })
      return {}
    },
    clock: ({ to }) => {
      state.now = Date.parse(`${to}:00+08:00`)
      tell({ clock: true })
      return clock()
    },
  }

  const fake: FakeLocal = {
    url: '',
    state,
    posted: [],
    opened: [],
    before: async () => null,
    tell,
    start: async () => {
      await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
      port = (server.address() as AddressInfo).port
      fake.url = `http://127.0.0.1:${port}`
    },
    stop: async () => {
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      streams.clear()
      await closed
    },
  }

  const reply = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local')
    const what = pathname.replace('/local/', '')
    if (what === 'events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(':\n\n')
      streams.add(response)
      response.on('close', () => streams.delete(response))
    } else if (what === 'open') {
      fake.opened.push({ as: searchParams.get('as') ?? '', url: searchParams.get('url') ?? '' })
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<title>打开的页面</title>')
    } else if (request.method === 'POST') {
      const body =
        what === 'file'
          ? { ...Posted.parse(Object.fromEntries(searchParams)), bytes: (await buffer(request)).length }
          : Posted.parse(await json(request))
      fake.posted.push([what, body])
      const refusal = await fake.before(what, body)
      if (refusal) reply(response, refusal.status, { error: refusal.error })
      else reply(response, 200, posts[what]?.(body))
    } else if (pathname.startsWith('/local/')) {
      reply(response, 200, gets[what]?.(searchParams))
    } else {
      const file = normalize(pathname === '/' ? '/index.html' : pathname)
      const bytes = await readFile(join(pageFolder, file))
      response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' }).end(bytes)
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(404).end())
  })
  await fake.start()
  return fake
}
