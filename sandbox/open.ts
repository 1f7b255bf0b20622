import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { botChat, smartBot } from './server/aibot/identity.ts'
import { openSmartBot, openUseridRoute } from './server/aibot/smart-bot.ts'
import { apiRouter } from './server/api.ts'
import { environment } from './server/app.ts'
import { openAppLine } from './server/app-line.ts'
import { openCallbacks } from './server/callbacks.ts'
import { updateRoute } from './server/card-update.ts'
import { appChat, openChats } from './server/chats.ts'
import { contactRoutes } from './server/contacts.ts'
import { openDirectory, type Person } from './server/directory.ts'
import { openFaults } from './server/faults.ts'
import { localRouter } from './server/local.ts'
import { openLogin } from './server/login.ts'
import { mediaRoutes } from './server/media.ts'
import { openMediaShelf } from './server/media-shelf.ts'
import { openNews } from './server/news.ts'
import { chatPage } from './server/page.ts'
import { openPhone } from './server/phone.ts'
import { openPictures } from './server/pictures.ts'
import { recallRoute } from './server/recall.ts'
import { sendRoute } from './server/send.ts'
import { openState } from './server/state-file.ts'
import { expireTokens, tokenRoutes } from './server/tokens.ts'
import { webhookRoutes } from './server/webhook.ts'
import type { World } from './server/world.ts'
import type { LedgerEntry, Sandbox, SandboxOptions, SandboxSwitches } from './wire.ts'

const usual: SandboxSwitches = {
  noCallbackConfigured: false,
  untrustedIp: false,
  repeatOnStatus: true,
  repeatAfter: 5000,
  encryptedUserids: false,
  repliesAcrossConnections: false,
  openInteractions: 3,
  botSilence: 90_000,
  botPatience: 5000,
}

/**
 * Opens a local WeCom on 127.0.0.1: the documented protocol for the bot, `/local/…` and the chat page for people.
 * Where the vendor's pages leave a point open, it does what is stricter for the bot.
 */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { plan, now, file = null } = options
  const kept = await openState(file)
  const { state } = kept
  const world: World = {
    state,
    changed: kept.changed,
    now,
    directory: openDirectory(plan),
    switches: { ...usual, ...options.switches },
    news: openNews(),
    media: openMediaShelf(file === null ? null : `${file}.media`),
    finding: words => {
      if (state.findings.has(words)) return
      state.findings.add(words)
      kept.changed()
    },
  }
  const chats = openChats(world)
  const callbacks = openCallbacks(world, options.callbackUrl ?? null)
  const login = openLogin(world)
  const faults = openFaults()
  const calls = new Map<string, number>()
  const personOf = (userid: string): Person => {
    const person = world.directory.person(userid)
    if (!person) throw new Error(`nobody is called ${userid}`)
    return person
  }
  let url = ''
  const bot = openSmartBot({ world, chats, faults, calls, personOf, origin: () => url })
  const appLine = openAppLine(world, chats, callbacks)
  const pictures = openPictures(world, () => url)
  const phone = openPhone({ world, chats, app: appLine, bot: bot.line, pictureAddress: pictures.addressOf })
  const ledger = (): LedgerEntry[] =>
    state.ledger.flatMap(({ at, by, userids, message }) =>
      userids.map(userid => ({ at, userid, by, message: { ...message } })),
    )
  const routes = [
    ...tokenRoutes(world),
    // Any page of this machine may be opened; the settings show the one that is known.
    ...contactRoutes(world, () => (callbacks.url === null ? '127.0.0.1' : new URL(callbacks.url).host)),
    ...mediaRoutes(world),
    ...login.routes,
    ...webhookRoutes(world, chats),
    sendRoute(world, chats),
    updateRoute(world, chats),
    recallRoute(world, chats),
    openUseridRoute(world),
  ]

  const app = new Koa()
  // A connection that a fault, or the other side, has cut is no error of ours.
  app.on('error', () => undefined)
  app.use((ctx, next) => {
    ctx.set('Date', new Date(now()).toUTCString())
    return next()
  })
  app.use(localRouter({ world, chats, phone, ledger, onClock: () => sandbox.onClock }).routes())
  app.use(bot.files.router.routes())
  app.use(pictures.router.routes())
  app.use(login.router.routes())
  app.use(apiRouter(routes, { world, faults, calls }).routes())
  app.use(chatPage())
  const answer = app.callback()
  const server = createServer((request, response) => void answer(request, response))
  bot.connection.attach(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const sandbox: Sandbox = {
    url,
    env: environment(url, {
      WECOM_BOT_ID: smartBot.id,
      WECOM_BOT_SECRET: smartBot.secret,
      WECOM_BOT_WS_URL: `${url.replace('http', 'ws')}${smartBot.path}`,
    }),
    switches: world.switches,
    aibot: bot.held,
    callback: address => (callbacks.url = address),
    say: async (userid, text, chat = appChat, how = {}) => {
      const { message, taken } = await phone.say(personOf(userid), text, chat, how)
      await taken
      return { ...message }
    },
    sendFile: async (userid, file) => {
      const { message, taken } = await phone.sendFile(personOf(userid), file)
      await taken
      return { ...message }
    },
    enter: async userid => phone.enter(personOf(userid), botChat).taken,
    press: async (userid, messageId, key) => phone.press(personOf(userid), messageId, key).taken,
    repeatLast: async userid => appLine.repeatLast(personOf(userid)),
    messages: (userid, chat = appChat) => chats.messages(userid, chat).map(message => ({ ...message })),
    ledger,
    findings: () => [...state.findings],
    calls: () => Object.fromEntries(calls),
    fault: fault => faults.add(fault),
    expireTokens: () => expireTokens(world),
    changePlan: change => {
      change(plan)
      world.directory.refresh()
      world.news.changed(plan.people.map(({ userid }) => userid))
    },
    clockMoved: () => world.news.clockMoved(),
    close: async () => {
      await callbacks.close()
      bot.connection.close()
      await new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await kept.close()
    },
  }
  return sandbox
}
