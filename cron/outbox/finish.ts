import type { Tx } from '../../store/transaction.ts'
import type { CallRow } from './deps.ts'

/** Writes a call's end, and its row's once no other call of it waits. */
export async function finish(tx: Tx, call: CallRow): Promise<void> {
  await tx.calls.update(call)
  const row = await tx.outbox.get(call.outbox)
  if (!row) return
  const siblings = await tx.calls.list('outbox', [call.outbox])
  if (siblings.every(sibling => sibling.id === call.id || sibling.state !== 'waiting')) {
    await tx.outbox.update({ ...row, state: 'done' })
  }
}

/**
 * Ends a call that was not taken: `superseded` where nothing of it has left, else `unknown`.
 * The later parts of its text go no more, since they say nothing without it.
 */
export async function giveUp(tx: Tx, call: CallRow, state: 'superseded' | 'unknown', at: number): Promise<void> {
  for (const sibling of await tx.calls.list('outbox', [call.outbox])) {
    const later = sibling.part > call.part && sibling.state === 'waiting' && sibling.due === null
    if (later && sibling.to[0] === call.to[0]) await tx.calls.update({ ...sibling, state: 'superseded' })
  }
  await finish(tx, { ...call, state, due: null })
  await next(tx, call, at)
}

/** The next part of a long text goes once the one before it has. */
export async function next(tx: Tx, call: CallRow, at: number): Promise<void> {
  const siblings = await tx.calls.list('outbox', [call.outbox])
  if (siblings.some(sibling => sibling.id !== call.id && sibling.part === call.part && sibling.state === 'waiting'))
    return
  for (const sibling of siblings) {
    if (sibling.part === call.part + 1 && sibling.state === 'waiting' && sibling.due === null) {
      await tx.calls.update({ ...sibling, due: at })
    }
  }
}
