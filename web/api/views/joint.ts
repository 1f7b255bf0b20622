import { askedIn, noticesFor, scopeOf } from '../../../handlers/joint/group.ts'
import { sessionOf } from '../../../handlers/joint/sessions.ts'
import { readOrganisation } from '../../../handlers/directory/organisation.ts'
import type { Person } from '../../../handlers/person.ts'
import { receiptOf } from '../../../handlers/receipt/code.ts'
import { monthBeside, named } from '../../../handlers/study/notice.ts'
import type { StudyProgress } from '../../../handlers/study/progress.ts'
import { standingNames } from '../../../handlers/study/standing.ts'
import { dateOf, shownDate, shownTime } from '../../../handlers/time.ts'
import type { ReadTx } from '../../../store/transaction.ts'
import type { JointFormView, JointSheetView, JointView } from './shapes.ts'

/** The form for these departments and this notice; what may not be chosen is left out, and the first is chosen where nothing is. */
export async function jointFormView(
  tx: ReadTx,
  who: Person,
  asked: { departments: readonly string[]; notice: string | null },
  now: number,
): Promise<JointFormView> {
  const scope = await scopeOf(tx, who)
  const { organisation, own, within, office } = scope
  const depths = new Map<string, number>()
  for (const top of own)
    for (const id of organisation.subtree(top)) depths.set(id, organisation.path(id).split(' / ').length)
  const least = Math.min(...depths.values())
  const wanted = asked.departments.filter(id => within.includes(id))
  const first = own.length === 1 && !office ? own : []
  const chosen = wanted.length ? wanted : first
  const notices = chosen.length ? await noticesFor(tx, chosen, scope, now) : []
  const notice = notices.find(({ id }) => id === asked.notice) ?? notices[0] ?? null
  const people = notice ? await askedIn(tx, notice.id, chosen, organisation) : []
  const heads = new Set((await tx.heads.list('all', [])).map(({ person }) => person))
  const leads = people.filter(
    ({ person }) => person.leads.length || heads.has(person.id) || /主任|护士长|书记|长$/u.test(person.position),
  )
  const rest = people.filter(row => !leads.includes(row))
  return {
    departments: within.map(id => ({ id, name: organisation.label(id), depth: (depths.get(id) ?? least) - least })),
    chosen,
    notices: notices.map(row => ({ id: row.id, title: `${named(row)}${monthBeside(row)}` })),
    notice: notice?.id ?? null,
    people: people.map(({ person, department, standing }) => ({
      id: person.id,
      name: person.name,
      department: organisation.label(department),
      done: standing === 'missing' ? '' : standingNames[standing],
    })),
    hosts: [...leads, ...rest].map(({ person }) => ({
      id: person.id,
      name: person.position ? `${person.name}（${person.position}）` : person.name,
    })),
    today: dateOf(now),
  }
}

/** A session as it is printed; null where there is none. */
export async function jointView(tx: ReadTx, id: string, now: number): Promise<JointView | null> {
  const session = await sessionOf(tx, id)
  const notice = session && (await tx.notices.get(session.notice))
  if (!session || !notice) return null
  const there = session.attended.filter(({ objected }) => !objected)
  const departments = [...new Set(there.map(({ department }) => department))]
  return {
    id,
    notice: session.notice,
    title: named(notice),
    unit: session.unit,
    departments: session.departments,
    date: shownDate(session.date, 0),
    times: session.times,
    place: session.place,
    host: session.host,
    expected: session.expected,
    present: session.present,
    others: session.others,
    absent: session.absent,
    points: session.points,
    attended: departments.map(department => ({
      department,
      people: there.filter(row => row.department === department).map(({ name, counted }) => ({ name, own: !counted })),
    })),
    objected: session.attended.flatMap(({ name, objected }) => (objected ? name : [])),
    counted: there.filter(({ counted }) => counted).length,
    recordedBy: session.recordedBy,
    recordedAt: shownTime(session.recordedAt, now),
    receipt: receiptOf(await tx.facts.get(session.fact)),
    sealed: (await tx.unsealed.get(session.fact)) === undefined,
    withdrawn: session.state === 'withdrawn',
  }
}

/** Everybody asked, for a signature each, in the order of the organisation. */
export async function jointSheetView(tx: ReadTx, progress: StudyProgress): Promise<JointSheetView> {
  const { notice } = progress
  const organisation = await readOrganisation(tx)
  const people = new Map((await tx.people.list('all', [])).map(person => [person.id, person]))
  const asked = new Map<string, string[]>()
  const rows = await tx.audience.list('notice', [notice.id])
  const order = (id: string): number => people.get(id)?.order ?? 0
  for (const { person, department } of rows.toSorted(
    (a, b) => order(b.person) - order(a.person) || (a.person < b.person ? -1 : 1),
  )) {
    const row = people.get(person)
    if (row?.left === null) asked.set(department, [...(asked.get(department) ?? []), row.name])
  }
  return {
    id: notice.id,
    title: `${named(notice)}${monthBeside(notice)}`,
    unit: organisation.get(notice.unit)?.name ?? '',
    departments: progress.departments.map(({ id, name }) => ({ id, name, people: asked.get(id) ?? [] })),
  }
}
