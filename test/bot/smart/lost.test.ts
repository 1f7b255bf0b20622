import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openWeCom } from '../../../bot/open.ts'
import type { WeCom } from '../../../bot/wecom.ts'
import { readConfig } from '../../../config.ts'
import type { Received } from '../../../handlers/chat/receive.ts'
import { openSandbox } from '../../../sandbox/open.ts'
import type { Sandbox } from '../../../sandbox/wire.ts'
import { smallHospital } from '../../hospital.ts'
import { until, wordsOf } from '../../town.ts'

/** The smart bot's room alone, with whatever a test performs. */
describe('a frame that comes to nothing', () => {
  let sandbox: Sandbox
  let wecom: WeCom
  let perform: (received: Received) => Promise<{ text: null }>
  const lost: string[] = []
  const done: Received[] = []
  const logged: unknown[] = []

  beforeEach(async () => {
    for (const list of [lost, done, logged]) list.length = 0
    perform = async received => {
      done.push(received)
      return { text: null }
    }
    sandbox = await openSandbox({ plan: smallHospital(), now: Date.now, switches: { botPatience: 300 } })
    const config = readConfig({
      ...sandbox.env,
      ADMIN_USERIDS: 'jiwei',
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      SESSION_SECRET: 'a test session secret of enough length',
    })
    const note = (...line: unknown[]) => void logged.push(line)
    wecom = openWeCom(
      { ...config.wecom, publicUrl: null, proxy: config.proxy, bot: config.bot },
      {
        now: Date.now,
        log: { info: note, warn: note, error: note },
        count: () => undefined,
        perform: received => perform(received),
        know: userid => Promise.resolve({ known: true, files: userid === 'jiwei' }),
        lost: reason => void lost.push(reason),
      },
    )
    wecom.smart?.start()
    await until(() => sandbox.aibot.connections() === 1)
  })
  afterEach(async () => {
    await wecom.close()
    await sandbox.close()
  })
  const heard = (userid: string): string[] =>
    sandbox
      .messages(userid, 'bot')
      .filter(({ from }) => from === 'bot')
      .map(wordsOf)

  it('is counted, its sender is asked to say it again, and saying it again works', async () => {
    const perform0 = perform
    perform = received => (received.what.kind === 'text' ? Promise.reject(new Error('no disk')) : perform0(received))
    await sandbox.say('zhangwei', '已学习', 'bot')
    expect(lost).toEqual(['not committed'])
    expect(heard('zhangwei')).toEqual([expect.stringContaining('再说一次')])
    perform = perform0
    await sandbox.say('zhangwei', '已学习', 'bot')
    expect(done.map(({ what }) => what)).toContainEqual({ kind: 'text', text: '已学习' })
    // Nobody's words are in the log.
    expect(JSON.stringify(logged)).not.toContain('已学习')
  })

  it('because the bot is stopping is told so while the line stands; one in hand is finished first', async () => {
    let release = (): void => undefined
    const gate = new Promise<void>(resolve => (release = resolve))
    const perform0 = perform
    perform = async received => {
      if (received.what.kind === 'text') await gate
      return perform0(received)
    }
    const first = sandbox.say('zhangwei', '已学习', 'bot')
    await until(() => sandbox.messages('zhangwei', 'bot').some(({ delivery }) => delivery === 'taken'))
    const settled = wecom.smart?.settle()
    await sandbox.say('zhao', '待办', 'bot')
    expect(lost).toEqual(['stopping'])
    expect(heard('zhao')).toEqual([expect.stringContaining('再说一次')])
    release()
    await Promise.all([first, settled])
    expect(done.map(({ from, what }) => [from, what.kind])).toContainEqual(['zhangwei', 'text'])
    expect(lost).toEqual(['stopping'])
  })

  it('because the line ends with it in hand is counted', async () => {
    perform = () => new Promise(() => undefined)
    await sandbox.say('zhangwei', '已学习', 'bot')
    await wecom.close()
    // The greeting's event and the message.
    expect(lost).toEqual(['stopping', 'stopping'])
  })

  it('is none where a file is not fetched: whose files are not taken has none read, and no address leads elsewhere', async () => {
    await sandbox.sendFile('zhangwei', { name: '通知.txt', bytes: Buffer.from('学习通知') })
    await sandbox.sendFile('jiwei', { name: '通知（11月）.txt', bytes: Buffer.from('学习通知。请各科室学习。') })
    await until(() => done.filter(({ what }) => what.kind === 'file').length === 2)
    const files = done.flatMap(({ from, what }) => (what.kind === 'file' ? [[from, what.handed]] : []))
    expect(files[0]).toEqual(['zhangwei', { name: '文件', sentence: '没有取。' }])
    expect(files[1]).toMatchObject(['jiwei', { input: { name: '通知（11月）.txt', text: '学习通知。请各科室学习。' } }])
  })

  it('orders what one person says behind a file', async () => {
    const sending = sandbox.sendFile('jiwei', { name: '通知.txt', bytes: Buffer.from('长'.repeat(300_000)) })
    await until(() => sandbox.messages('jiwei', 'bot').some(({ delivery }) => delivery === 'taken'))
    await Promise.all([sending, sandbox.say('jiwei', '完', 'bot')])
    await until(() => done.some(({ what }) => what.kind === 'text') && done.some(({ what }) => what.kind === 'file'))
    expect(done.map(({ what }) => what.kind).filter(kind => kind !== 'enter')).toEqual(['file', 'text'])
  })
})
