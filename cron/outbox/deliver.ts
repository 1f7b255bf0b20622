import type { CallOutcome } from '../../handlers/post.ts'
import { Saying, text } from '../../handlers/saying.ts'
import type { Tx } from '../../store/transaction.ts'
import { backoff, duplicateWindow } from './retry.ts'
import type { CallRow, OutboxDeps, OutboxPaces, OutboxState } from './deps.ts'

const batch = 200
const sideBySide = 8
const lease = 120_000
/** How long a channel that WeCom refuses as a whole is left alone. */
const faultPause = 60_000

/** Makes the calls that are due. Gives how many it took. */
export async function deliver(deps: OutboxDeps, paces: OutboxPaces, state: OutboxState, by: string): Promise<number> {
  const at = deps.now()
  const { going, lost, taken } = await deps.store.commit(async tx => {
    const going: CallRow[] = []
    const lost: CallRow[] = []
    const due = await tx.calls.claim({ at, by, lease, limit: batch })
    for (const call of due) {
      const ready = await readyToGo(tx, call, paces, at)
      if (ready === 'lost') lost.push(call)
      else if (ready) going.push(ready)
    }
    // The change has ended their leases. Held again, they are due at once should this process end before they are made.
    if (going.length) await tx.calls.claim({ at, by, lease, limit: going.length })
    return { going, lost, taken: due.length }
  })
  for (const call of lost) await deps.onUnknown(call)
  // Messages to one person keep their order; different people go side by side.
  const lanes = lanesOf(going)
  const work = async (): Promise<void> => {
    for (let lane = lanes.shift(); lane; lane = lanes.shift()) {
      for (const call of lane) await settle(deps, state, call, await deps.post.make(call.body))
    }
  }
  await Promise.all(Array.from({ length: Math.min(sideBySide, lanes.length) }, work))
  return taken
}

/** Marks the try, or puts the call off or to its end. */
async function readyToGo(tx: Tx, call: CallRow, paces: OutboxPaces, at: number): Promise<CallRow | 'lost' | null> {
  if (call.firstTry !== null && (!call.repeatable || at > call.firstTry + duplicateWindow)) {
    // A process ended in the middle, and the same body would no longer be recognised.
    await finish(tx, { ...call, state: 'unknown', due: null })
    return 'lost'
  }
  if (at > call.until && call.firstTry === null) {
    await finish(tx, { ...call, state: 'superseded', due: null })
    return null
  }
  const pace = call.to.length ? paces.member : paces.webhook
  const targets = call.to.length ? call.to : [(await tx.outbox.get(call.outbox))?.group ?? call.outbox]
  const free = pace.free(targets, at)
  if (free > at) {
    await tx.calls.update({ ...call, due: free })
    return null
  }
  pace.count(targets, at)
  const marked = { ...call, firstTry: call.firstTry ?? at, tries: call.tries + 1 }
  await tx.calls.update(marked)
  return marked
}

function lanesOf(calls: readonly CallRow[]): CallRow[][] {
  const lanes = new Map<string, CallRow[]>()
  for (const call of calls) {
    const key = call.to.length === 1 ? (call.to[0] ?? call.id) : call.id
    lanes.set(key, [...(lanes.get(key) ?? []), call])
  }
  return [...lanes.values()]
}

