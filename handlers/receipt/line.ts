import type { Instant } from '../../store/collection.ts'
import type { ReadTx } from '../../store/transaction.ts'
import type { NoticeRow } from '../study/notice.ts'
import { receiptOf } from './code.ts'

/** One thing that is recorded about a person, as that person sees it. */
export interface RecordLine {
  at: Instant
  /** `确认已学习` */
  what: string
  /** 卡片按钮、阅读页面、聊天回复; who recorded it; empty where there is nothing to add. */
  how: string
  /** The code of its receipt, and whether its fact is sealed; null where it has none. */
  receipt: { code: string; sealed: boolean } | null
  /** The SHA-256 of the text it is about, hex, and which version that is; null where it is about no text. */
  text: { hash: string; version: number } | null
}

/** What one notice has of a person, in the order it happened. A few reads in the month of the notice. */
export type LinesOf = (tx: ReadTx, person: string, notice: NoticeRow) => Promise<RecordLine[]>

/** The receipt of a fact; `kept` is its code where the record has it, so that no month of facts is opened for it. */
export async function receiptAt(tx: ReadTx, fact: string, kept?: string): Promise<RecordLine['receipt']> {
  const code = kept ?? receiptOf(await tx.facts.get(fact))
  return code ? { code, sealed: (await tx.unsealed.get(fact)) === undefined } : null
}
