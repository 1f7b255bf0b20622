import { z } from 'zod'
import { Broken } from '../evidence/broken.ts'
import type { FactRow, OpenCheck } from '../evidence/check.ts'
import { receiptOf } from '../receipt/code.ts'
import { audienceDigest, hashOf, type NoticeRow } from './notice.ts'
import { checkVersions, Corrected, Issued } from './records-versions.ts'

const Confirmed = z.object({ notice: z.string(), hash: z.string(), by: z.string(), version: z.number().default(1) })
const Reached = z.object({ notice: z.string(), hash: z.string(), version: z.number().default(1) })

/** Studies held against their facts: versions of the text, audience, ends of text, confirmations of all versions. */
export const studyRecords: OpenCheck = (tx, counts) => {
  const confirmed = new Map<string, number>()
  const reached = new Map<string, number>()
  const issued = new Map<string, Issued>()
  const corrected = new Map<string, Map<string, Corrected>>()

  async function meetConfirmed(fact: FactRow): Promise<void> {
    const fields = Confirmed.parse(JSON.parse(fact.data))
    const { notice, version } = fields
    const newest = await tx.confirmations.get([notice, fact.who])
    const row =
      newest && newest.version !== version
        ? await tx.earlierConfirmations.get([notice, fact.who, String(version)])
        : newest
    const asked = await tx.audience.get([notice, fact.who])
    const agrees =
      row?.fact === fact.id &&
      row.at === fact.at &&
      row.hash === fields.hash &&
      row.by === fields.by &&
      (row.receipt === undefined || row.receipt === receiptOf(fact)) &&
      Number(row.version) === version
    if (!agrees || row.department !== asked?.department) {
      throw new Broken(`fact ${fact.id} says that ${fact.who} confirmed ${notice}; the record does not`)
    }
    more(confirmed, notice)
  }

  async function meetReached(fact: FactRow): Promise<void> {
    const { notice, version } = Reached.parse(JSON.parse(fact.data))
    const row = await tx.reached.get([notice, fact.who])
    // Who has read a later version to its end has one row, of that one.
    if (row && row.version > version) return
    if (row?.fact !== fact.id || row.at !== fact.at || row.version !== version) {
      throw new Broken(`fact ${fact.id} says that ${fact.who} reached the end of ${notice}; the record does not`)
    }
    more(reached, notice)
  }

  async function closeNotice(notice: NoticeRow): Promise<void> {
    const { id } = notice
    const fields = issued.get(id)
    if (!fields) throw new Broken(`${id} was issued without a fact`)
    const hashes = await checkVersions(tx, notice, fields, corrected.get(id) ?? new Map<string, Corrected>())
    const audience = audienceDigest(await tx.audience.list('notice', [id]))
    const asked = await tx.asked.get(id)
    if (audience !== fields.audience || (asked && hashOf(asked.people) !== audience)) {
      throw new Broken(`the audience of ${id} is not the one it was issued to`)
    }
    if ((await tx.reached.count('notice', [id])) !== (reached.get(id) ?? 0)) {
      throw new Broken(`${id} has ends of text without a fact`)
    }
    const rows = [
      ...(await tx.confirmations.list('notice', [id])),
      ...(await tx.earlierConfirmations.list('notice', [id])),
    ]
    for (const { hash, person, version } of rows) {
      if (hashes[Number(version) - 1] !== hash) {
        throw new Broken(`${person} confirmed version ${version} of ${id} with another text`)
      }
    }
    counts.confirmations += rows.length
    if (rows.length === (confirmed.get(id) ?? 0)) return
    for (const row of rows) {
      if (!(await tx.facts.get(row.fact))) throw new Broken(`confirmation of ${id} by ${row.person} has no fact`)
    }
    throw new Broken(`${id} has ${rows.length} confirmations, but ${confirmed.get(id) ?? 0} facts`)
  }

  return {
    meet: async fact => {
      if (fact.type === 'study.confirmed') await meetConfirmed(fact)
      else if (fact.type === 'study.reached') await meetReached(fact)
      else if (fact.type === 'study.issued') {
        const fields = Issued.parse(JSON.parse(fact.data))
        issued.set(fields.notice, fields)
      } else if (fact.type === 'study.corrected') {
        const fields = Corrected.parse(JSON.parse(fact.data))
        const all = corrected.get(fields.notice) ?? new Map<string, Corrected>()
        corrected.set(fields.notice, all.set(fact.id, fields))
      }
    },
    close: async () => {
      const notices = await Promise.all(['issued', 'withdrawn'].map(state => tx.notices.list('state', [state])))
      // A scheduled one that was taken back before its moment was never issued.
      for (const notice of notices.flat()) if (notice.issued !== null) await closeNotice(notice)
    },
  }
}

const more = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
