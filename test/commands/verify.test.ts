import { execFile } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtFile, ensureBuilt } from '../../drill/built.ts'
import { type Bench, openBench, testKey } from '../desk.ts'
import { novemberNotice } from '../notices.ts'

interface Verdict {
  ok: boolean
  confirmations: number
  receipt?: { there: boolean; sealed: boolean; agrees: boolean }
}

describe('npm run -s verify', () => {
  let bench: Bench
  let code = ''
  beforeAll(async () => {
    await ensureBuilt()
    bench = await openBench()
    const say = (who: string, message: string) =>
      bench.perform({
        key: `202611:${who}:${message.slice(0, 8)}`,
        act: 'chat.text',
        input: { message, sent: bench.clock.now() },
        who,
        reply: 'return',
        at: bench.clock.now(),
      })
    await say('jiwei', `发布学习\n${novemberNotice}`)
    await say('jiwei', '发布')
    code = /\d{4}-[0-9A-F]{8}/.exec((await say('yan', '已学习')).text ?? '')?.[0] ?? ''
  }, 120_000)
  afterAll(() => bench.close())

  function verify(...args: string[]): Promise<{ code: number; said: string; complained: string }> {
    const env = { PATH: process.env['PATH'], DATA_DIR: bench.folder, DATA_KEY: testKey.toString('base64') }
    return new Promise(resolve => {
      execFile(process.execPath, [builtFile('verify.js'), ...args], { env }, (error, said, complained) =>
        resolve({ code: error ? Number(error.code) : 0, said, complained }),
      )
    })
  }
  const read = (said: string): Verdict => {
    expect(said.trim().split('\n')).toHaveLength(1)
    return JSON.parse(said) as Verdict
  }

  it('says of the whole what it always said, in one line', async () => {
    const { code, said } = await verify()
    expect(code).toBe(0)
    expect(read(said)).toEqual({ ok: true, links: 0, facts: 2, unsealed: 2, confirmations: 1 })
  })
  it('says of a receipt whether it is there, sealed and agrees, beside the whole', async () => {
    const good = await verify('--receipt', code)
    expect(good.code).toBe(0)
    expect(read(good.said)).toMatchObject({
      ok: true,
      confirmations: 1,
      receipt: { there: true, sealed: false, agrees: true },
    })
    const absent = await verify('--receipt=2611-00000000')
    expect(absent.code).toBe(1)
    expect(read(absent.said)).toMatchObject({ ok: false, receipt: { there: false, sealed: false, agrees: false } })
  })
  it('says how it is called where it was called wrongly', async () => {
    const { code, complained } = await verify('--quittung', 'x')
    expect([code, complained.trim()]).toEqual([2, expect.stringContaining('--receipt 2611-9F3A2C01')])
  })
})
