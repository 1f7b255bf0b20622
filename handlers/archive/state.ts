import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { ReadTx, Store } from '../../store/transaction.ts'
import { type Organisation, type PersonRow, readOrganisation } from '../directory/organisation.ts'
import { type JointRecord, sessionsOf } from '../joint/sessions.ts'
import { type ConfirmationRow, isAsked, noticeMonth, type NoticeRow, wholeText } from '../study/notice.ts'
import { type Picture, picturesIn, pictureOf } from '../study/pictures.ts'
import { labelsOf } from '../study/progress.ts'
import { type Standing, standingNames, standingsOf } from '../study/standing.ts'
import { type Version, versionsOf } from '../study/versions.ts'
import { isOver } from './month.ts'

type OfflineRow = RowOf<Collections['offlineRecords']>
type OutsiderRow = RowOf<Collections['outsiders']>
type AttendanceRow = RowOf<Collections['attendance']>
type RequestRow = RowOf<Collections['requests']>

/** What an archive is made of: what stood at one moment. */
export interface ArchiveState {
  unit: { id: string; name: string }
  month: string
  /** As of when. */
  at: number
  /** The month is not over yet. */
  running: boolean
  /** In the order of issue. */
  studies: Study[]
  nameOf: (person: string) => string
  /** With those above it, where several are called the same. */
  departmentOf: (department: string) => string
}

/** One notice with everybody who was asked, as it stood in one consistent read. */
export interface Study {
  notice: NoticeRow
  /** From 1. */
  place: number
  /** Everybody asked, in organisation order. */
  people: Asked[]
  /** In organisation order, never ranked. */
  departments: { id: string; name: string; counts: Counts }[]
  counts: Counts
  attendance: AttendanceRow[]
  requests: RequestRow[]
  /** 代录 of people asked, those ended too. */
  offline: OfflineRow[]
  /** 代录 of people outside the directory: in no count of those asked. */
  outsiders: OutsiderRow[]
  /** As issued, and after each correction; the last is the notice as it stands. */
  versions: Version[]
  /** The pictures of all versions, by their digest. */
  pictures: Map<string, Picture>
  /** 集中学习, those withdrawn too. */
  sessions: JointRecord[]
  /** Of versions before a correction, where the person has confirmed again since. */
  earlier: ConfirmationRow[]
  /** The ids of the facts behind all confirmations. */
  confirmed: Set<string>
  /** Set where the notice is of a unit above: only the own people are shown. */
  from: string | null
}

export interface Asked {
  id: string
  name: string
  department: string
  standing: Standing
  confirmation: ConfirmationRow | null
  attendance: AttendanceRow | null
  /** The request that excuses. */
  excuse: RequestRow | null
  gone: boolean
}

/** How many stand where; they add up to `asked`. */
export type Counts = Record<Standing, number> & { asked: number }

const page = 500

/** Reads in steps that hold up nobody: each notice is one consistent read, the names are read beside. */
export async function readState(
  store: Pick<Store, 'read'>,
  { unit, month, at }: { unit: string; month: string; at: number },
  step: () => Promise<void>,
): Promise<ArchiveState> {
  const { organisation, notices } = await store.read(async tx => {
    const organisation = await readOrganisation(tx)
    return { organisation, notices: await noticesOf(tx, organisation, unit, month) }
  })
  const people = await peopleOf(store, step)
  const studies: Study[] = []
  for (const notice of notices) {
    await step()
    const rows = await store.read(tx => rowsOf(tx, notice.id))
    await step()
    const sessions = await store.read(tx => ownSessions(tx, notice.id, unit))
    await step()
    const pictures = await picturesOf(store, notice.id, rows.versions, step)
    const place = studies.length + 1
    studies.push({ ...studyOf(notice, rows, { organisation, people, unit, place }), sessions, pictures })
  }
  return {
    unit: { id: unit, name: organisation.get(unit)?.name ?? '' },
    month,
    at,
    running: !isOver(month, at),
    studies,
    nameOf: id => people.get(id)?.name ?? id,
    departmentOf: id => organisation.label(id),
  }
}

/** What the unit has issued for a month, withdrawn ones included, and what units above have asked its people. */
export async function noticesOf(
  tx: ReadTx,
  organisation: Organisation,
  unit: string,
  month: string,
): Promise<NoticeRow[]> {
  const belongs = (notice: NoticeRow): boolean => notice.issued !== null && noticeMonth(notice) === month
  const found = (await tx.notices.list('unit', [unit])).filter(belongs)
  for (const above of organisation.unitsAbove(unit)) {
    for (const notice of (await tx.notices.list('unit', [above])).filter(belongs)) {
      if (await isAsked(tx, notice.id, organisation.subtree(unit))) found.push(notice)
    }
  }
  return found.sort((a, b) => (a.issued ?? 0) - (b.issued ?? 0) || (a.id < b.id ? -1 : 1))
}

