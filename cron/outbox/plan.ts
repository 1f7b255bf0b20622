import { CannotPlan, type Planned, type Recipient } from '../../handlers/post.ts'
import { isSettled } from '../../handlers/study/standing.ts'
import type { CardSaying, Saying } from '../../handlers/saying.ts'
import type { ReadTx, Tx } from '../../store/transaction.ts'
import { backoff } from './retry.ts'
import { sayingOf } from './saying.ts'
import type { OutboxDeps, OutboxRow } from './deps.ts'

const batch = 100
const lease = 60_000

/** What a row needs to be planned, read in one go. */
interface Ready {
  row: OutboxRow
  /** Null where it cannot be read. */
  saying: Saying | null
  recipients: Recipient[]
  /** Recipients for whom it has become obsolete. */
  dropped: string[]
  webhook: string | null
  responseCode: string | null
}

/**
 * Turns due rows into exact calls, durable before anything is sent. Gives how many rows it took.
 * A file takes seconds to make and to upload: that goes `aside`, and holds up no other message.
 */
export async function plan(deps: OutboxDeps, by: string, aside: (work: Promise<void>) => void): Promise<number> {
  const at = deps.now()
  const ready = await deps.store.commit(async tx => {
    const rows = await tx.outbox.claim({ at, by, lease, limit: batch })
    return Promise.all(rows.map(row => prepare(tx, row)))
  })
  const isSlow = ({ saying }: Ready): boolean => saying?.kind === 'file'
  for (const item of ready.filter(isSlow)) aside(planSome(deps, [item], at))
  await planSome(
    deps,
    ready.filter(item => !isSlow(item)),
    at,
  )
  return ready.length
}

async function planSome(deps: OutboxDeps, items: readonly Ready[], at: number): Promise<void> {
  if (!items.length) return
  const planned = await Promise.all(items.map(item => planOne(deps, item, at)))
  await deps.store.commit(async tx => {
    for (const [index, item] of items.entries()) await write(tx, deps, item, planned[index] ?? null, at)
  })
}

async function prepare(tx: ReadTx, row: OutboxRow): Promise<Ready> {
  const saying = sayingOf(row)
  const recipients: Recipient[] = []
  const dropped: string[] = []
  for (const id of row.to) {
    const done = row.unless !== null && (await isSettled(tx, row.unless, id))
    if (done) {
      dropped.push(id)
      continue
    }
    const person = await tx.people.get(id)
    recipients.push({ id, userid: person?.userid ?? id, reads: person?.reads ?? 'wecom' })
  }
  const group = row.group === null ? undefined : await tx.groups.get(row.group)
  const call = saying?.kind === 'close-all' ? await tx.calls.get(saying.call) : undefined
  return {
    row,
    saying,
    recipients,
    dropped,
    webhook: group?.address ?? null,
    responseCode: call?.responseCode ?? null,
  }
}

/** Gives the calls, 'later' when WeCom was needed and failed, or null when nothing is left to send. */
async function planOne(deps: OutboxDeps, item: Ready, at: number): Promise<Planned | 'later' | null> {
  const { row, saying, recipients } = item
  if (saying === null) {
    deps.log.error({ outbox: row.id }, 'a saying that cannot be read is not sent')
    return null
  }
  const toGroup = row.group !== null || row.chat?.group === true
  if (at > row.until || (!toGroup && !recipients.length)) return null
  try {
    return await deps.post.plan(saying, recipients, row.group, () => deps.id(at), {
      chat: row.chat,
      card: call => cardOf(deps, call),
      webhook: item.webhook,
      responseCode: item.responseCode,
      file: deps.file,
      at,
    })
  } catch (error) {
    if (error instanceof CannotPlan) {
      deps.log.warn({ outbox: row.id, why: error.message }, 'nothing to send')
      return null
    }
    deps.log.warn({ outbox: row.id, err: error }, 'planning failed, tried again')
    return 'later'
  }
}

/** The card that a call sent. */
const cardOf = (deps: OutboxDeps, id: string): Promise<CardSaying | null> =>
  deps.store.read(async tx => {
    const call = await tx.calls.get(id)
    const row = call && (await tx.outbox.get(call.outbox))
    const saying = row && sayingOf(row)
    return saying?.kind === 'card' ? saying : null
  })

async function write(
  tx: Tx,
  deps: OutboxDeps,
  item: Ready,
  planned: Planned | 'later' | null,
  at: number,
): Promise<void> {
  const current = await tx.outbox.get(item.row.id)
  // Withdrawn while it was being planned: nothing of it is sent.
  if (!current || current.state !== 'waiting') return
  if (planned === 'later') return tx.outbox.update({ ...current, due: at + backoff(5, deps.random) })
  if (!planned?.length) return tx.outbox.update({ ...current, state: 'superseded', due: null })
  const first = Math.min(...planned.map(({ part }) => part))
  for (const { id, part, call } of planned) {
    await tx.calls.add({
      id,
      outbox: current.id,
      about: current.about,
      part,
      to: call.to,
      chat: call.chat ?? null,
      body: call.body,
      repeatable: call.repeatable,
      at,
      // A later part waits for the one before it.
      due: part === first ? at : null,
      until: current.until,
      firstTry: null,
      tries: 0,
      state: 'waiting',
      exceptions: {},
      code: null,
      msgid: null,
      responseCode: null,
    })
  }
  await tx.outbox.update({
    ...current,
    state: 'planned',
    due: null,
    to: current.to.filter(id => !item.dropped.includes(id)),
  })
}
