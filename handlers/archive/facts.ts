import { z } from 'zod'
import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { Store } from '../../store/transaction.ts'
import { readHead } from '../evidence/seal.ts'
import { monthIn } from '../ids.ts'
import type { ArchiveState } from './state.ts'

type FactRow = RowOf<Collections['facts']>
type LinkRow = RowOf<Collections['links']>

/** The facts of the archive's notices and the stretch of the chain that holds them, as lines of JSON. */
export interface Evidence {
  /** One fact a line: id, type, at, who, data, salt, commitment. */
  facts: string[]
  factCount: number
  /** Of the facts, those not in the chain yet. */
  unsealed: number
  /** One link a line. */
  links: string[]
  first: number
  last: number
  /** The end of the chain; null while nothing is sealed. */
  root: { seq: number; at: number; sha256: string; sm3: string } | null
  /** An example for whoever checks: the first fact with the text its commitment is the hash of. */
  example: FactRow | null
}

const page = 400
/** So many commitments at most follow the last one needed: a chain of years does not fit every archive. */
const mostAfter = 300_000

const About = z.object({ notice: z.string() }).or(z.object({ session: z.string() }))

/** Reads in slices that hold up nobody. */
export async function readEvidence(
  store: Pick<Store, 'read'>,
  state: ArchiveState,
  step: () => Promise<void>,
): Promise<Evidence> {
  const found = await factsOf(store, state, step)
  const chain = await linksOf(store, new Set(found.ids), found.from, step)
  return {
    facts: found.lines,
    factCount: found.ids.length,
    unsealed: found.ids.length - chain.held,
    links: chain.lines,
    first: chain.first,
    last: chain.last,
    root: chain.root,
    example: found.example,
  }
}

async function factsOf(store: Pick<Store, 'read'>, state: ArchiveState, step: () => Promise<void>) {
  const { studies } = state
  const notices = new Map(studies.map(study => [study.notice.id, study]))
  const sessions = new Map(
    studies.flatMap(study =>
      study.attendance.flatMap(row => (row.session === null ? [] : [[row.session, study] as const])),
    ),
  )
  const asked = new Map(studies.map(study => [study.notice.id, new Set(study.people.map(({ id }) => id))]))
  const from = studies.map(({ notice }) => monthIn(notice.id)).sort()[0] ?? null
  const lines: string[] = []
  const ids: string[] = []
  let example: FactRow | null = null
  const belongs = (fact: FactRow): boolean => {
    const about = About.safeParse(JSON.parse(fact.data))
    if (fact.at > state.at || !about.success) return false
    const study = 'notice' in about.data ? notices.get(about.data.notice) : sessions.get(about.data.session)
    if (!study) return false
    // What was confirmed while this was read is not in the counts.
    if (fact.type === 'study.confirmed')
      return study.confirmed.has(fact.id) && (asked.get(study.notice.id)?.has(fact.who) ?? false)
    // Of a unit above, what it has done itself and what the own people have.
    return (
      study.from === null ||
      fact.type === 'study.issued' ||
      fact.type === 'study.withdrawn' ||
      (asked.get(study.notice.id)?.has(fact.who) ?? false)
    )
  }
  for (let after = from; after !== null;) {
    const start = after
    const rows = await store.read(tx => tx.facts.list('all', [], { limit: page, after: start }))
    for (const fact of rows) {
      if (!belongs(fact)) continue
      const { id, type, at, who, data, salt, commitment } = fact
      lines.push(`${JSON.stringify({ id, type, at, who, data, salt, commitment })}\n`)
      ids.push(id)
      example ??= fact
    }
    after = rows.length < page ? null : (rows.at(-1)?.id ?? null)
    await step()
  }
  return { lines, ids, from, example }
}

async function linksOf(
  store: Pick<Store, 'read'>,
  wanted: Set<string>,
  from: string | null,
  step: () => Promise<void>,
): Promise<{ lines: string[]; held: number; first: number; last: number; root: Evidence['root'] }> {
  const head = await store.read(readHead)
  const lines: string[] = []
  let held = 0
  let first = 0
  let last = 0
  let at = 0
  let since = 0
  for (let after = from; after !== null && head;) {
    const start = after
    const rows: LinkRow[] = await store.read(tx => tx.links.list('all', [], { limit: 20, after: start }))
    for (const link of rows) {
      if (link.seq > head.seq) break
      const here = link.facts.filter(([id]) => wanted.has(id)).length
      if (!here && !first) continue
      first ||= link.seq
      if (here) since = 0
      else since += link.facts.length
      held += here
      if (since > mostAfter) continue
      const { id: _id, ...shown } = link
      lines.push(`${JSON.stringify(shown)}\n`)
      last = link.seq
    }
    if (rows.length) at = rows.findLast(row => row.seq <= head.seq)?.at ?? at
    after = rows.length < 20 ? null : (rows.at(-1)?.id ?? null)
    await step()
  }
  if (head && !at) at = (await store.read(tx => tx.links.list('all', [], { after: head.month }))).at(-1)?.at ?? 0
  return { lines, held, first, last, root: head && { seq: head.seq, at, sha256: head.sha256, sm3: head.sm3 } }
}
