import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, expect } from 'vitest'
import { readConfig } from '../config.ts'
import { type Bot, startBot } from '../main.ts'
import { openSandbox } from '../sandbox/open.ts'
import type { HospitalPlan, LocalMessage, Sandbox, Saying, SentFile } from '../sandbox/wire.ts'
import { type TestClock, testClock } from './clock.ts'
import { smallHospital } from './hospital.ts'

/** A local WeCom and a bot in one process, with one clock between them. They speak over HTTP only. */
export interface Town {
  sandbox: Sandbox
  clock: TestClock
  readonly bot: Bot
  /** The bot's folder. */
  folder: string
  /** Everything the bot logged, as JSON lines. */
  logs: string[]
  /** The app's chat, or `bot` or `group:<key>` with the smart bot. */
  chat(userid: string, where?: string): Chat
  /** Stops the bot and starts it again on the same folder. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface TownOptions {
  plan?: HospitalPlan
  start?: string
  env?: Record<string, string>
}

export async function openTown({
  plan = smallHospital(),
  start = '2026-11-12 09:07',
  env = {},
}: TownOptions = {}): Promise<Town> {
  const clock = testClock(start)
  const folder = await mkdtemp(join(tmpdir(), 'qingfeng-'))
  const sandbox = await openSandbox({ plan, now: clock.now })
  const logs: string[] = []
  const log = pino({ level: 'debug', base: null }, { write: line => void logs.push(line) })
  const open = async (): Promise<Bot> => {
    const config = readConfig({
      ...sandbox.env,
      ADMIN_USERIDS: 'jiwei',
      DATA_DIR: folder,
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      SESSION_SECRET: 'a test session secret of enough length',
      PORT: '0',
      PUBLIC_URL: 'http://127.0.0.1:9',
      ...env,
    })
    const bot = await startBot(config, { now: clock.now, log })
    sandbox.callback(`${bot.url}/wecom/callback`)
    await bot.readDirectory()
    if (config.bot !== null) await until(() => sandbox.aibot.connections() === 1)
    return bot
  }
  let bot = await open()
  return {
    sandbox,
    clock,
    folder,
    logs,
    get bot() {
      return bot
    },
    chat: (userid, where) => new Chat(userid, { sandbox, settle: () => bot.catchUp() }, where),
    restart: async () => {
      await bot.stop()
      bot = await open()
    },
    close: async () => {
      await bot.stop()
      await sandbox.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/**
 * A town for each test of a block, opened before and closed after it.
 * What the bot has sent that WeCom's documentation does not know, or that WeCom would drop, fails the test.
 */
export function eachInTown(options: TownOptions = {}): Town {
  let town: Town
  beforeEach(async () => {
    town = await openTown(options)
  })
  afterEach(async () => {
    expect(town.sandbox.findings()).toEqual([])
    await town.close()
  })
  return {
    get sandbox() {
      return town.sandbox
    },
    get clock() {
      return town.clock
    },
    get bot() {
      return town.bot
    },
    get folder() {
      return town.folder
    },
    get logs() {
      return town.logs
    },
    chat: (userid, where) => town.chat(userid, where),
    restart: () => town.restart(),
    close: () => town.close(),
  }
}

/** Waits for what happens over the wire. */
export async function until(isSo: () => boolean, patience = 10_000): Promise<void> {
  const end = Date.now() + patience
  while (!isSo()) {
    if (Date.now() > end) throw new Error('waited in vain')
    await setTimeout(10)
  }
}

/** Everything a message shows, one line a piece. */
export function wordsOf({ content }: LocalMessage): string {
  switch (content.type) {
    case 'text':
    case 'voice':
    case 'markdown':
      return content.text
    case 'textcard':
      return [content.title, content.description, content.url, content.button].join('\n')
    case 'card':
      return [
        content.title,
        content.desc,
        content.subTitle,
        ...content.lines.map(line => `${line.name}：${line.value}`),
        content.url ?? '',
        ...(content.replaced === null ? content.buttons.map(button => `[${button.text}]`) : [`(${content.replaced})`]),
      ].join('\n')
    case 'file':
      return `${content.name}\n${content.url}`
    case 'image':
      return content.url
    case 'hidden':
      return content.what
  }
}

/**
 * One person's chat with the bot, as a script: `await chat('wang').says('已学习').hears('已记录')`.
 * `hears` and `hearsNothing` look at what has come since the last thing this person did.
 */
export class Chat implements PromiseLike<void> {
  readonly #userid: string
  readonly #town: { sandbox: Sandbox; settle: () => Promise<void> }
  #steps: (() => Promise<void>)[] = []
  #seen = 0

  readonly #where: string | undefined

  constructor(userid: string, town: { sandbox: Sandbox; settle: () => Promise<void> }, where?: string) {
    this.#userid = userid
    this.#where = where
    this.#town = town
    this.#steps.push(async () => {
      this.#seen = 0
    })
  }

  says(text: string, how?: Saying): this {
    return this.#then(async () => {
      this.#seen = this.messages().length
      await this.#town.sandbox.say(this.#userid, text, this.#where, how)
      await this.#town.settle()
    })
  }

  /** Sends a file or a picture. */
  sends(file: SentFile): this {
    return this.#then(async () => {
      this.#seen = this.messages().length
      await this.#town.sandbox.sendFile(this.#userid, { ...(this.#where ? { chat: this.#where } : {}), ...file })
      await this.#town.settle()
    })
  }

  /** Presses a button by its text, on the newest card that has it. */
  taps(label: string): this {
    return this.#then(async () => {
      const message = this.messages().findLast(
        ({ content }) =>
          content.type === 'card' && content.replaced === null && content.buttons.some(({ text }) => text === label),
      )
      if (message?.content.type !== 'card') throw new Error(`${this.#userid} has no card with ${label}`)
      this.#seen = this.messages().length
      const key = message.content.buttons.find(({ text }) => text === label)?.key ?? ''
      await this.#town.sandbox.press(this.#userid, message.id, key)
      await this.#town.settle()
    })
  }

  hears(expected: string | RegExp): this {
    const error = new Error()
    return this.#then(() => {
      const heard = this.heard()
      if (typeof expected === 'string' ? heard.includes(expected) : expected.test(heard)) return Promise.resolve()
      error.message = `${this.#userid} should hear ${String(expected)}, but heard:\n${heard || '(nothing)'}`
      return Promise.reject(error)
    })
  }

  hearsNothing(): this {
    const error = new Error()
    return this.#then(() => {
      const heard = this.heard()
      if (!heard) return Promise.resolve()
      error.message = `${this.#userid} should hear nothing, but heard:\n${heard}`
      return Promise.reject(error)
    })
  }

  /** Lets what is due go out, without this person doing anything. */
  waits(): this {
    return this.#then(() => this.#town.settle())
  }

  messages(): LocalMessage[] {
    return this.#town.sandbox.messages(this.#userid, this.#where)
  }

  /** What the bot said since this person's last act. */
  heard(): string {
    return this.messages()
      .slice(this.#seen)
      .filter(message => message.from === 'bot')
      .map(wordsOf)
      .join('\n')
  }

  /** Awaiting the chat plays it. */
  then<A, B>(resolve: () => A | PromiseLike<A>, reject?: (error: unknown) => B | PromiseLike<B>): PromiseLike<A | B> {
    const steps = this.#steps
    this.#steps = []
    const play = async (): Promise<void> => {
      for (const step of steps) await step()
    }
    return play().then(resolve, reject)
  }

  #then(step: () => Promise<void>): this {
    this.#steps.push(step)
    return this
  }
}
