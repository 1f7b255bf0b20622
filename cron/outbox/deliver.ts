import type { CallOutcome } from '../../handlers/post.ts'
import type { OutboxDeps, OutboxPaces, OutboxState, CallRow } from './deps.ts'
import { type Going, readyToGo } from './ready.ts'
import { backoff } from './retry.ts'
import { settle } from './settle.ts'

const batch = 200
const sideBySide = 8
const lease = 120_000

/** Makes the calls that are due. Gives how many it took. */
export async function deliver(deps: OutboxDeps, paces: OutboxPaces, state: OutboxState, by: string): Promise<number> {
  const at = deps.now()
  const { going, lost, taken } = await deps.store.commit(async tx => {
    const going: Going[] = []
    const lost: CallRow[] = []
    const due = await tx.calls.claim({ at, by, lease, limit: isAway(state) ? sideBySide : batch })
    for (const call of due) {
      const ready = await readyToGo(tx, deps, call, paces, at)
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
  let answered = { any: false, some: false }
  const work = async (): Promise<void> => {
    for (let lane = lanes.shift(); lane; lane = lanes.shift()) {
      for (const item of lane) {
        const outcome = await deps.post.make(item.call.body)
        // The smart bot's connection says nothing about the way of all others.
        if (item.call.chat === null) answered = { any: true, some: answered.some || isAnswer(outcome) }
        await settle(deps, state, item, outcome)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(sideBySide, lanes.length) }, work))
  if (answered.any) noteSilence(deps, state, answered.some)
  return taken
}

/** WeCom cannot be reached, is too busy, or refuses the channel: a few calls show whether it is back. */
const isAway = ({ fault, silent }: OutboxState): boolean => fault !== null || silent !== null

/** Whether WeCom looked at the call. */
const isAnswer = (outcome: CallOutcome): boolean =>
  outcome.kind !== 'unknown' && !(outcome.kind === 'busy' && (outcome.code ?? -1) === -1)

/** Each round without any answer after the first makes the pause longer: thousands that wait must not all be tried. */
function noteSilence(deps: OutboxDeps, state: OutboxState, answered: boolean): void {
  const rounds = (state.silent?.rounds ?? 0) + 1
  state.silent = answered ? null : { rounds, until: deps.now() + (rounds > 1 ? backoff(rounds - 1, deps.random) : 0) }
}

function lanesOf(going: readonly Going[]): Going[][] {
  const lanes = new Map<string, Going[]>()
  for (const item of going) {
    const { to, id, chat } = item.call
    const key = chat ?? (to.length === 1 ? (to[0] ?? id) : id)
    lanes.set(key, [...(lanes.get(key) ?? []), item])
  }
  return [...lanes.values()]
}
