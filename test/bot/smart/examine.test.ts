import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examineBot, type Running } from '../../../bot/smart/examine.ts'
import { openSandbox } from '../../../sandbox/open.ts'
import type { Sandbox } from '../../../sandbox/wire.ts'
import { smallHospital } from '../../hospital.ts'
import { until } from '../../town.ts'

describe('the doctor of the smart bot', () => {
  let sandbox: Sandbox
  beforeEach(async () => {
    sandbox = await openSandbox({ plan: smallHospital(), now: Date.now })
  })
  afterEach(() => sandbox.close())

  const examined = (over: { secret?: string; wsUrl?: string; running?: Running } = {}) => {
    const { WECOM_BOT_ID: id = '', WECOM_BOT_SECRET: secret = '', WECOM_BOT_WS_URL: wsUrl = '' } = sandbox.env
    const { running = null, ...more } = over
    return examineBot(
      { id, secret, wsUrl, name: '清风', ...more },
      { running, proxy: { https: null, no: null }, now: Date.now },
    )
  }

  it('tries the line where no bot runs, and lets go of it', async () => {
    expect(await examined()).toEqual({ ok: true, words: '“清风”可以连接（试连后已断开）。' })
    await until(() => sandbox.aibot.connections() === 0)
    expect(sandbox.calls()['aibot_subscribe']).toBe(1)
  })

  it('names credentials that are not taken', async () => {
    const { ok, words } = await examined({ secret: 'wrong' })
    expect(ok).toBe(false)
    expect(words).toContain('WECOM_BOT_SECRET')
    expect(words).not.toContain('wrong')
  })

  it.each<[Running, boolean, string]>([
    ['connected', true, '已连接'],
    ['displaced', false, '被另一处登录'],
    ['refused', false, 'WECOM_BOT_SECRET'],
    ['connecting', false, 'WebSocket'],
    ['off', false, '请重启清风'],
    ['silent', true, '没有试连'],
  ])('displaces no bot that runs: %s', async (running, fine, words) => {
    expect(await examined({ running })).toEqual({ ok: fine, words: expect.stringContaining(words) as string })
    expect(sandbox.calls()['aibot_subscribe']).toBe(undefined)
  })
})
