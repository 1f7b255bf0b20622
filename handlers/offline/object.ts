import type { Answer, Desk } from '../act.ts'
import { text } from '../saying.ts'
import { isSettled } from '../study/standing.ts'
import { day, monthOf } from '../time.ts'
import { endOffline } from './record.ts'
import type { OfflineRow } from './row.ts'
import { texts } from './texts.ts'

/** How far back records are looked for in chat. */
const lookBack = 93 * day

/** What others recorded of one person within three months, the oldest first. */
const recordsAbout = (desk: Pick<Desk, 'tx' | 'who' | 'at'>): Promise<OfflineRow[]> =>
  desk.tx.offlineRecords.list('person', [desk.who.id], { after: monthOf(desk.at - lookBack) })

/**
 * `异议` by somebody who was recorded offline: the newest such record counts no more, the person owes the study again.
 * Nobody has to decide it; who recorded it is told. Undefined where nothing counts this person.
 */
export async function objectToOffline(desk: Desk): Promise<Answer | undefined> {
  const { tx, who, at } = desk
  let newest: OfflineRow | undefined
  for (const row of await recordsAbout(desk)) {
    const counted = await tx.attendance.get([row.notice, who.id])
    const counts = row.state === 'recorded' && counted?.fact === row.fact
    if (counts && (await tx.notices.get(row.notice))?.state === 'issued') newest = row
  }
  const notice = newest && (await tx.notices.get(newest.notice))
  if (!newest || !notice) return undefined
  await endOffline(newest, 'objected', desk)
  const by = (await tx.people.get(newest.by))?.name ?? newest.by
  await desk.say({ person: newest.by }, text(texts.objectedTold(who.name, notice)))
  return texts.objected(newest, notice, by, await isSettled(tx, notice.id, who.id), at)
}
