import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Tx } from '../../../store/transaction.ts'
import { novemberNotice } from '../../notices.ts'
import { type Forgeries, openWitness, type Witness } from './witness.ts'

const requestOf = async (tx: Tx, person: string) => {
  const [notice] = await tx.notices.list('state', ['issued'])
  const [row] = await tx.requests.list('own', [notice?.id ?? '', person])
  if (!row) throw new Error(`no request of ${person}`)
  return row
}
const recordOf = async (tx: Tx, person: string) => {
  const row = (await tx.offlineRecords.list('all', [])).find(one => one.person === person)
  if (!row) throw new Error(`no record of ${person}`)
  return row
}
const theOutsider = async (tx: Tx) => {
  const [row] = await tx.outsiders.list('all', [])
  if (!row) throw new Error('no outsider')
  return row
}
const countedOf = async (tx: Tx, person: string) => {
  const row = await tx.attendance.get([(await recordOf(tx, person)).notice, person])
  if (!row) throw new Error(`nothing counts ${person}`)
  return row
}

const factSays = /^fact \S+ says study\.\S+ of \S+; the record does not$/
const notAttested = /^(?:request|offline record) \S+ .*is not what was attested$/
const doesNotCount = /does not count as it was recorded$/

/** What is done behind the bot's back, and what the verdict names. */
const forgeries: Forgeries = {
  'leave that was refused and is said to be granted': [
    async tx => tx.requests.update({ ...(await requestOf(tx, 'yeban')), state: 'granted' }),
    factSays,
  ],
  'leave that nobody decided': [
    async tx => {
      const row = await requestOf(tx, 'yan')
      const decided = { at: row.at, by: 'sunhu', fact: '202611-none' }
      await tx.requests.update({ ...row, state: 'granted', decided })
    },
    notAttested,
  ],
  'leave that nobody asked for': [
    async tx =>
      tx.requests.add({ ...(await requestOf(tx, 'yan')), id: '202611-made', person: 'sunhu', fact: '202611-none' }),
    notAttested,
  ],
  'leave decided by another': [
    async tx => {
      const row = await requestOf(tx, 'zhangwei')
      if (row.decided) await tx.requests.update({ ...row, decided: { ...row.decided, by: 'jiwei' } })
    },
    factSays,
  ],
  'a reason changed': [
    async tx => tx.requests.update({ ...(await requestOf(tx, 'zhangwei')), why: '另一个原因' }),
    factSays,
  ],
  'an answer changed': [
    async tx => {
      const row = await requestOf(tx, 'yeban')
      if (row.answer) await tx.requests.update({ ...row, answer: { ...row.answer, words: '另一句' } })
    },
    factSays,
  ],
  'leave taken back that is said to stand': [
    async tx => tx.requests.update({ ...(await requestOf(tx, 'zhouwai')), state: 'granted', withdrawn: null }),
    factSays,
  ],
  'leave removed': [
    async tx => {
      const row = await requestOf(tx, 'zhangwei')
      await tx.requests.delete(row.id)
    },
    factSays,
  ],
  'offline study of another person': [
    async tx => tx.offlineRecords.update({ ...(await recordOf(tx, 'zhao')), person: 'wangxin' }),
    factSays,
  ],
  'offline study recorded by another': [
    async tx => tx.offlineRecords.update({ ...(await recordOf(tx, 'zhao')), by: 'zhao' }),
    factSays,
  ],
  'an offline record taken back that is said to stand': [
    async tx => {
      const row = await recordOf(tx, 'wu')
      await tx.offlineRecords.update({ ...row, state: 'recorded', ended: null })
      await tx.attendance.update({ ...(await countedOf(tx, 'wu')), state: 'counted' })
    },
    factSays,
  ],
  'an offline record that ended, and is counted all the same': [
    async tx => tx.attendance.update({ ...(await countedOf(tx, 'wu')), state: 'counted' }),
    doesNotCount,
  ],
  'an offline record that does not count any more': [
    async tx => tx.attendance.delete([(await recordOf(tx, 'zhao')).notice, 'zhao']),
    doesNotCount,
  ],
  'somebody counted offline without a record': [
    async tx => tx.attendance.add({ ...(await countedOf(tx, 'zhao')), person: 'yan', fact: '202611-none' }),
    /^yan is counted for \S+ without a record$/,
  ],
  'a second officer who did not agree': [
    async tx => {
      const [notice] = await tx.notices.list('state', ['issued'])
      if (notice?.agreed) await tx.notices.update({ ...notice, agreed: { ...notice.agreed, by: 'zheng' } })
    },
    /^who agreed to \S+ is not who was attested$/,
  ],
  'a second officer left out': [
    async tx => {
      const [notice] = await tx.notices.list('state', ['issued'])
      if (notice) await tx.notices.update({ ...notice, agreed: null })
    },
    /^who agreed to \S+ is not who was attested$/,
  ],
  'an outsider of another name': [
    async tx => tx.outsiders.update({ ...(await theOutsider(tx)), name: '别人' }),
    factSays,
  ],
  'an outsider without a fact': [
    async tx => tx.outsiders.add({ ...(await theOutsider(tx)), id: '202611-made', fact: '202611-none' }),
    notAttested,
  ],
  'an outsider removed': [async tx => tx.outsiders.delete((await theOutsider(tx)).id), factSays],
}

describe('the evidence of leave and of what others recorded', () => {
  let witness: Witness
  const say = (who: string, message: string) => witness.say(who, message)
  beforeAll(async () => {
    witness = await openWitness()
    for (const words of ['授权 杨帆', '双人发布 5', `发布学习\n${novemberNotice}`, '发布']) await say('jiwei', words)
    await say('jiwei2', '同意发布')
    await say('zhangwei', '请假 产假')
    await say('wangxin', '同意 zhangwei 请假')
    await say('yeban', '请假 外出')
    await say('zheng', '不同意 陈夜 请假 可以在手机上学')
    await say('yan', '免学 返聘')
    await say('zhouwai', '请假 外出')
    await say('jiwei', '同意 周海 请假')
    await say('zhouwai', '销假')
    for (const words of ['代录 赵敏 11月10日 产假', '确认']) await say('wangxin', words)
    for (const words of ['代录 吴静', '确认', '撤销代录 吴静', '代录 刘某某 规培', '确认']) await say('zhouwai', words)
    await witness.seal()
  })
  afterEach(async () => {
    expect(await witness.verify()).toMatchObject({ ok: true, unsealed: 0 })
  })
  afterAll(() => witness.bench.close())

  it('holds as it was told', async () => {
    expect(await witness.bench.store.read(tx => tx.requests.count('state', ['granted']))).toBe(1)
    expect(await witness.bench.store.read(tx => tx.offlineRecords.count('all', []))).toBe(2)
    expect(await witness.bench.store.read(tx => tx.outsiders.count('all', []))).toBe(1)
  })

  for (const [name, [forgery, broken]] of Object.entries(forgeries)) {
    it(`names ${name}`, () => witness.expectNamed(forgery, broken))
  }
})
