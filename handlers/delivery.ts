import { z } from 'zod'
import type { RowOf } from '../store/collection.ts'
import type { Collections } from '../store/collections.ts'
import type { ReadTx } from '../store/transaction.ts'
import { type Act, type Desk, entry } from './act.ts'
import { monthIn } from './ids.ts'
import { officeOf } from './office/members.ts'
import type { FinalState } from './post.ts'
import { text } from './saying.ts'
import { noticeOf } from './study/notice.ts'

/** What became of the messages of a notice or broadcast, a person once: the best that any of them came to. */
export interface Deliveries {
  accepted: string[]
  /** Not yet final. */
  waiting: string[]
  /** Whether it arrived cannot be known any more; never resent by itself. */
  unknown: string[]
  failed: { person: string; state: FinalState }[]
}

type State = FinalState | 'waiting'

/** Reads the outbox and the calls of what `about` names. */
export async function deliveriesOf(tx: ReadTx, about: string): Promise<Deliveries> {
  const states = new Map<string, State>()
  // Nothing is said about a thing before the month it was born in.
  const after = monthIn(about)
  for (const row of await tx.outbox.list('about', [about], { after })) {
    if (row.state !== 'waiting' && row.state !== 'superseded') continue
    for (const person of row.to) keep(states, person, row.state, better)
  }
  // A long text has arrived once all its parts have.
  const byRow = new Map<string, Map<string, State>>()
  for (const call of await tx.calls.list('about', [about], { after })) {
    const ofRow = byRow.get(call.outbox) ?? new Map<string, State>()
    for (const person of call.to) keep(ofRow, person, call.exceptions[person] ?? call.state, worse)
    byRow.set(call.outbox, ofRow)
  }
  for (const ofRow of byRow.values()) for (const [person, state] of ofRow) keep(states, person, state, better)

  const entries = [...states]
  const of = (wanted: string) => entries.filter(([, state]) => state === wanted).map(([person]) => person)
  return {
    accepted: of('accepted'),
    waiting: of('waiting'),
    unknown: of('unknown'),
    failed: entries.flatMap(([person, state]) =>
      state === 'waiting' || state === 'accepted' || state === 'unknown' ? [] : [{ person, state }],
    ),
  }
}

function keep(states: Map<string, State>, person: string, state: State, choose: (a: State, b: State) => State): void {
  const old = states.get(person)
  states.set(person, old === undefined ? state : choose(old, state))
}

const better = (a: State, b: State): State => (rank(b) < rank(a) ? b : a)
const rank = (state: State): number =>
  state === 'accepted' ? 0 : state === 'waiting' ? 1 : state === 'unknown' ? 2 : state === 'superseded' ? 4 : 3

/** Of the parts of one text: what is known to be missing, then what may be, then what is still to come. */
const worse = (a: State, b: State): State => (gravity(b) > gravity(a) ? b : a)
const gravity = (state: State): number =>
  state === 'accepted' ? 0 : state === 'superseded' ? 1 : state === 'waiting' ? 2 : state === 'unknown' ? 3 : 4

/** The states in words. */
export const stateNames: Record<FinalState, string> = {
  accepted: '已送达企业微信',
  'not in range': '不在应用可见范围',
  'not activated': '未激活',
  disabled: '账号已禁用',
  'not licensed': '没有接口许可',
  refused: '企业微信拒收',
  unknown: '是否送达待核实',
  superseded: '没有发出，已撤回或过期',
}

type CallRow = RowOf<Collections['calls']>

const Unknown = z.object({ call: z.string() })

/** Tells the office that some of what it released may not have arrived, or that a group does not take it. */
const tellUnknown: Act<z.infer<typeof Unknown>> = async ({ call: id }, desk) => {
  const { tx } = desk
  const call = await tx.calls.get(id)
  const about = noticeOf(call?.about ?? '')
  const released = (await tx.notices.get(about)) ?? (await tx.broadcasts.get(about))
  if (!call || !released) return null
  const people = await toldOf(released, desk)
  if (people.length) await desk.say({ people }, text(await whatHappened(call, tx)))
  return null
}

async function whatHappened({ to, outbox, state, chat }: CallRow, tx: ReadTx): Promise<string> {
  const group = (await tx.outbox.get(outbox))?.group ?? (chat && (await tx.chats.get(chat))?.department) ?? null
  const name = group === null ? '' : ((await tx.departments.get(group))?.name ?? '')
  if (group !== null && state === 'refused') {
    if (chat !== null)
      return `${name}的群没有收到通知：智能机器人在群里发不了言，请在群里 @ 它说句话，这一次请科室转告。`
    return `${name}的群没有收到通知：企业微信不接受这个群机器人的地址。请在群里重新添加后再“绑定”，这一次请科室转告。`
  }
  const whom = group === null ? `${to.length} 人的消息` : `${name}群里的通知`
  return `有 ${whom}是否送达待核实，系统不会自动重发。请回复“送达”查看，或联系信息科。`
}

/** Who released it; where that person is no longer the office, everybody who is. */
async function toldOf({ by, unit }: { by: string; unit: string }, desk: Desk): Promise<string[]> {
  const office = await officeOf(unit, desk)
  return office.includes(by) ? [by] : office
}

export const deliveryActs = { 'delivery.unknown': entry(Unknown, tellUnknown) }
