import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { ReadTx } from '../../store/transaction.ts'

type Notices = Pick<ReadTx, 'notices' | 'confirmations' | 'attendance' | 'requests'>
type ConfirmationRow = RowOf<Collections['confirmations']>

/**
 * Where somebody who was asked stands: `confirmed` by an own act; counted present in a `joint` session; recorded
 * `offline` by somebody else; excused by `leave` or `exempt`; or still `missing`. The own act comes before what others say.
 */
export type Standing = 'confirmed' | 'joint' | 'offline' | 'leave' | 'exempt' | 'missing'

/** The standings in the order and the words in which they are shown. */
export const standingNames: Record<Standing, string> = {
  confirmed: '已确认',
  joint: '集中学习',
  offline: '线下学习（代录）',
  leave: '请假',
  exempt: '免学',
  missing: '未确认',
}

/** The confirmation that counts; undefined where there is none, or only of a version before a correction of substance. */
export async function confirmationOf(
  tx: Pick<ReadTx, 'notices' | 'confirmations'>,
  notice: string,
  person: string,
): Promise<ConfirmationRow | undefined> {
  const row = await tx.confirmations.get([notice, person])
  return row && row.version >= (await askedVersion(tx, notice)) ? row : undefined
}

/** What was done with an earlier version counts no more. */
const askedVersion = async (tx: Pick<ReadTx, 'notices'>, notice: string): Promise<number> =>
  (await tx.notices.get(notice))?.asks ?? 1

/** Where one person stands with one notice. Costs a few reads. */
export async function standingOf(tx: Notices, notice: string, person: string): Promise<Standing> {
  if (await confirmationOf(tx, notice, person)) return 'confirmed'
  const present = await tx.attendance.get([notice, person])
  if (present && counts(present, await askedVersion(tx, notice))) return present.kind
  return excuse(await tx.requests.list('own', [notice, person])) ?? 'missing'
}

/** Whether this person owes nothing more on this notice: who has done is reminded no more. */
export const isSettled = async (tx: Notices, notice: string, person: string): Promise<boolean> =>
  (await standingOf(tx, notice, person)) !== 'missing'

/** Everybody's standing at once, with the confirmations that count; who is in neither map is `missing`. */
export async function standingsOf(
  tx: Notices,
  notice: string,
): Promise<{ standings: Map<string, Exclude<Standing, 'missing'>>; confirmations: Map<string, ConfirmationRow> }> {
  const asks = await askedVersion(tx, notice)
  const confirmations = new Map<string, ConfirmationRow>()
  for (const row of await tx.confirmations.list('notice', [notice])) {
    if (row.version >= asks) confirmations.set(row.person, row)
  }
  const standings = new Map<string, Exclude<Standing, 'missing'>>()
  for (const row of await tx.requests.list('notice', [notice])) {
    const kind = excuse([row])
    // One who was granted both is exempt.
    if (kind && standings.get(row.person) !== 'exempt') standings.set(row.person, kind)
  }
  for (const row of await tx.attendance.list('notice', [notice])) {
    if (counts(row, asks)) standings.set(row.person, row.kind)
  }
  for (const person of confirmations.keys()) standings.set(person, 'confirmed')
  return { standings, confirmations }
}

const counts = ({ state, version }: RowOf<Collections['attendance']>, asks: number): boolean =>
  state === 'counted' && version >= asks

function excuse(rows: readonly RowOf<Collections['requests']>[]): 'leave' | 'exempt' | null {
  const granted = rows.filter(row => row.state === 'granted').map(row => row.kind)
  return granted.includes('exempt') ? 'exempt' : granted.includes('leave') ? 'leave' : null
}
