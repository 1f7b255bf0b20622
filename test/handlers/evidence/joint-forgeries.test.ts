import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tx } from '../../../store/transaction.ts'
import { novemberNotice } from '../../notices.ts'
import { type Forgeries, openWitness, type Witness } from './witness.ts'

const theSession = async (tx: Tx) => {
  const [notice] = await tx.notices.list('state', ['issued'])
  const row = (await tx.jointSessions.list('notice', [notice?.id ?? ''])).find(({ state }) => state === 'recorded')
  if (!row) throw new Error('no session')
  return row
}
const attendanceOf = async (tx: Tx, person: string) => {
  const row = await tx.attendance.get([(await theSession(tx)).notice, person])
  if (!row) throw new Error(`no attendance of ${person}`)
  return row
}

const recorded = /^fact \S+ says that joint session \S+ was recorded; the record does not$/
const counts = /^\S+ is \S+ for \S+ by a joint session; the facts do not say so$/

/** What is done behind the bot's back to joint sessions, and what the verdict names. */
const forgeries: Forgeries = {
  'a session moved to another day': [
    async tx => tx.jointSessions.update({ ...(await theSession(tx)), date: '2026-11-01' }),
    recorded,
  ],
  'a session with another host': [
    async tx => tx.jointSessions.update({ ...(await theSession(tx)), host: { name: '李四', person: null } }),
    recorded,
  ],
  'a session with other points': [
    async tx => tx.jointSessions.update({ ...(await theSession(tx)), points: '另一番讨论' }),
    recorded,
  ],
  'a session without its absentees': [
    async tx => tx.jointSessions.update({ ...(await theSession(tx)), absent: [] }),
    recorded,
  ],
  'somebody put among those present': [
    async tx => {
      const row = await theSession(tx)
      const attended = [...row.attended, { person: 'zhao', department: '21', counted: true }]
      await tx.jointSessions.update({ ...row, attended })
    },
    recorded,
  ],
  'a session recorded by another': [
    async tx => tx.jointSessions.update({ ...(await theSession(tx)), by: 'jiwei' }),
    recorded,
  ],
  'a session removed': [async tx => tx.jointSessions.delete((await theSession(tx)).id), recorded],
  'a session added without a fact': [
    async tx => tx.jointSessions.add({ ...(await theSession(tx)), id: '202611-forged' }),
    /^joint session 202611-forged is recorded without a fact$/,
  ],
  'a session marked as withdrawn': [
    async tx => tx.jointSessions.update({ ...(await theSession(tx)), state: 'withdrawn' }),
    /^joint session \S+ is withdrawn without a fact$/,
  ],
  'an absentee counted present': [
    async tx => tx.attendance.put({ ...(await attendanceOf(tx, 'wangxin')), person: 'zhao' }),
    counts,
  ],
  'somebody elsewhere counted present': [
    async tx => tx.attendance.add({ ...(await attendanceOf(tx, 'wangxin')), person: 'yan' }),
    counts,
  ],
  'an objection undone': [
    async tx => tx.attendance.update({ ...(await attendanceOf(tx, 'zhangwei')), state: 'counted' }),
    counts,
  ],
  'an objection forged': [
    async tx => tx.attendance.update({ ...(await attendanceOf(tx, 'wangxin')), state: 'objected' }),
    counts,
  ],
  'an attendance of another version': [
    async tx => tx.attendance.update({ ...(await attendanceOf(tx, 'wangxin')), version: 2 }),
    counts,
  ],
  'an attendance of another department': [
    async tx => tx.attendance.update({ ...(await attendanceOf(tx, 'wangxin')), department: '3' }),
    counts,
  ],
  'an attendance removed': [
    async tx => tx.attendance.delete([(await theSession(tx)).notice, 'wangxin']),
    /^joint session \S+ counts wangxin for \S+; the record is gone$/,
  ],
}

describe('the evidence of joint sessions', () => {
  let witness: Witness
  const say = (who: string, message: string) => witness.say(who, message)
  beforeAll(async () => {
    witness = await openWitness()
    await say('jiwei', `发布学习\n${novemberNotice}`)
    await say('jiwei', '发布')
    witness.bench.clock.add(24 * 3_600_000)
    // Recorded wrongly, then replaced; one of those counted objects.
    await say('wangxin', '昨天下午集中学习，我主持，全员参加')
    await say('wangxin', '确认')
    witness.bench.clock.add(60_000)
    await say('wangxin', '昨天下午集中学习，我主持，应到3实到2，赵敏夜班，讨论：守住底线')
    await say('wangxin', '确认')
    witness.bench.clock.add(60_000)
    await say('zhangwei', '我没参加')
  })
  afterAll(() => witness.bench.close())

  it('holds through a session, its replacement and an objection', async () => {
    expect(await witness.verify()).toMatchObject({ ok: true })
    const states = await witness.bench.store.read(async tx => {
      const [notice] = await tx.notices.list('state', ['issued'])
      return (await tx.attendance.list('notice', [notice?.id ?? ''])).map(({ person, state }) => `${person} ${state}`)
    })
    expect(states).toEqual(['wangxin counted', 'zhangwei objected', 'zhao withdrawn'])
  })

  for (const [name, [forgery, broken]] of Object.entries(forgeries)) {
    it(`names ${name}`, () => witness.expectNamed(forgery, broken))
  }
})
