import { setTimeout as wait } from 'node:timers/promises'
import type { BotProcess } from '../bot.ts'

/** Somebody who ends the bot by `kill -9` at random moments and starts it again. */
export interface Killer {
  readonly kills: number
  /** No more of it; resolves when the bot runs. Throws what a start threw. */
  stop(): Promise<void>
}

/** Between two kills the bot lives for up to `longest` milliseconds. */
export function killer(bot: BotProcess, random: () => number, longest: number): Killer {
  let stopped = false
  let kills = 0
  const work = (async () => {
    while (!stopped) {
      await wait(200 + random() * longest)
      if (stopped) return
      await bot.kill()
      kills++
      await bot.start()
    }
  })()
  // Whoever stops it hears of it.
  work.catch(() => undefined)
  return {
    get kills() {
      return kills
    },
    stop: async () => {
      stopped = true
      await work
    },
  }
}