async function peopleOf(store: Pick<Store, 'read'>, step: () => Promise<void>): Promise<Map<string, PersonRow>> {
  const people = new Map<string, PersonRow>()
  for (let after: string | undefined; ;) {
    const rows = await store.read(tx =>
      tx.people.list('all', [], { limit: page, ...(after === undefined ? {} : { after }) }),
    )
    for (const row of rows) people.set(row.id, row)
    after = rows.at(-1)?.id
    if (rows.length < page) return people
    await step()
  }
}

/** Everything about one notice that decides where people stand, in one read: what adds up must be of one moment. */
async function rowsOf(tx: ReadTx, notice: string) {
  return {
    audience: await tx.audience.list('notice', [notice]),
    ...(await standingsOf(tx, notice)),
    attendance: await tx.attendance.list('notice', [notice]),
    requests: await tx.requests.list('notice', [notice]),
    offline: await tx.offlineRecords.list('notice', [notice]),
    outsiders: await tx.outsiders.list('notice', [notice]),
    versions: await versionsOf(tx, notice),
    all: await tx.confirmations.list('notice', [notice]),
    earlier: await tx.earlierConfirmations.list('notice', [notice]),
  }
}

/** One a read: each may be hundreds of kilobytes. */
async function picturesOf(
  store: Pick<Store, 'read'>,
  notice: string,
  versions: readonly Version[],
  step: () => Promise<void>,
): Promise<Map<string, Picture>> {
  const pictures = new Map<string, Picture>()
  for (const sha256 of new Set(versions.flatMap(version => picturesIn(wholeText(version))))) {
    const picture = await store.read(tx => pictureOf(tx, { notice }, sha256))
    if (picture) pictures.set(sha256, picture)
    await step()
  }
  return pictures
}

/** The sessions that people of this unit held. */
async function ownSessions(tx: ReadTx, notice: string, unit: string): Promise<JointRecord[]> {
  const own = new Set(
    (await tx.jointSessions.list('notice', [notice])).filter(row => row.unit === unit).map(row => row.id),
  )
  return own.size ? (await sessionsOf(tx, notice)).filter(session => own.has(session.id)) : []
}

interface Around {
  organisation: Organisation
  people: Map<string, PersonRow>
  unit: string
  place: number
}

function studyOf(
  notice: NoticeRow,
  rows: Awaited<ReturnType<typeof rowsOf>>,
  { organisation, people, unit, place }: Around,
): Omit<Study, 'sessions' | 'pictures'> {
  const isAbove = notice.unit !== unit
  const own = isAbove ? new Set(organisation.subtree(unit)) : null
  const order = new Map(organisation.subtree(organisation.root).map((id, index) => [id, index]))
  const attended = new Map(rows.attendance.map(row => [row.person, row]))
  const excuses = new Map(
    rows.requests.filter(row => row.state === 'granted' && row.kind !== 'objection').map(row => [row.person, row]),
  )
  const asked = rows.audience
    .filter(row => own === null || own.has(row.department))
    .sort(
      (a, b) =>
        (order.get(a.department) ?? order.size) - (order.get(b.department) ?? order.size) ||
        (people.get(b.person)?.order ?? 0) - (people.get(a.person)?.order ?? 0) ||
        (a.person < b.person ? -1 : 1),
    )
  const departments = [...new Set(asked.map(row => row.department))]
  const labels = labelsOf(organisation, departments)
  const counts = new Map(departments.map(id => [id, none()]))
  const list = asked.map(({ person: id, department }): Asked => {
    const standing = rows.standings.get(id) ?? 'missing'
    const group = counts.get(department)
    if (group) add(group, standing)
    const person = people.get(id)
    return {
      id,
      name: person?.name ?? id,
      department: labels.get(department) ?? '',
      standing,
      confirmation: rows.confirmations.get(id) ?? null,
      attendance: attended.get(id) ?? null,
      excuse: standing === 'leave' || standing === 'exempt' ? (excuses.get(id) ?? null) : null,
      gone: !person || person.left !== null,
    }
  })
  const whole = none()
  for (const { standing } of list) add(whole, standing)
  const shown = new Set(list.map(({ id }) => id))
  const earlier = rows.earlier.map(row => ({ ...row, version: Number(row.version) }))
  return {
    notice,
    place,
    people: list,
    departments: departments.map(id => ({ id, name: labels.get(id) ?? '', counts: counts.get(id) ?? none() })),
    counts: whole,
    attendance: rows.attendance.filter(row => shown.has(row.person)),
    requests: rows.requests.filter(row => shown.has(row.person)),
    offline: rows.offline.filter(row => shown.has(row.person)),
    outsiders: rows.outsiders.filter(row => own === null || own.has(row.department)),
    versions: rows.versions,
    earlier: earlier.filter(row => shown.has(row.person)),
    confirmed: new Set([...rows.all, ...earlier].map(row => row.fact)),
    from: isAbove ? (organisation.get(notice.unit)?.name ?? '') : null,
  }
}

const none = (): Counts => ({
  asked: 0,
  ...(Object.fromEntries(Object.keys(standingNames).map(key => [key, 0])) as Record<Standing, number>),
})

function add(counts: Counts, standing: Standing): void {
  counts.asked++
  counts[standing]++
}
