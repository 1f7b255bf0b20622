import type { Act, Answer, Desk } from '../act.ts'
import type { PressAct } from '../chat/press.ts'
import type { Said } from '../chat/words.ts'
import { objectToOffline } from '../offline/object.ts'
import { officeOf } from '../office/members.ts'
import { sayingsOf, text } from '../saying.ts'
import { named } from '../study/notice.ts'
import { isSettled } from '../study/standing.ts'
import { day, monthOf } from '../time.ts'
import type { AttendanceRow, SessionRow } from './session.ts'
import { departmentNames } from './departments.ts'
import { texts } from './texts.ts'

/** How far back a session is looked for that somebody objects to. */
const lookBack = 93 * day

/**
 * `异议` by somebody whom a joint session counts: takes the newest such count back, and the person owes the study again.
 * Nobody has to decide it; who recorded the session and the office are told. Undefined where nothing counts this person.
 */
export async function objectToAttendance(desk: Desk): Promise<Answer | undefined> {
  const { tx, who, at } = desk
  const rows = await tx.attendance.list('person', [who.id], { after: [monthOf(at - lookBack), ''] })
  const counted: { row: AttendanceRow; session: SessionRow }[] = []
  for (const row of rows) {
    if (row.state !== 'counted' || row.session === null) continue
    const session = await tx.jointSessions.get(row.session)
    if (session && (await tx.notices.get(row.notice))?.state === 'issued') counted.push({ row, session })
  }
  const newest = counted.sort((a, b) => a.row.at - b.row.at).at(-1)
  return newest && object(newest.row, newest.session, desk)
}

async function object(row: AttendanceRow, session: SessionRow, desk: Desk): Promise<Answer> {
  const { tx, who, at } = desk
  await tx.attendance.update({ ...row, state: 'objected' })
  await desk.attest({ type: 'study.joint.objected', session: session.id, notice: row.notice })
  const notice = await tx.notices.get(row.notice)
  const title = notice ? named(notice) : ''
  const where = await departmentNames(tx, session.departments)
  const told = new Set([session.by, ...(await officeOf(session.unit, desk))])
  told.delete(who.id)
  await desk.say({ people: [...told] }, text(texts.objectedTold(who.name, session, where, title, at)))
  return texts.objected(session, title, await isSettled(tx, row.notice, who.id), at)
}

/** `不是这样` on the card that told of being counted: exactly that session. */
export const pressObject: PressAct = {
  name: 'joint.object',
  act: async ({ about, responseCode }, desk) => {
    const session = await desk.tx.jointSessions.get(about)
    const row = session && (await desk.tx.attendance.get([session.notice, desk.who.id]))
    if (!session || !row || row.session !== session.id || row.state === 'withdrawn') return texts.notCounted
    const close = { kind: 'close-card', responseCode, text: texts.cardObjected, otherwise: null } as const
    if (row.state === 'objected') return [close, text(texts.objectedBefore(session, desk.at))]
    return [close, ...sayingsOf(await object(row, session, desk))]
  },
}

/** `我没参加`. */
export const sayNotPresent: Act<Said> = async (_said, desk) =>
  (await objectToAttendance(desk)) ?? (await objectToOffline(desk)) ?? texts.notCounted
