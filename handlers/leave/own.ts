import type { ReadTx } from '../../store/transaction.ts'
import { type LinesOf, receiptAt } from '../receipt/line.ts'
import { kindNames, type RequestRow } from './request.ts'
import { texts } from './texts.ts'

/** 请假, 免学 and 异议 in one's own records: what was asked, and who decided it when. */
export const requestLines: LinesOf = async (tx, person, notice) =>
  Promise.all(
    (await tx.requests.list('own', [notice.id, person])).map(async row => ({
      at: row.at,
      what: `${row.kind === 'objection' ? '提出' : '申请'}${kindNames[row.kind]}`,
      how: texts.record(row, await decider(tx, row), row.withdrawn?.at ?? row.decided?.at ?? row.at),
      receipt: await receiptAt(tx, row.fact),
      text: null,
    })),
  )

const decider = async (tx: ReadTx, { decided }: RequestRow): Promise<string> =>
  decided ? ((await tx.people.get(decided.by))?.name ?? decided.by) : ''
