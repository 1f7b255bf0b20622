import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { novemberNotice } from '../notices.ts'
import { openTown, type Town } from '../town.ts'

describe('the office is told', () => {
  let town: Town
  beforeEach(async () => {
    town = await openTown()
  })
  afterEach(() => town.close())
  const publish = (userid: string) => town.chat(userid).says(`发布学习\n${novemberNotice}`).says('发布')
  const outage = async () => {
    town.clock.add(5 * 3_600_000)
    await town.chat('jiwei').waits()
  }

  it('of a group that does not take the notice', async () => {
    const address = `${town.sandbox.url}/cgi-bin/webhook/send?key=group-key-xinnei`
    await town.chat('jiwei').says(`绑定 心内科 ${address}`)
    town.sandbox.fault({ path: 'webhook/send', times: 1, errcode: 93000 })
    await publish('jiwei')
    await town.chat('jiwei').waits().hears('心内科的群没有收到通知')
    expect(town.sandbox.messages('zhangwei', 'group:group-key-xinnei')).toEqual([])
  })

  it('of what may not have arrived also where the one who released it is no longer the office', async () => {
    await town.chat('jiwei').says('授权 杨帆')
    await town.chat('jiwei2').says(`发布学习\n${novemberNotice}`)
    town.sandbox.fault({ path: 'message/send', times: 1, cut: 'before' })
    await town.chat('jiwei2').says('发布')
    await town.chat('jiwei').says('取消授权 杨帆')
    await outage()
    expect(
      town
        .chat('jiwei')
        .messages()
        .map(({ content }) => JSON.stringify(content))
        .join(),
    ).toContain('是否送达待核实')
    await town.chat('jiwei').says('送达').hears('是否送达待核实（不会自动重发）：')
    expect(town.sandbox.messages('yan')).toEqual([])
  })
})
