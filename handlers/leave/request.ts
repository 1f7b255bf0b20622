import type { Instant, RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { ReadTx } from '../../store/transaction.ts'
import { isSettled } from '../study/standing.ts'
import { day, monthOf } from '../time.ts'

export type RequestRow = RowOf<Collections['requests']>
export type RequestKind = RequestRow['kind']

/** What a kind of request is called. */
export const kindNames: Record<RequestKind, string> = { leave: '请假', exempt: '免学', objection: '异议' }

/** What a decision is called, by kind. */
export function decisionName(kind: RequestKind, decision: 'granted' | 'refused'): string {
  const agreed = kind === 'objection' ? '采纳' : '同意'
  return decision === 'granted' ? agreed : `不${agreed}`
}

/** How far back requests are looked for in chat; older ones stay as they are. */
const lookBack = 93 * day
const since = (at: Instant): string => monthOf(at - lookBack)

/** What one person has asked for within three months, the oldest first. */
export async function requestsBy(tx: ReadTx, person: string, at: Instant): Promise<RequestRow[]> {
  return tx.requests.list('person', [person], { after: since(at) })
}

/** Whether nothing has to be decided any more though nobody has: done in the meantime, or the notice is gone. */
export async function isPast(tx: ReadTx, { kind, notice, person }: RequestRow): Promise<boolean> {
  if ((await tx.notices.get(notice))?.state !== 'issued') return true
  return kind !== 'objection' && (await isSettled(tx, notice, person))
}

/** What waits for a decision, of everybody, the oldest first. */
export async function waitingRequests(tx: ReadTx, at: Instant): Promise<RequestRow[]> {
  const waiting: RequestRow[] = []
  for (const row of await tx.requests.list('state', ['asked'], { after: since(at) })) {
    if (!(await isPast(tx, row))) waiting.push(row)
  }
  return waiting
}
