import { z } from 'zod'
import { Broken } from '../evidence/broken.ts'
import type { FactRow, OpenCheck } from '../evidence/check.ts'
import { offlineDigest, outsiderDigest } from './record.ts'
import type { OfflineRow, OutsiderRow } from './row.ts'

const Recorded = z.object({
  record: z.string(),
  notice: z.string(),
  person: z.string().default(''),
  department: z.string(),
  version: z.number(),
  words: z.string(),
})
const Ended = z.object({ record: z.string(), how: z.enum(['withdrawn', 'objected']).default('withdrawn') })

const made = (row: OfflineRow | OutsiderRow, fact: FactRow): boolean => {
  const said = Recorded.parse(JSON.parse(fact.data))
  const same = row.notice === said.notice && row.department === said.department && row.version === said.version
  return same && row.fact === fact.id && row.at === fact.at && row.by === fact.who
}
const over = (row: OfflineRow | OutsiderRow, fact: FactRow): boolean =>
  row.state === Ended.parse(JSON.parse(fact.data)).how &&
  row.ended?.fact === fact.id &&
  row.ended.at === fact.at &&
  row.ended.by === fact.who

/** 代录 held against its facts: made, ended, and what of it counts. */
export const offlineRecords: OpenCheck = tx => {
  const met = new Set<string>()
  const hold = (fact: FactRow, record: string, holds: boolean): void => {
    if (!holds) throw new Broken(`fact ${fact.id} says ${fact.type} of ${record}; the record does not`)
    met.add(fact.id)
  }

  async function meetInsider(fact: FactRow, record: string, fits: (row: OfflineRow) => boolean): Promise<void> {
    const row = await tx.offlineRecords.get(record)
    hold(fact, record, row !== undefined && fits(row))
  }
  async function meetOutsider(fact: FactRow, record: string, fits: (row: OutsiderRow) => boolean): Promise<void> {
    const row = await tx.outsiders.get(record)
    hold(fact, record, row !== undefined && fits(row))
  }

  /** What counts is what was recorded last, and says no more than the record. */
  async function checkCounted(row: OfflineRow): Promise<void> {
    const counted = await tx.attendance.get([row.notice, row.person])
    const state = row.state === 'recorded' ? 'counted' : row.state
    const same =
      counted?.state === state &&
      counted.kind === 'offline' &&
      counted.session === null &&
      counted.by === row.by &&
      counted.at === row.at &&
      counted.version === row.version &&
      counted.department === row.department
    if (counted?.fact === row.fact ? !same : !counted || counted.at < row.at) {
      throw new Broken(`offline study of ${row.notice} by ${row.person} does not count as it was recorded`)
    }
  }

  return {
    meet: async fact => {
      if (!/^study\.(?:offline|outsider)/u.test(fact.type)) return
      const { record } = Ended.parse(JSON.parse(fact.data))
      if (fact.type === 'study.offline') {
        const { person, words } = Recorded.parse(JSON.parse(fact.data))
        const isOthers = fact.who !== person
        await meetInsider(
          fact,
          record,
          row => isOthers && made(row, fact) && row.person === person && offlineDigest(row) === words,
        )
      } else if (fact.type === 'study.offline.ended') {
        const own = (row: OfflineRow): boolean => row.state !== 'objected' || fact.who === row.person
        await meetInsider(fact, record, row => over(row, fact) && own(row))
      } else if (fact.type === 'study.outsider') {
        const { words } = Recorded.parse(JSON.parse(fact.data))
        await meetOutsider(fact, record, row => made(row, fact) && outsiderDigest(row) === words)
      } else await meetOutsider(fact, record, row => over(row, fact))
    },
    close: async () => {
      const rows = await tx.offlineRecords.list('all', [])
      for (const row of [...rows, ...(await tx.outsiders.list('all', []))]) {
        const facts = [row.fact, ...(row.ended ? [row.ended.fact] : [])]
        if (facts.some(fact => !met.has(fact)) || (row.state === 'recorded') !== (row.ended === null)) {
          throw new Broken(`offline record ${row.id} is not what was attested`)
        }
      }
      for (const row of rows) await checkCounted(row)
      const known = new Set(rows.map(({ fact }) => fact))
      const notices = await Promise.all(['issued', 'withdrawn'].map(state => tx.notices.list('state', [state])))
      for (const { id } of notices.flat()) {
        for (const { kind, fact, person } of await tx.attendance.list('notice', [id])) {
          if (kind === 'offline' && !known.has(fact))
            throw new Broken(`${person} is counted for ${id} without a record`)
        }
      }
    },
  }
}
