import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBot } from './bot.ts'
import { buttonCard, clientOf, largeHospital, type Local, openLocal, temporaryFolder, text } from './client.ts'

describe('the state file', () => {
  let folder: string
  let remove: () => Promise<void>
  let file: string
  beforeEach(async () => {
    ;({ folder, remove } = await temporaryFolder())
    file = join(folder, 'deep', 'wecom.json')
  })
  afterEach(() => remove())
  const reopen = async (local: Local): Promise<Local> => {
    await local.close()
    const again = await openLocal({ file, now: local.clock.now })
    return { ...again, clock: local.clock }
  }

  it('lets everything go on where it was', async () => {
    let local = await openLocal({ file })
    const bot = await openBot(local.sandbox)
    const token = await local.client.login()
    const card = buttonCard()
    const repeatable = { enable_duplicate_check: 1, touser: 'zhangwei|zhao|wechat' }
    const sent = await local.client.send(card, repeatable)
    const { media_id } = await local.client.upload('名单.xlsx', Buffer.from('123456'))
    await local.client.send(text('你好'), { urgent: 1 })
    await local.sandbox.say('zhangwei', '帮助')
    await local.sandbox.press('zhangwei', String(sent['msgid']), 'done:1')
    const before = [local.sandbox.messages('zhangwei'), local.sandbox.ledger(), local.sandbox.findings()]
    const people = await (await fetch(`${local.sandbox.url}/local/people`)).text()

    local = await reopen(local)
    expect([local.sandbox.messages('zhangwei'), local.sandbox.ledger(), local.sandbox.findings()]).toEqual(before)
    expect(await (await fetch(`${local.sandbox.url}/local/people`)).text()).toBe(people)
    expect(await local.client.login()).toBe(token)
    // The duplicate check, task_ids, codes, media and messages that can be pressed are all remembered.
    expect(await local.client.send(card, repeatable)).toEqual(sent)
    expect((await local.client.send(card)).errcode).toBe(42014)
    expect((await local.client.send({ msgtype: 'file', file: { media_id } })).errcode).toBe(0)
    local.sandbox.callback(bot.url)
    await local.sandbox.press('zhao', String(sent['msgid']), 'done:1')
    const update = (code: unknown) =>
      local.client.call('message/update_template_card', {
        body: { agentid: local.agentid, atall: 1, response_code: code, button: { replace_name: '已确认' } },
      })
    expect((await update(sent['response_code'])).errcode).toBe(0)

    local = await reopen(local)
    expect((await update(sent['response_code'])).errcode).toBe(60140)
    expect(local.sandbox.messages('zhao')[0]?.content).toMatchObject({ replaced: '已确认' })
    expect(local.sandbox.messages('wechat')[0]?.content).toEqual({ type: 'hidden', what: 'template_card' })
    await local.close()
    await bot.close()
  })

  it('is written soon, whole, and without leaving pieces', async () => {
    const local = await openLocal({ file })
    for (let i = 0; i < 20; i++) await local.client.send(text(`${i}`))
    await wait(900)
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ version: 1 })
    expect(await readdir(join(folder, 'deep'))).toEqual(['wecom.json'])
    await local.close()
  })

  it('stays small where many see the same, and is opened again', async () => {
    let local = await openLocal({ file, plan: largeHospital(5000) })
    await local.client.send(buttonCard(), { touser: '@all' })
    await local.close()
    expect((await readFile(file)).length).toBeLessThan(2_000_000)
    local = await openLocal({ file, plan: largeHospital(5000), now: local.clock.now })
    expect(local.sandbox.messages('s4999')).toHaveLength(1)
    await local.close()
  })

  it('shows what was on its way when it stopped as not arrived', async () => {
    const local = await openLocal({ file })
    const bot = await openBot(local.sandbox)
    bot.replies(() => undefined)
    const saying = local.sandbox.say('zhangwei', '在吗')
    await wait(100)
    await local.close()
    await saying
    await bot.close()
    const again = await openLocal({ file })
    expect(again.sandbox.messages('zhangwei')[0]?.delivery).toBe('failed')
    await again.close()
  })

  it('is refused where it is of another make', async () => {
    const local = await openLocal({ file })
    await (await clientOf(local.sandbox)).send(text('你好'))
    await local.close()
    await writeFile(file, '{"version":99}')
    await expect(openLocal({ file })).rejects.toThrow('读不懂')
  })
})