/** Writes down what became of one try. */
async function settle(deps: OutboxDeps, state: OutboxState, call: CallRow, outcome: CallOutcome): Promise<void> {
  const at = deps.now()
  const again = (wait: number) => deps.store.commit(tx => tx.calls.update({ ...call, due: at + wait }))
  switch (outcome.kind) {
    case 'accepted':
      state.fault = null
      return deps.store.commit(async tx => {
        await noteReach(tx, call, outcome.exceptions, at)
        const { exceptions, msgid, responseCode } = outcome
        await finish(tx, { ...call, state: 'accepted', due: null, exceptions, msgid, responseCode })
        await next(tx, call, at)
      })
    case 'refused':
      deps.log.warn({ call: call.id, code: outcome.code }, 'call refused')
      return deps.store.commit(async tx => {
        const exceptions = Object.fromEntries(call.to.map(id => [id, outcome.state]))
        await noteReach(tx, call, exceptions, at)
        await finish(tx, { ...call, state: 'refused', due: null, code: outcome.code, exceptions })
        await otherwise(tx, deps, call, at)
        await next(tx, call, at)
      })
    case 'busy':
      if (outcome.fault !== null) {
        state.fault = { since: state.fault?.since ?? at, until: at + faultPause, why: outcome.fault }
        deps.log.error({ code: outcome.code, why: outcome.fault }, 'WeCom refuses the channel')
      }
      // Nothing has happened: the window of the duplicate check has not begun.
      return deps.store.commit(tx =>
        at > call.until
          ? finish(tx, { ...call, state: 'superseded', due: null })
          : tx.calls.update({
              ...call,
              firstTry: call.tries === 1 ? null : call.firstTry,
              due: at + Math.max(outcome.wait ?? 0, backoff(call.tries, deps.random), outcome.fault ? faultPause : 0),
            }),
      )
    case 'unknown': {
      const wait = backoff(call.tries, deps.random)
      if (call.repeatable && at + wait < (call.firstTry ?? at) + duplicateWindow) return again(wait)
      await deps.store.commit(tx => finish(tx, { ...call, state: 'unknown', due: null }))
      return deps.onUnknown(call)
    }
  }
}

async function finish(tx: Tx, call: CallRow): Promise<void> {
  await tx.calls.update(call)
  const row = await tx.outbox.get(call.outbox)
  if (!row) return
  const siblings = await tx.calls.list('outbox', [call.outbox])
  if (siblings.every(sibling => sibling.id === call.id || sibling.state !== 'waiting')) {
    await tx.outbox.update({ ...row, state: 'done' })
  }
}

/** The next part of a long text goes once the one before it has. */
async function next(tx: Tx, call: CallRow, at: number): Promise<void> {
  const siblings = await tx.calls.list('outbox', [call.outbox])
  if (siblings.some(sibling => sibling.id !== call.id && sibling.part === call.part && sibling.state === 'waiting'))
    return
  for (const sibling of siblings) {
    if (sibling.part === call.part + 1 && sibling.state === 'waiting' && sibling.due === null) {
      await tx.calls.update({ ...sibling, due: at })
    }
  }
}

/** What WeCom's answer says of a person is remembered, so that the office can name whom messages do not reach. */
async function noteReach(tx: Tx, call: CallRow, exceptions: Record<string, string>, at: number): Promise<void> {
  for (const [id, state] of Object.entries(exceptions)) {
    const why = reasons[state]
    const person = why === undefined ? undefined : await tx.people.get(id)
    if (why && person && person.unreachable?.why !== why) {
      await tx.people.update({ ...person, unreachable: { since: at, why } })
    }
  }
  for (const id of call.to) {
    const person = exceptions[id] === undefined ? await tx.people.get(id) : undefined
    if (person?.unreachable) await tx.people.update({ ...person, unreachable: null })
  }
}

const reasons: Record<string, string> = {
  'not in range': '不在应用可见范围',
  'not activated': '未激活企业微信',
  disabled: '企业微信账号已禁用',
  'not licensed': '没有接口许可',
}

/** A card that can no longer be changed says so in words. */
async function otherwise(tx: Tx, deps: OutboxDeps, call: CallRow, at: number): Promise<void> {
  const row = await tx.outbox.get(call.outbox)
  if (!row) return
  const saying = Saying.parse(JSON.parse(row.saying))
  if (saying.kind !== 'close-card' || saying.otherwise === null) return
  await tx.outbox.add({
    ...row,
    id: deps.id(at),
    at,
    saying: JSON.stringify(text(saying.otherwise)),
    due: at,
    state: 'waiting',
  })
}
