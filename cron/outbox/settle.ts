import type { CallOutcome } from '../../handlers/post.ts'
import { type Saying, text } from '../../handlers/saying.ts'
import { closeLate } from '../../handlers/study/withdraw.ts'
import { day } from '../../handlers/time.ts'
import type { Tx } from '../../store/transaction.ts'
import { finish, giveUp, next } from './finish.ts'
import { noteReach } from './note-reach.ts'
import type { Going } from './ready.ts'
import { backoff, duplicateWindow } from './retry.ts'
import { sayingOf } from './saying.ts'
import type { CallRow, OutboxDeps, OutboxRow, OutboxState } from './deps.ts'

/** How long a channel that WeCom refuses as a whole is left alone. */
const faultPause = 60_000

/** Writes down what became of one try. */
export async function settle(
  deps: OutboxDeps,
  state: OutboxState,
  { call, before }: Going,
  outcome: CallOutcome,
): Promise<void> {
  const at = deps.now()
  switch (outcome.kind) {
    case 'accepted':
      if (call.chat === null) state.fault = null
      return deps.store.commit(async tx => {
        const takenBack = await isTakenBack(tx, call)
        const { msgid, responseCode } = outcome
        const exceptions = amongAsked(call, outcome.exceptions)
        await noteReach(tx, call, exceptions, at)
        await finish(tx, { ...call, state: 'accepted', due: null, exceptions, msgid, responseCode })
        if (takenBack && responseCode !== null) await say(tx, deps, call, closeLate(call.id), at)
        await next(tx, call, at)
      })
    case 'refused':
      return refuse(deps, call, outcome, at)
    case 'elsewhere':
      return elsewhere(deps, call, outcome.code, at)
    case 'busy': {
      if (outcome.fault !== null) {
        state.fault = { since: state.fault?.since ?? at, until: at + faultPause, why: outcome.fault }
        deps.log.error({ code: outcome.code, why: outcome.fault }, 'WeCom refuses the channel')
      }
      // Nothing has happened: the window of the duplicate check is what it was before this try.
      const wait = Math.max(outcome.wait ?? 0, backoff(call.tries, deps.random), outcome.fault ? faultPause : 0)
      return later(deps, { ...call, firstTry: before }, at, at > call.until ? null : at + wait)
    }
    case 'unknown': {
      const due = at + backoff(call.tries, deps.random)
      const worthIt = call.repeatable && due < (call.firstTry ?? at) + duplicateWindow
      return later(deps, call, at, worthIt ? due : null)
    }
  }
}

async function refuse(
  deps: OutboxDeps,
  call: CallRow,
  { state, code }: Extract<CallOutcome, { kind: 'refused' }>,
  at: number,
): Promise<void> {
  deps.log.warn({ call: call.id, code }, 'call refused')
  const group = await deps.store.commit(async tx => {
    const exceptions = Object.fromEntries(call.to.map(id => [id, state]))
    await noteReach(tx, call, exceptions, at)
    await finish(tx, { ...call, state: 'refused', due: null, code, exceptions })
    await otherwise(tx, deps, call, at)
    await next(tx, call, at)
    return (await tx.outbox.get(call.outbox))?.group ?? null
  })
  // People are named by 送达; that a group was not told nobody would see.
  if (group !== null) await deps.onUnknown(call)
}

/** What the smart bot cannot say goes by the app, or by the webhook of the group; what only a group was told ends here. */
async function elsewhere(deps: OutboxDeps, call: CallRow, code: number | null, at: number): Promise<void> {
  deps.log.warn({ call: call.id, code }, 'the smart bot cannot say it there')
  const untold = await deps.store.commit(async tx => {
    const row = await tx.outbox.get(call.outbox)
    const takenBack = await isTakenBack(tx, call)
    const another = call.to.length > 0 || (await hasWebhook(tx, row?.group ?? null))
    if (!another) {
      await finish(tx, { ...call, state: 'refused', due: null, code })
      await next(tx, call, at)
      return !takenBack
    }
    await giveUp(tx, { ...call, code }, 'superseded', at)
    // A later part of a long text has been given up with this one: the whole of it goes the other way.
    if (row && !takenBack) await tx.outbox.add({ ...row, id: deps.id(at), at, chat: null, due: at, state: 'waiting' })
    return false
  })
  if (untold) await deps.onUnknown(call)
}

const hasWebhook = async (tx: Tx, department: string | null): Promise<boolean> =>
  department !== null && (await tx.groups.get(department)) !== undefined

/** Tries a call again at `due`; null, or what was taken back meanwhile, is tried no more. */
async function later(deps: OutboxDeps, call: CallRow, at: number, due: number | null): Promise<void> {
  const end = call.firstTry === null ? 'superseded' : 'unknown'
  const ended = await deps.store.commit(async tx => {
    const takenBack = await isTakenBack(tx, call)
    if (due !== null && !takenBack) {
      await tx.calls.update({ ...call, due })
      return false
    }
    await giveUp(tx, call, end, at)
    return !takenBack
  })
  // Of what was taken back the one who did so has been told.
  if (ended && end === 'unknown') await deps.onUnknown(call)
}

/** Whether somebody withdrew it while it was under way. */
const isTakenBack = async (tx: Tx, call: CallRow): Promise<boolean> =>
  (await tx.calls.get(call.id))?.state !== 'waiting'

/** Only those who were asked: whatever else stands in an answer is nobody's state. */
const amongAsked = <T>({ to }: CallRow, exceptions: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(exceptions).filter(([id]) => to.includes(id)))

/** A card that can no longer be changed says so in words. */
async function otherwise(tx: Tx, deps: OutboxDeps, call: CallRow, at: number): Promise<void> {
  const row = await tx.outbox.get(call.outbox)
  const saying = row && sayingOf(row)
  if (saying?.kind !== 'close-card' || saying.otherwise === null) return
  await say(tx, deps, call, text(saying.otherwise), at, row)
}

async function say(
  tx: Tx,
  deps: OutboxDeps,
  call: CallRow,
  saying: Saying,
  at: number,
  row?: OutboxRow,
): Promise<void> {
  await tx.outbox.add({
    id: deps.id(at),
    at,
    to: [...call.to],
    group: null,
    // What may be answered as such has been: the rest is said unasked.
    chat: row?.chat ? { ...row.chat, reply: null } : null,
    saying: JSON.stringify(saying),
    about: row?.about ?? null,
    unless: row?.unless ?? null,
    due: at,
    until: row?.until ?? at + day,
    state: 'waiting',
  })
}
