import { z } from 'zod'
import type { ReadTx } from '../../store/transaction.ts'
import { Broken } from '../evidence/broken.ts'
import type { FactRow, OpenCheck } from '../evidence/check.ts'
import { attendedDigest, type AttendanceRow, recordDigest, type SessionRow } from './session.ts'

const Recorded = z.object({
  session: z.string(),
  notice: z.string(),
  version: z.number(),
  expected: z.number(),
  present: z.number(),
  counted: z.number(),
  attended: z.string(),
  record: z.string(),
})
const About = z.object({ session: z.string(), notice: z.string() })

/** What the facts so far say of one person and one notice. */
type Expected = Pick<AttendanceRow, 'session' | 'department' | 'version' | 'by' | 'at' | 'state' | 'fact'>

/** Joint sessions and whom they count, held against their facts: recorded, withdrawn, objected to, in that order. */
export const jointRecords: OpenCheck = tx => {
  const sessions = new Map<string, SessionRow['state']>()
  const people = new Map<string, Expected>()

  async function meetRecorded(fact: FactRow): Promise<void> {
    const fields = Recorded.parse(JSON.parse(fact.data))
    const row = await tx.jointSessions.get(fields.session)
    const agrees =
      row?.fact === fact.id &&
      row.by === fact.who &&
      row.at === fact.at &&
      row.notice === fields.notice &&
      row.attended.filter(({ counted }) => counted).length === fields.counted &&
      attendedDigest(row.attended) === fields.attended &&
      recordDigest(row) === fields.record
    if (!agrees)
      throw new Broken(`fact ${fact.id} says that joint session ${fields.session} was recorded; the record does not`)
    sessions.set(row.id, 'recorded')
    for (const { person, department, counted } of row.attended) {
      if (!counted) continue
      const { id: session, version, by, at } = row
      people.set(`${row.notice} ${person}`, { session, department, version, by, at, state: 'counted', fact: fact.id })
    }
  }

  async function meetWithdrawn(fact: FactRow): Promise<void> {
    const { session } = About.parse(JSON.parse(fact.data))
    const row = await tx.jointSessions.get(session)
    if (!row || sessions.get(session) !== 'recorded')
      throw new Broken(`fact ${fact.id} takes back a joint session that was not recorded`)
    sessions.set(session, 'withdrawn')
    for (const { person } of row.attended) {
      const expected = people.get(`${row.notice} ${person}`)
      if (expected?.session === session && expected.state === 'counted') {
        people.set(`${row.notice} ${person}`, { ...expected, state: 'withdrawn' })
      }
    }
  }

  function meetObjected(fact: FactRow): void {
    const { session, notice } = About.parse(JSON.parse(fact.data))
    const expected = people.get(`${notice} ${fact.who}`)
    if (expected?.session !== session || expected.state !== 'counted') {
      throw new Broken(`fact ${fact.id} says that ${fact.who} objected to ${session}, which does not count this person`)
    }
    people.set(`${notice} ${fact.who}`, { ...expected, state: 'objected' })
  }

  return {
    meet: async fact => {
      if (fact.type === 'study.joint') await meetRecorded(fact)
      else if (fact.type === 'study.joint.withdrawn') await meetWithdrawn(fact)
      else if (fact.type === 'study.joint.objected') meetObjected(fact)
    },
    close: async () => {
      for (const row of await allSessions(tx)) {
        if (sessions.get(row.id) !== row.state)
          throw new Broken(`joint session ${row.id} is ${row.state} without a fact`)
        sessions.delete(row.id)
      }
      const [lost] = sessions.keys()
      if (lost !== undefined) throw new Broken(`joint session ${lost} has a fact, but no record`)
      await closeAttendance(tx, people)
    },
  }
}

async function allNotices(tx: ReadTx): Promise<string[]> {
  const all = await Promise.all(['issued', 'withdrawn'].map(state => tx.notices.list('state', [state])))
  return all.flat().map(({ id }) => id)
}

async function allSessions(tx: ReadTx): Promise<SessionRow[]> {
  const lists = await Promise.all((await allNotices(tx)).map(id => tx.jointSessions.list('notice', [id])))
  return lists.flat()
}

async function closeAttendance(tx: ReadTx, people: Map<string, Expected>): Promise<void> {
  for (const notice of await allNotices(tx)) {
    for (const row of await tx.attendance.list('notice', [notice])) {
      if (row.kind !== 'joint') continue
      const expected = people.get(`${notice} ${row.person}`)
      if (!expected || !sameAs(expected, row)) {
        throw new Broken(`${row.person} is ${row.state} for ${notice} by a joint session; the facts do not say so`)
      }
    }
  }
  for (const [key, expected] of people) {
    const [notice = '', person = ''] = key.split(' ')
    const row = await tx.attendance.get([notice, person])
    // What was recorded for somebody alone afterwards stands in the same place, and is held against facts of its own.
    if (row?.kind === 'offline' && row.at >= expected.at) continue
    if (!row) throw new Broken(`joint session ${expected.session} counts ${person} for ${notice}; the record is gone`)
  }
}

const sameAs = (expected: Expected, row: AttendanceRow): boolean =>
  (['session', 'department', 'version', 'by', 'at', 'state', 'fact'] as const).every(key => expected[key] === row[key])
