import type { Log } from '../log.ts'
import type { ProxyConfig } from '../api/http.ts'
import { type BotState, type BotStateName, openConnection } from './connection.ts'
import { tunnelFor } from './tunnel.ts'

/** What is known of a bot that runs already: what it says of its line, that it runs and says nothing, or that none does. */
export type Running = BotStateName | 'off' | 'silent' | null

export interface BotToExamine {
  id: string
  secret: string
  wsUrl: string
  name: string
}

interface Found {
  ok: boolean
  words: string
}

const fine = (words: string): Found => ({ ok: true, words })
const wrong = (words: string): Found => ({ ok: false, words })
const patience = 15_000

/** Says whether the smart bot can be reached. Tries the line only where no bot of ours runs: the try would displace it. */
export async function examineBot(
  bot: BotToExamine,
  { running, proxy, now }: { running: Running; proxy: ProxyConfig; now: () => number },
): Promise<Found> {
  switch (running) {
    case 'connected':
      return fine(`运行中的清风已连接“${bot.name}”。`)
    case 'displaced':
      return wrong('被另一处登录，运行中的清风已停止听它的消息。请查明谁在用同一个机器人，停掉它，然后重启清风。')
    case 'refused':
      return wrong(`运行中的清风连不上：${credentials}改好后重启清风。`)
    case 'connecting':
      return wrong(`运行中的清风正在连接。一直如此，${network(bot)}`)
    case 'off':
      return wrong('已配置，但运行中的清风没有用它，请重启清风。')
    case 'silent':
      return fine('已配置。清风正在运行，没有试连（试连会把它挤下线）。')
    case null:
      return tried(bot, await tryOnce(bot, { proxy, now }))
  }
}

const credentials = '请在管理后台核对智能机器人的 Bot ID 与长连接 Secret，更新 WECOM_BOT_ID、WECOM_BOT_SECRET。'
const network = ({ wsUrl }: BotToExamine): string =>
  `请检查本机或出网代理（HTTPS_PROXY）能否访问 ${new URL(wsUrl).host}（WebSocket）。`

function tried(bot: BotToExamine, { name, code }: BotState): Found {
  if (name === 'connected') return fine(`“${bot.name}”可以连接（试连后已断开）。`)
  if (name === 'connecting') return wrong(`连不上。${network(bot)}`)
  if (name === 'displaced') return wrong('试连时被另一处登录。请查明谁在用同一个机器人。')
  if (code === 846601) return wrong('没有启用长连接方式。请在管理后台把智能机器人设为“API 模式”“使用长连接”。')
  if (code === 45009) return wrong('试得太频繁，企业微信暂不接受，请过几分钟再运行一次。')
  return wrong(`企业微信不接受（错误码 ${code ?? '未知'}）。${credentials}`)
}

/** Connects, and lets go at once. */
function tryOnce(bot: BotToExamine, { proxy, now }: { proxy: ProxyConfig; now: () => number }): Promise<BotState> {
  const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  return new Promise(resolve => {
    const end = (state: BotState): void => {
      clearTimeout(timer)
      connection.close()
      resolve(state)
    }
    const connection = openConnection(
      { botId: bot.id, secret: bot.secret, wsUrl: bot.wsUrl, agent: tunnelFor(bot.wsUrl, proxy), reconnectAfter: 200 },
      {
        now,
        log,
        onMessage: () => undefined,
        onEvent: () => undefined,
        onState: state => {
          if (state.name !== 'connecting') end(state)
        },
      },
    )
    const timer = setTimeout(() => end(connection.state), patience)
    connection.start()
  })
}
