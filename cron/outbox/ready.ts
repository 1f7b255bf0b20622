import { isSettled } from '../../handlers/study/standing.ts'
import type { Tx } from '../../store/transaction.ts'
import { giveUp } from './finish.ts'
import { duplicateWindow } from './retry.ts'
import type { CallRow, OutboxDeps, OutboxPaces } from './deps.ts'
import type { Pace } from './pace.ts'

/** A call that is about to be made, marked as tried. */
export interface Going {
  call: CallRow
  /** The first try before this one that may have arrived; null where nothing has. */
  before: number | null
}

/** Marks the try, or puts the call off or to its end. `lost`: whether it arrived will never be known. */
export async function readyToGo(
  tx: Tx,
  deps: OutboxDeps,
  call: CallRow,
  paces: OutboxPaces,
  at: number,
): Promise<Going | 'lost' | null> {
  if (call.firstTry !== null && (!call.repeatable || at > call.firstTry + duplicateWindow)) {
    // A process ended in the middle, and the same body would no longer be recognised.
    await giveUp(tx, call, 'unknown', at)
    return 'lost'
  }
  if (at > call.until && call.firstTry === null) {
    await giveUp(tx, call, 'superseded', at)
    return null
  }
  if (call.firstTry === null && (await leavesSomebodyOut(tx, deps, call, at))) return null
  const { pace, targets } = await pacedBy(tx, call, paces)
  const free = pace.free(targets, at)
  if (free > at) {
    await tx.calls.update({ ...call, due: free })
    return null
  }
  pace.count(targets, at)
  const marked = { ...call, firstTry: call.firstTry ?? at, tries: call.tries + 1 }
  await tx.calls.update(marked)
  return { call: marked, before: call.firstTry }
}

/** What it counts for: the members it goes to, the chat of the smart bot, or the webhook. */
async function pacedBy(tx: Tx, call: CallRow, paces: OutboxPaces): Promise<{ pace: Pace; targets: string[] }> {
  if (call.chat !== null) return { pace: paces.conversation, targets: [call.chat] }
  if (call.to.length) return { pace: paces.member, targets: call.to }
  return { pace: paces.webhook, targets: [(await tx.outbox.get(call.outbox))?.group ?? call.outbox] }
}

/**
 * Of a call that has waited since it was planned, some may have done meanwhile what it reminds of.
 * Nothing of it has left, so the others get a row of their own, which is planned anew. Says whether it was so.
 */
async function leavesSomebodyOut(tx: Tx, deps: OutboxDeps, call: CallRow, at: number): Promise<boolean> {
  const row = await tx.outbox.get(call.outbox)
  if (!row || row.unless === null || call.part > 0) return false
  const to: string[] = []
  for (const id of call.to) if (!(await isSettled(tx, row.unless, id))) to.push(id)
  if (to.length === call.to.length) return false
  await giveUp(tx, call, 'superseded', at)
  if (to.length) await tx.outbox.add({ ...row, id: deps.id(at), at, to, due: at, state: 'waiting' })
  return true
}
