import type { ReadTx } from '../../store/transaction.ts'
import type { Desk } from '../act.ts'
import { text } from '../saying.ts'
import { hashOf, type NoticeRow } from '../study/notice.ts'
import { standingOf } from '../study/standing.ts'
import type { OfflineRow, OutsiderRow, Told } from './row.ts'
import { texts } from './texts.ts'

/** What the fact of a record holds of its words. */
export const offlineDigest = ({ date, note }: Told): string => hashOf(JSON.stringify([date, note]))
export const outsiderDigest = (row: Pick<OutsiderRow, 'name' | 'category'> & Told): string =>
  hashOf(JSON.stringify([row.name, row.category, row.date, row.note]))

/** What became of one name: recorded, or why not, in a few words. */
export type Recorded = { name: string; why: string | null }

/** Why somebody who was asked cannot be recorded now; null where it can be. Excused ones may. */
export async function whyNot(tx: ReadTx, notice: string, person: string): Promise<string | null> {
  if (!(await tx.audience.get([notice, person]))) return texts.notInAudience
  const standing = await standingOf(tx, notice, person)
  if (standing === 'confirmed' || standing === 'joint' || standing === 'offline') return texts.already[standing]
  return null
}

/** Records one person of the directory, unless that person has done since; tells the person, with the way to object. */
export async function recordOffline(person: string, notice: NoticeRow, told: Told, desk: Desk): Promise<Recorded> {
  const { tx, at, who } = desk
  const name = (await tx.people.get(person))?.name ?? person
  const why = await whyNot(tx, notice.id, person)
  const asked = await tx.audience.get([notice.id, person])
  if (why !== null || !asked) return { name, why }
  const id = desk.id()
  const about = { notice: notice.id, person, department: asked.department, version: notice.version }
  const fact = await desk.attest({ type: 'study.offline', record: id, ...about, words: offlineDigest(told) })
  const { date, note } = told
  await tx.offlineRecords.add({ id, ...about, date, note, by: who.id, at, state: 'recorded', ended: null, fact })
  await tx.attendance.put({ ...about, kind: 'offline', session: null, by: who.id, at, state: 'counted', fact })
  await desk.audit({ act: '代录线下学习', about: `${notice.id}/${person}` })
  await desk.say({ person }, text(texts.toldPerson(who.name, notice, told, at)))
  return { name, why: null }
}

/** Records one person whom the directory does not list; a second record of the same name and department is none. */
export async function recordOutsider(
  about: Pick<OutsiderRow, 'name' | 'category' | 'department'>,
  notice: NoticeRow,
  { date, note }: Told,
  desk: Desk,
): Promise<Recorded> {
  const { tx, at, who } = desk
  const rows = await tx.outsiders.list('notice', [notice.id])
  const same = ({ name, department, state }: OutsiderRow): boolean =>
    state === 'recorded' && name === about.name && department === about.department
  if (rows.some(same)) return { name: about.name, why: texts.already.offline }
  const id = desk.id()
  const where = { notice: notice.id, department: about.department, version: notice.version }
  const words = outsiderDigest({ ...about, date, note })
  const fact = await desk.attest({ type: 'study.outsider', record: id, ...where, words })
  const row = { ...about, ...where, id, date, note, by: who.id, at, ended: null, fact }
  await tx.outsiders.add({ ...row, state: 'recorded' })
  await desk.audit({ act: '代录外部人员', about: `${notice.id}/${about.department}` })
  return { name: about.name, why: null }
}

/** Takes back what counts of a record made for somebody of the directory; the record itself stays, with how it ended. */
export async function endOffline(row: OfflineRow, how: 'withdrawn' | 'objected', desk: Desk): Promise<void> {
  const { tx, at, who } = desk
  const fact = await desk.attest({ type: 'study.offline.ended', record: row.id, notice: row.notice, how })
  await tx.offlineRecords.update({ ...row, state: how, ended: { at, by: who.id, fact } })
  const counted = await tx.attendance.get([row.notice, row.person])
  if (counted?.fact === row.fact) await tx.attendance.update({ ...counted, state: how })
}

export async function endOutsider(row: OutsiderRow, desk: Desk): Promise<void> {
  const { tx, at, who } = desk
  const fact = await desk.attest({ type: 'study.outsider.withdrawn', record: row.id, notice: row.notice })
  await tx.outsiders.update({ ...row, state: 'withdrawn', ended: { at, by: who.id, fact } })
}
