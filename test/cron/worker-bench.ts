import { outboxWorker, type OutboxWorker } from '../../cron/outbox/worker.ts'
import { type Deliveries, deliveriesOf } from '../../handlers/delivery.ts'
import { idMaker } from '../../handlers/ids.ts'
import type { CallOutcome, Post } from '../../handlers/post.ts'
import { text } from '../../handlers/saying.ts'
import { type Bench, openBench } from '../desk.ts'

export const accepted: Extract<CallOutcome, { kind: 'accepted' }> = {
  kind: 'accepted',
  exceptions: {},
  msgid: 'm',
  responseCode: null,
}
export const busy: Extract<CallOutcome, { kind: 'busy' }> = { kind: 'busy', wait: null, fault: null, code: -1 }

/** The notice that the rows are about. */
export const notice = '202611-notice'

/** A way out that answers as told, and remembers what was tried. A text goes in as many calls as it has lines. */
export function scriptedPost(outcomes: CallOutcome[]) {
  const made: { to: string[]; body: string }[] = []
  const post: Post = {
    plan: (saying, to, group, ids) => {
      const lines = saying.kind === 'text' ? saying.text.split('\n') : ['']
      const calls = lines.map((words, part) => {
        const id = ids()
        const said = saying.kind === 'text' ? text(words) : saying
        const call = {
          to: to.map(person => person.id),
          body: JSON.stringify({ id, saying: said, group }),
          repeatable: group === null,
        }
        return { id, part, call }
      })
      return Promise.resolve(calls)
    },
    make: body => {
      const { saying } = JSON.parse(body) as { saying: { text: string } }
      made.push({ to: [saying.text], body })
      return Promise.resolve(outcomes.shift() ?? accepted)
    },
  }
  return { post, made }
}

/** The outbox worker on a real store, with rows put in by hand. */
export interface WorkerBench extends Bench {
  /** The calls of which the office was told that their fate is unknown. */
  unknown: string[]
  /** What was logged as an error. */
  errors: string[]
  open(post: Post): OutboxWorker
  put(id: string, more?: { group?: string; unless?: string; until?: number; to?: string[] }): Promise<boolean>
  deliveries(): Promise<Deliveries>
}

export async function openWorkerBench(): Promise<WorkerBench> {
  const bench = await openBench()
  const unknown: string[] = []
  const errors: string[] = []
  let serial = 0
  return {
    ...bench,
    unknown,
    errors,
    open: post =>
      outboxWorker({
        store: bench.store,
        post,
        now: bench.clock.now,
        random: () => 0.5,
        id: idMaker(() => String(serial++).padStart(4, '0')),
        file: () => Promise.resolve(new Uint8Array()),
        onUnknown: call => Promise.resolve(void unknown.push(call.id)),
        log: { info: () => undefined, warn: () => undefined, error: (_fields, message) => void errors.push(message) },
      }),
    put: (id, more = {}) =>
      bench.store.commit(tx =>
        tx.outbox.add({
          id: `202611-${id}`,
          at: bench.clock.now(),
          to: more.group ? [] : (more.to ?? ['yan']),
          group: more.group ?? null,
          chat: null,
          saying: JSON.stringify(text(id)),
          about: notice,
          unless: more.unless ?? null,
          due: bench.clock.now(),
          until: more.until ?? bench.clock.now() + 86_400_000,
          state: 'waiting',
        }),
      ),
    deliveries: () => bench.store.read(tx => deliveriesOf(tx, notice)),
  }
}
