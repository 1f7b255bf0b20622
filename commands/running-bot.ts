import { setTimeout } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { isLocked } from '../store/lowdb/lock.ts'

const states = ['off', 'connecting', 'connected', 'displaced', 'refused'] as const

/** What a bot of ours that runs here says of its smart bot; `silent` where one runs and does not say, null where none runs. */
export async function runningBot({
  dataDir,
  host,
  port,
}: Pick<Config, 'dataDir' | 'host' | 'port'>): Promise<(typeof states)[number] | 'silent' | null> {
  if (!(await isLocked(dataDir))) return null
  // Just started, it may be about to connect.
  for (let tries = 1; ; tries++) {
    const told = await askedOf(host, port)
    if (told !== 'connecting' || tries === mostTries) return told
    await setTimeout(1000)
  }
}

const mostTries = 4

async function askedOf(host: string, port: number): Promise<(typeof states)[number] | 'silent'> {
  try {
    const here = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
    const answer = await fetch(`http://${here}:${port}/metrics`, { signal: AbortSignal.timeout(3000) })
    const told = /^qingfeng_bot_connection\{state="(\w+)"\} 1$/m.exec(await answer.text())?.[1]
    return states.find(state => state === told) ?? 'silent'
  } catch {
    return 'silent'
  }
}
