import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rm } from 'node:fs/promises'
import pino from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../../config.ts'
import { type Bot, startBot } from '../../../main.ts'
import { novemberNotice } from '../../notices.ts'
import { eachInTown, until, wordsOf } from '../../town.ts'

const metricsOf = async (url: string): Promise<string> => (await fetch(`${url}/metrics`)).text()

describe('the line of the smart bot', () => {
  const town = eachInTown()
  const bot = (userid: string) => town.chat(userid, 'bot')
  const told = (userid: string, where: string): string => town.sandbox.messages(userid, where).map(wordsOf).join('\n')

  it('that breaks is taken up again, and what waited goes out once', async () => {
    await bot('zhangwei').says('帮助').hears('我是清风')
    town.sandbox.aibot.cut()
    await until(() => town.logs.some(line => line.includes('WebSocket connection closed')))
    await until(() => town.sandbox.aibot.connections() === 1)
    await bot('zhangwei').says('待办').hears('目前没有待办')
    expect(told('zhangwei', 'bot').match(/目前没有待办事项/gu)).toHaveLength(1)
  })

  it('that breaks behind a message answers it unasked once it stands again', async () => {
    await bot('zhangwei').says('帮助').hears('我是清风')
    town.sandbox.aibot.cutAtNext('after')
    await town.sandbox.say('zhangwei', '待办', 'bot')
    await until(() => town.sandbox.aibot.connections() === 1)
    town.clock.add(60_000)
    await town.bot.catchUp()
    await until(() => told('zhangwei', 'bot').includes('目前没有待办'))
    expect(told('zhangwei', 'bot').match(/目前没有待办事项/gu)).toHaveLength(1)
    expect(town.sandbox.aibot.frames().at(-1)?.cmd).toBe('aibot_send_msg')
  })

  it('that does not say whether an answer came makes nobody say it again, nor the office worry', async () => {
    await bot('zhangwei').says('帮助').hears('我是清风')
    town.sandbox.aibot.loseAcks(1)
    await town.sandbox.say('zhangwei', '待办', 'bot')
    await until(() => town.logs.some(line => line.includes('"outcome":"unknown"')))
    town.clock.add(600_000)
    await town.bot.catchUp()
    expect(told('zhangwei', 'bot').match(/目前没有待办事项/gu)).toHaveLength(1)
    expect(told('jiwei', 'app')).toBe('')
  }, 20_000)

  it('brings the same message twice at times: it is done once', async () => {
    await bot('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')
    await bot('zhangwei').says('已学习').hears('已记录，谢谢')
    await town.sandbox.aibot.repeatLast('zhangwei')
    await bot('zhangwei').waits()
    await town.chat('jiwei', 'bot').says('进度').hears('已确认 1 人')
    expect(told('zhangwei', 'bot').match(/已记录，谢谢/gu)).toHaveLength(1)
  })

  it('stays below thirty a minute in one chat, answers and pushes together', async () => {
    Object.assign(town.sandbox.switches, { openInteractions: 0, botPatience: 0 })
    for (let i = 0; i < 40; i++) await town.sandbox.say('zhangwei', '帮助', 'bot')
    for (let i = 0; i < 8; i++) {
      town.clock.add(31_000)
      await town.bot.catchUp()
    }
    const times = town.sandbox
      .ledger()
      .filter(({ userid, by }) => userid === 'zhangwei' && by.startsWith('aibot'))
      .map(({ at }) => at)
    // None is lost: the forty answers, and the greeting unless its moment passed in the crowd.
    expect([40, 41]).toContain(times.length)
    const most = Math.max(...times.map(start => times.filter(at => at >= start && at < start + 60_000).length))
    expect(most).toBeLessThanOrEqual(30)
    expect(town.sandbox.aibot.frames().filter(({ errcode }) => errcode === 846607)).toEqual([])
  }, 60_000)
})

describe('a smart bot that another takes over', () => {
  const town = eachInTown()
  const others: { bot: Bot; folder: string }[] = []
  afterEach(async () => {
    for (const { bot, folder } of others.splice(0)) {
      await bot.stop()
      await rm(folder, { recursive: true, force: true })
    }
  })

  async function another(): Promise<Bot> {
    const folder = join(tmpdir(), `qingfeng-${randomUUID()}`)
    const config = readConfig({
      ...town.sandbox.env,
      ADMIN_USERIDS: 'jiwei',
      DATA_DIR: folder,
      DATA_KEY: Buffer.alloc(32, 8).toString('base64'),
      SESSION_SECRET: 'a test session secret of enough length',
      PORT: '0',
    })
    const bot = await startBot(config, { now: town.clock.now, log: pino({ level: 'silent' }) })
    others.push({ bot, folder })
    return bot
  }
  const stateOf = async (bot: Bot): Promise<string> =>
    /qingfeng_bot_connection\{state="(\w+)"\} 1/.exec(await metricsOf(bot.url))?.[1] ?? ''

  it('does not fight: it stays off, says so, and goes on by the app', async () => {
    await town.chat('jiwei', 'bot').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')
    await town.chat('zhangwei', 'bot').says('帮助').hears('我是清风')
    const second = await another()
    await until(() => town.logs.some(line => line.includes('taken over')))
    expect(await stateOf(town.bot)).toBe('displaced')
    await until(() => town.sandbox.aibot.connections() === 1)
    expect(await stateOf(second)).toBe('connected')
    await town.chat('jiwei').waits().hears('清风智能机器人被另一处登录')

    // Longer than any pause of the SDK between two tries would be at the beginning.
    await new Promise(resolve => setTimeout(resolve, 2500))
    expect(await stateOf(second)).toBe('connected')
    await second.readDirectory()
    await town.sandbox.say('zhangwei', '待办', 'bot')
    await second.catchUp()
    await until(() =>
      town.sandbox
        .messages('zhangwei', 'bot')
        .map(wordsOf)
        .some(words => words.includes('没有待办')),
    )

    // Starting the first again is a decision: it displaces the second, which now stays off.
    await town.restart()
    expect(await stateOf(town.bot)).toBe('connected')
    await new Promise(resolve => setTimeout(resolve, 1500))
    expect([await stateOf(town.bot), await stateOf(second)]).toEqual(['connected', 'displaced'])
    await town.chat('zhangwei', 'bot').says('待办').hears('您的待办')
  }, 30_000)
})

describe('a smart bot whose creator is no super administrator', () => {
  const town = eachInTown()

  it('names people by encrypted userids, which are asked for, and answers where it was spoken to', async () => {
    town.sandbox.switches.encryptedUserids = true
    await town.chat('jiwei', 'bot').says('进度').hears('还没有发布过')
    await town.chat('jiwei', 'bot').says('帮助').hears('纪委办')
    expect(town.sandbox.calls()['/cgi-bin/batch/openuserid_to_userid']).toBe(1)
  })

  it('is refused with the step to take where they cannot be converted, and guesses nobody', async () => {
    town.sandbox.switches.encryptedUserids = true
    town.sandbox.fault({ path: 'openuserid_to_userid', times: 3, errcode: 48002 })
    await town.chat('jiwei', 'bot').says('帮助').hears('超级管理员')
    expect(await metricsOf(town.bot.url)).toContain('qingfeng_bot_frames_lost_total{reason="userid"} 1')
  })
})
