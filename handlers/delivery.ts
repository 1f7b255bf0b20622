import type { ReadTx } from '../store/transaction.ts'
import type { FinalState } from './post.ts'

/** What became of the messages of a notice or broadcast, a person once: the best that any of them came to. */
export interface Deliveries {
  accepted: string[]
  /** Not yet final. */
  waiting: string[]
  /** Whether it arrived cannot be known any more; never resent by itself. */
  unknown: string[]
  failed: { person: string; state: FinalState }[]
}

/** Reads the outbox and the calls of what `about` names. */
export async function deliveriesOf(tx: ReadTx, about: string): Promise<Deliveries> {
  const states = new Map<string, FinalState | 'waiting'>()
  const better = (person: string, state: FinalState | 'waiting') => {
    const old = states.get(person)
    if (old === undefined || rank(state) < rank(old)) states.set(person, state)
  }
  for (const row of await tx.outbox.list('about', [about])) {
    if (row.state === 'waiting') row.to.forEach(person => better(person, 'waiting'))
    if (row.state === 'superseded') row.to.forEach(person => better(person, 'superseded'))
  }
  for (const call of await tx.calls.list('about', [about])) {
    for (const person of call.to) better(person, call.exceptions[person] ?? call.state)
  }
  const entries = [...states]
  const of = (wanted: string) => entries.filter(([, state]) => state === wanted).map(([person]) => person)
  return {
    accepted: of('accepted'),
    waiting: of('waiting'),
    unknown: of('unknown'),
    failed: entries.flatMap(([person, state]) =>
      state === 'waiting' || state === 'accepted' || state === 'unknown' || state === 'superseded'
        ? []
        : [{ person, state }],
    ),
  }
}

const rank = (state: FinalState | 'waiting'): number =>
  state === 'accepted' ? 0 : state === 'waiting' ? 1 : state === 'unknown' ? 2 : 3

/** The states in words. */
export const stateNames: Record<FinalState, string> = {
  accepted: '已送达企业微信',
  'not in range': '不在应用可见范围',
  'not activated': '未激活',
  disabled: '账号已禁用',
  'not licensed': '没有接口许可',
  refused: '企业微信拒收',
  unknown: '是否送达待核实',
  superseded: '已不需要发送',
}
