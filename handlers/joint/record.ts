import type { Desk } from '../act.ts'
import { named } from '../study/notice.ts'
import { departmentNames } from './departments.ts'
import type { Meeting } from './meeting.ts'
import { attendedDigest, type AttendanceRow, recordDigest, type SessionRow, shownWhen } from './session.ts'
import { texts } from './texts.ts'

/** Sessions of the same notice and day that share a department: a new one takes their place. */
export async function replacedBy(
  { notice, departments, date, again }: Meeting,
  { tx }: Pick<Desk, 'tx'>,
): Promise<SessionRow[]> {
  if (again) return []
  const sessions = await tx.jointSessions.list('notice', [notice.id])
  return sessions.filter(
    row => row.state === 'recorded' && row.date === date && row.departments.some(id => departments.includes(id)),
  )
}

/** Whether an attendance stands on its own, so that a new session does not count the person anew. */
const stands = (row: AttendanceRow | undefined, asks: number): boolean =>
  row?.state === 'counted' && row.version >= asks

/**
 * Records a session: takes the one it replaces back, counts everybody present who has neither confirmed nor been counted
 * before, attests who that was, and tells each of them once.
 */
export async function recordMeeting(meeting: Meeting, desk: Desk): Promise<SessionRow> {
  const { tx, who, at } = desk
  const { notice, attended, again: _again, ...told } = meeting
  const before = await replacedBy(meeting, desk)
  const knew = new Set(before.flatMap(row => row.attended.flatMap(({ person, counted }) => (counted ? person : []))))
  for (const row of before) await takeBack(row, desk)

  const rows: SessionRow['attended'] = []
  for (const { person, department, standing } of attended) {
    const earlier = await tx.attendance.get([notice.id, person.id])
    rows.push({ person: person.id, department, counted: standing !== 'confirmed' && !stands(earlier, notice.asks) })
  }
  const record = {
    ...told,
    id: desk.id(),
    notice: notice.id,
    unit: notice.unit,
    version: notice.version,
    by: who.id,
    at,
  }
  const counted = rows.filter(row => row.counted)
  const fact = await desk.attest({
    type: 'study.joint',
    session: record.id,
    notice: notice.id,
    version: record.version,
    expected: record.expected,
    present: record.present,
    counted: counted.length,
    attended: attendedDigest(rows),
    record: recordDigest(record),
  })
  const session: SessionRow = { ...record, attended: rows, state: 'recorded', fact }
  await tx.jointSessions.add(session)
  for (const { person, department } of counted) {
    await tx.attendance.put({
      notice: notice.id,
      person,
      department,
      kind: 'joint',
      version: record.version,
      session: record.id,
      by: who.id,
      at,
      state: 'counted',
      fact,
    })
  }
  await desk.audit({
    act: '登记集中学习',
    about: notice.id,
    detail: `应到 ${record.expected} 人，实到 ${record.present} 人`,
  })
  // Whom the replaced session has told already is not told twice.
  const toTell = counted.map(({ person }) => person).filter(person => person !== who.id && !knew.has(person))
  if (toTell.length) {
    const where = await departmentNames(tx, record.departments)
    await desk.say(
      { people: toTell },
      {
        kind: 'card',
        title: '已记为参加集中学习',
        summary: texts.told(who.name, where, shownWhen(record, at), named(notice)),
        lines: [],
        page: null,
        pageLabel: '',
        buttons: [{ text: '不是这样', press: `joint.object:${record.id}` }],
        word: null,
      },
      { about: `joint:${notice.id}` },
    )
  }
  return session
}

/** Takes a session back: those it counts owe the study again. Gives who they are. */
export async function takeBack(session: SessionRow, desk: Desk): Promise<string[]> {
  const { tx } = desk
  await tx.jointSessions.update({ ...session, state: 'withdrawn' })
  await desk.attest({ type: 'study.joint.withdrawn', session: session.id, notice: session.notice })
  const people: string[] = []
  for (const { person, counted } of session.attended) {
    const row = counted ? await tx.attendance.get([session.notice, person]) : undefined
    if (row?.session !== session.id || row.state !== 'counted') continue
    await tx.attendance.update({ ...row, state: 'withdrawn' })
    people.push(person)
  }
  return people
}
