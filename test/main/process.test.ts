import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { builtFile } from '../../drill/built.ts'
import { hospitalOf, officer } from '../../drill/hospital.ts'
import { novemberNotice } from '../notices.ts'
import { wordsOf } from '../town.ts'
import { openServing, type Serving } from './serving.ts'

const heard = (serving: Serving, userid: string): string =>
  serving.sandbox
    .messages(userid)
    .filter(message => message.from === 'bot')
    .map(wordsOf)
    .join('\n')

describe('the process', () => {
  let serving: Serving
  beforeEach(async () => {
    serving = await openServing()
  })
  afterEach(() => serving.close())

  it('answers, seals what is left at SIGTERM, ends with 0, and its evidence verifies', async () => {
    const bot = await serving.start()
    await serving.sandbox.say('jiwei', `发布学习\n${novemberNotice}`)
    await serving.sandbox.say('jiwei', '发布')
    await serving.sandbox.say('yan', '已学习')
    expect(heard(serving, 'yan')).toContain('已记录，谢谢')
    bot.signal('SIGTERM')
    expect(await bot.ended).toBe(0)
    const verdict = await verify(serving.folder)
    expect(verdict).toMatchObject({ code: 0, said: { ok: true, unsealed: 0, confirmations: 1 } })
  })

  it('names the variable that is missing or malformed', async () => {
    const bot = await serving.start({ env: { WECOM_CORP_ID: '', PUBLIC_URL: 'http://example.org' } })
    expect(await bot.ended).toBe(2)
    expect(bot.output()).toContain('环境变量 WECOM_CORP_ID 没有填写')
    expect(bot.output()).toContain('环境变量 PUBLIC_URL 不对')
  })

  it('refuses the store of another corp, and one it has no key for', async () => {
    const first = await serving.start()
    first.signal('SIGTERM')
    await first.ended
    const other = await serving.start({ env: { WECOM_CORP_ID: 'ww0000000000other' } })
    expect([await other.ended, other.output()]).toEqual([2, expect.stringContaining('另一家企业的数据')])
    const keyless = await serving.start({ env: { DATA_KEY: Buffer.alloc(32, 8).toString('base64') } })
    expect([await keyless.ended, keyless.output()]).toEqual([2, expect.stringContaining('DATA_KEY')])
  })

  it('names a damaged file and place, and changes nothing', async () => {
    const first = await serving.start()
    await serving.sandbox.say('yan', '帮助')
    first.signal('SIGKILL')
    await first.ended
    const name =
      (await readdir(serving.folder))
        .filter(file => file.startsWith('journal-'))
        .sort()
        .at(-1) ?? ''
    const path = join(serving.folder, name)
    const damaged = (await readFile(path, 'utf8')).replace('"seq":1,', '"seq":7,')
    await writeFile(path, damaged)
    const again = await serving.start()
    expect([await again.ended, again.output()]).toEqual([2, expect.stringContaining(`${name} 已损坏（line 1`)])
    expect(await readFile(path, 'utf8')).toBe(damaged)
  })
})

describe('a disk that takes no more', () => {
  it('answers nothing as done that is not kept; the process ends with a clear sentence and starts clean', async () => {
    const people = 600
    const serving = await openServing(hospitalOf(people), officer)
    try {
      const bot = await serving.start({ fileLimit: 640 })
      await serving.sandbox.say(officer, `发布学习\n${novemberNotice}`)
      await serving.sandbox.say(officer, '发布')
      const staff = Array.from({ length: people - 1 }, (_, place) => `Staff${String(place + 1).padStart(5, '0')}`)
      await Promise.all(staff.map(userid => serving.sandbox.say(userid, '已学习')))
      expect(await bot.ended).toBe(1)
      expect(bot.output()).toContain('数据无法写入磁盘，已停止应答')
      const answered = staff.filter(userid => heard(serving, userid).includes('已记录'))
      expect(answered.length).toBeGreaterThan(0)
      expect(answered.length).toBeLessThan(staff.length)

      const again = await serving.start()
      await serving.sandbox.say(officer, '进度')
      const counted = Number(/已确认 (\d+) 人/.exec(heard(serving, officer))?.[1])
      // A batch may have become durable without its answers getting out; none that was answered may be missing.
      expect(counted).toBeGreaterThanOrEqual(answered.length)
      for (const userid of answered) await serving.sandbox.say(userid, '已学习')
      const repeated = answered.filter(userid => heard(serving, userid).includes('您没有待确认的学习'))
      expect(repeated).toEqual(answered)
      again.signal('SIGTERM')
      expect(await again.ended).toBe(0)
      expect((await verify(serving.folder)).code).toBe(0)
    } finally {
      await serving.close()
    }
  })
})

function verify(folder: string): Promise<{ code: number; said: unknown }> {
  const env = { ...process.env, DATA_DIR: folder, DATA_KEY: Buffer.alloc(32, 7).toString('base64') }
  return new Promise(resolve => {
    execFile(process.execPath, [builtFile('verify.js')], { env }, (error, said) =>
      resolve({ code: error ? Number(error.code) : 0, said: JSON.parse(said) as unknown }),
    )
  })
}
