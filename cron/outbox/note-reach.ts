import type { Tx } from '../../store/transaction.ts'
import type { CallRow } from './deps.ts'

/** What WeCom's answer says of a person is remembered, so that the office can name whom messages do not reach. */
export async function noteReach(tx: Tx, call: CallRow, exceptions: Record<string, string>, at: number): Promise<void> {
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
