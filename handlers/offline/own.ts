import { type LinesOf, receiptAt } from '../receipt/line.ts'
import { texts } from './texts.ts'

/** 代录 in one's own records: who recorded it, and how it ended. Never the person's own act. */
export const offlineLines: LinesOf = async (tx, person, notice) =>
  Promise.all(
    (await tx.offlineRecords.list('own', [notice.id, person])).map(async row => ({
      at: row.at,
      what: texts.recordedBy((await tx.people.get(row.by))?.name ?? row.by),
      how: texts.record(row, row.ended?.at ?? row.at),
      receipt: await receiptAt(tx, row.fact),
      text: null,
    })),
  )
