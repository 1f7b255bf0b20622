import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyEvidence } from '../../../handlers/evidence/verify.ts'
import { openForReading } from '../../../store/lowdb/reading.ts'
import { novemberNotice } from '../../notices.ts'
import { testKey } from '../../desk.ts'
import { openTown, type Town } from '../../town.ts'

describe('the end of a month', () => {
  let town: Town
  beforeEach(async () => {
    town = await openTown({ start: '2026-11-30 23:50' })
  })
  afterEach(async () => {
    expect(town.sandbox.findings()).toEqual([])
    await town.close()
  })
  const verdict = async () => {
    await town.bot.catchUp()
    const store = await openForReading({ folder: town.folder, keys: [testKey] })
    const said = await store.read(verifyEvidence)
    await store.close()
    return said
  }

  it('closes nothing: a notice of November is confirmed, counted and withdrawn months later', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')
    await town.chat('yan').says('已学习').hears('已记录')
    town.clock.to('2026-12-31 23:59')
    await town.restart()
    await town.chat('zhao').taps('我已学习')
    town.clock.to('2027-01-20 09:00')
    await town.restart()
    await town.chat('wangxin').taps('我已学习').says('已学习').hears('最近一次于')
    await town.chat('zhangwei').says('已学习').hears('已记录')
    await town.chat('jiwei').says('进度').hears('已确认 4 人')
    town.clock.to('2027-03-20 09:00')
    await town.restart()
    await town.chat('sunhu').taps('我已学习')
    await town.chat('jiwei').says('撤回 太旧').hears('72')
    await town.chat('LiNei').taps('我已学习').hears('已撤回')
    expect(await verdict()).toMatchObject({ ok: true, confirmations: 5 })
  })

  it('may come twice, when the clock is set back: the evidence holds', async () => {
    await town.chat('jiwei').says(`发布学习\n${novemberNotice}`).says('发布').hears('已发布')
    town.clock.to('2026-12-01 00:01')
    await town.chat('yan').says('已学习').hears('已记录')
    await town.bot.catchUp()
    town.clock.to('2026-11-30 23:58')
    await town.chat('zhao').says('已学习').hears('已记录')
    await town.bot.catchUp()
    town.clock.to('2026-12-01 00:05')
    await town.chat('zhangwei').says('已学习').hears('已记录')
    expect(await verdict()).toMatchObject({ ok: true, confirmations: 3 })
  })
})
