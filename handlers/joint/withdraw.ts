import type { Answer, Desk } from '../act.ts'
import { beginDialogue, type Dialogue, endDialogue } from '../chat/dialogue.ts'
import { plainOf } from '../chat/words.ts'
import { text } from '../saying.ts'
import { named, recentNotices } from '../study/notice.ts'
import { isSettled } from '../study/standing.ts'
import { departmentNames } from './departments.ts'
import { scopeOf } from './group.ts'
import { takeBack } from './record.ts'
import { type SessionRow, shownWhen } from './session.ts'
import { texts } from './texts.ts'

export const withdrawKind = 'joint.withdraw'

/** At most so many are offered, the newest first. */
const most = 5

/** `集中学习 撤回`: says which session would be taken back, and asks. */
export async function askWithdraw(desk: Desk): Promise<Answer> {
  const { within } = await scopeOf(desk.tx, desk.who)
  const sessions: SessionRow[] = []
  for (const notice of await recentNotices(desk.tx, null, desk.at)) {
    for (const row of await desk.tx.jointSessions.list('notice', [notice.id])) {
      const mine = row.by === desk.who.id || row.departments.every(id => within.includes(id))
      if (row.state === 'recorded' && mine) sessions.push(row)
    }
  }
  const offered = sessions.sort((a, b) => b.at - a.at).slice(0, most)
  if (!offered.length) return texts.nothingToWithdraw
  await beginDialogue(desk, { kind: withdrawKind, id: offered.map(({ id }) => id).join(',') })
  const lines: string[] = []
  for (const row of offered) lines.push(await lineOf(row, desk))
  return texts.withdrawWhich(lines)
}

const lineOf = async (row: SessionRow, { tx, at }: Desk): Promise<string> =>
  `${shownWhen(row, at)} ${await departmentNames(tx, row.departments)}集中学习（应到 ${row.expected} 人，实到 ${row.present} 人）`

export const withdrawDialogue: Dialogue = {
  kind: withdrawKind,
  hear: async ({ id, message, global }, desk) => {
    const ids = id.split(',')
    const plain = plainOf(message)
    if (/^(?:取消|不撤回?了?|算了|放弃)$/u.test(plain)) {
      await endDialogue(desk, { kind: withdrawKind, id })
      return texts.notWithdrawn
    }
    const number = /^第?(\d)(?:个|次)?$/u.exec(plain.normalize('NFKC'))
    const agrees = ids.length === 1 && /^(?:确认|确认撤回|撤回|是的?|对)$/u.test(plain)
    const chosen = agrees ? ids[0] : number ? ids[Number(number[1]) - 1] : undefined
    if (chosen === undefined) return global ? undefined : texts.withdrawAgain(ids.length)
    await endDialogue(desk, { kind: withdrawKind, id })
    const row = await desk.tx.jointSessions.get(chosen)
    return row?.state === 'recorded' ? withdraw(row, desk) : texts.nothingToWithdraw
  },
  resume: id => Promise.resolve(texts.withdrawAgain(id.split(',').length)),
}

async function withdraw(row: SessionRow, desk: Desk): Promise<Answer> {
  const { tx, who, at } = desk
  const people = await takeBack(row, desk)
  await desk.audit({ act: '撤回集中学习', about: row.notice })
  const notice = await tx.notices.get(row.notice)
  const owing: string[] = []
  for (const person of people) if (person !== who.id && !(await isSettled(tx, row.notice, person))) owing.push(person)
  const when = shownWhen(row, at)
  if (owing.length)
    await desk.say({ people: owing }, text(texts.toldWithdrawn(who.name, when, notice ? named(notice) : '')))
  return texts.withdrawn(when, people.length)
}
