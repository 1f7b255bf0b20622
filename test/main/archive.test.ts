import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { hospitalOf, officer } from '../../drill/hospital.ts'
import { madeFiles } from '../../store/made.ts'
import { novemberNotice } from '../notices.ts'
import { wordsOf } from '../town.ts'
import { openServing } from './serving.ts'

const monthNow = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7)

it(
  'an archive whose process is killed in the middle is made by the next, and told once',
  { timeout: 60_000 },
  async () => {
    const serving = await openServing(hospitalOf(500), officer)
    const made = join(serving.folder, 'made')
    const files = () => readdir(made).catch(() => [])
    const told = () =>
      serving.sandbox
        .messages(officer)
        .map(wordsOf)
        .filter(words => words.includes('已做好'))
    const first = await serving.start()
    const [year, month] = monthNow.split('-')
    await serving.sandbox.say(
      officer,
      `发布学习\n${novemberNotice.replace('2026年11月', `${year}年${Number(month)}月`)}`,
    )
    await serving.sandbox.say(officer, '发布')
    await serving.sandbox.say(officer, `导出台账 ${monthNow}`)
    while (!(await files()).some(name => name.endsWith('.tmp'))) await wait(5)
    first.signal('SIGKILL')
    await first.ended
    expect(told()).toEqual([])
    await serving.start()
    while (!told().length) await wait(50)
    await wait(3000)
    expect(told()).toHaveLength(1)
    const [name = '', ...others] = await files()
    expect([name, others]).toEqual([expect.stringMatching(/^\d{6}-[0-9a-z]+$/), []])
    const pieces = await madeFiles({ folder: made, keys: [Buffer.alloc(32, 7)] }).read(name)
    if (!pieces) throw new Error('no file')
    const zip = unzipSync(await buffer(pieces))
    expect(Object.keys(zip)).toContain('06 台账目录.xlsx')
    await serving.close()
  },
)
