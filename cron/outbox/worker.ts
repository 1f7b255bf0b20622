import { deliver } from './deliver.ts'
import type { OutboxDeps, OutboxState } from './deps.ts'
import { conversationLimit, memberLimit, pacer, webhookLimit } from './pace.ts'
import { plan } from './plan.ts'

export interface OutboxWorker {
  /** Something may be due: looks soon. Never throws. */
  wake(): void
  /** Works until nothing is due any more at this moment. */
  drain(): Promise<void>
  readonly state: OutboxState
  /** Finishes the calls in hand and starts no more. */
  stop(): Promise<void>
}

const gather = 15

/** Turns rows of the outbox into exact calls, makes them, and writes down what became of each recipient. */
export function outboxWorker(deps: OutboxDeps): OutboxWorker {
  const started = deps.now()
  const paces = {
    member: pacer(memberLimit, started),
    webhook: pacer(webhookLimit, started),
    conversation: pacer(conversationLimit, started),
  }
  const state: OutboxState = { fault: null, silent: null }
  const by = 'outbox'
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  let timer: NodeJS.Timeout | null = null
  /** Files under way; what they become is sent once they are made. */
  const making = new Set<Promise<void>>()
  const aside = (work: Promise<void>): void => {
    const made = work
      .catch((error: unknown) => deps.log.error({ err: error }, 'outbox file failed'))
      .finally(() => {
        making.delete(made)
        wake()
      })
    making.add(made)
  }

  const round = async (): Promise<void> => {
    while (!stopped) {
      const planned = await plan(deps, by, aside)
      const pause = Math.max(state.fault?.until ?? 0, state.silent?.until ?? 0)
      const made = deps.now() < pause ? 0 : await deliver(deps, paces, state, by)
      if (!planned && !made) return
    }
  }
  const work = async (): Promise<void> => {
    do {
      again = false
      await round()
    } while (again && !stopped)
  }
  const run = (): Promise<void> => {
    again = true
    running ??= work()
      .catch((error: unknown) => deps.log.error({ err: error }, 'outbox round failed'))
      .finally(() => (running = null))
    return running
  }
  function wake(): void {
    if (stopped || timer) return
    // A burst of answers is planned together.
    timer = setTimeout(() => {
      timer = null
      void run()
    }, gather)
  }
  return {
    state,
    wake,
    drain: async () => {
      await run()
      while (making.size && !stopped) {
        await Promise.all(making)
        await run()
      }
    },
    stop: async () => {
      stopped = true
      if (timer) clearTimeout(timer)
      await Promise.all([running, ...making])
    },
  }
}
