import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { OutboxWorker } from './cron/outbox/worker.ts'
import type { Perform } from './handlers/perform.ts'
import type { Store } from './store/transaction.ts'

/** What `/metrics` says: counts and ages, no names and no texts. */
export interface Metrics {
  registry: Registry
  /** Callbacks that were refused, by reason. */
  refused: Counter<'reason'>
  /** Frames of the smart bot that came to nothing, by reason: WeCom sends none of them again. */
  lost: Counter<'reason'>
  /** Counts deeds and how long their commits took. */
  counting(perform: Perform): Perform
  /** Adds what is read at the moment of asking. */
  watch(parts: {
    store: Store
    outbox: OutboxWorker
    now: () => number
    bot: { readonly state: { name: string } } | null
  }): void
}

const botStates = ['off', 'connecting', 'connected', 'displaced', 'refused'] as const

export function openMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const refused = new Counter({
    name: 'qingfeng_callbacks_refused_total',
    help: 'Callbacks refused',
    labelNames: ['reason'] as const,
    registers,
  })
  const lost = new Counter({
    name: 'qingfeng_bot_frames_lost_total',
    help: 'Frames of the smart bot that came to nothing',
    labelNames: ['reason'] as const,
    registers,
  })
  const deeds = new Counter({
    name: 'qingfeng_deeds_total',
    help: 'Deeds performed',
    labelNames: ['act', 'repeated'] as const,
    registers,
  })
  const seconds = new Histogram({
    name: 'qingfeng_commit_seconds',
    help: 'From deed to durable',
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers,
  })
  return {
    registry,
    refused,
    lost,
    counting: perform => async deed => {
      const end = seconds.startTimer()
      const performed = await perform(deed)
      end()
      deeds.inc({ act: deed.act, repeated: String(performed.repeated) })
      return performed
    },
    watch: ({ store, outbox, now, bot }) => {
      new Gauge({
        name: 'qingfeng_bot_connection',
        help: 'The connection of the smart bot: 1 at the state it is in',
        labelNames: ['state'] as const,
        registers,
        collect() {
          const present = bot?.state.name ?? 'off'
          for (const state of botStates) this.set({ state }, state === present ? 1 : 0)
        },
      })
      new Gauge({
        name: 'qingfeng_outbox_waiting',
        help: 'Rows of the outbox and calls that have no final state',
        registers,
        async collect() {
          const [rows, calls] = await store.read(tx =>
            Promise.all([tx.outbox.count('state', ['waiting']), tx.calls.count('state', ['waiting'])]),
          )
          this.set(rows + calls)
        },
      })
      new Gauge({
        name: 'qingfeng_deliveries_unknown',
        help: 'Calls whose fate is not known',
        registers,
        async collect() {
          this.set(await store.read(tx => tx.calls.count('state', ['unknown'])))
        },
      })
      new Gauge({
        name: 'qingfeng_facts_unsealed',
        help: 'Facts that wait for the sealer',
        registers,
        async collect() {
          this.set(await store.read(tx => tx.unsealed.count('all', [])))
        },
      })
      new Gauge({
        name: 'qingfeng_channel_fault_seconds',
        help: 'For how long WeCom has refused the channel as a whole; 0 when it does not',
        registers,
        collect() {
          this.set(outbox.state.fault ? (now() - outbox.state.fault.since) / 1000 : 0)
        },
      })
    },
  }
}
