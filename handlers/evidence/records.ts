import { z } from 'zod'
import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { ReadTx } from '../../store/transaction.ts'
import { audienceDigest, hashOf, type NoticeRow, wholeText } from '../study/notice.ts'
import { Broken } from './broken.ts'

type FactRow = RowOf<Collections['facts']>

const Confirmed = z.object({ notice: z.string(), hash: z.string(), by: z.string() })
const Reached = z.object({ notice: z.string(), hash: z.string() })
const Issued = z.object({ notice: z.string(), hash: z.string(), title: z.string(), audience: z.string() })

/** The records of studies held against their facts: each fact as it is met, then each record that should have one. */
export interface Records {
  /** Throws `Broken` where the record of a fact says something else. */
  meet(fact: FactRow): Promise<void>
  /** Throws `Broken` where a record has no fact. Gives the number of confirmations. */
  close(): Promise<number>
}

export function recordsOf(tx: ReadTx): Records {
  const confirmed = new Map<string, number>()
  const reached = new Map<string, number>()
  const issued = new Map<string, z.infer<typeof Issued>>()

  async function meetConfirmed(fact: FactRow): Promise<void> {
    const fields = Confirmed.parse(JSON.parse(fact.data))
    const row = await tx.confirmations.get([fields.notice, fact.who])
    const asked = await tx.audience.get([fields.notice, fact.who])
    const agrees = row?.fact === fact.id && row.at === fact.at && row.hash === fields.hash && row.by === fields.by
    if (!agrees || row.department !== asked?.department) {
      throw new Broken(`fact ${fact.id} says that ${fact.who} confirmed ${fields.notice}; the record does not`)
    }
    more(confirmed, fields.notice)
  }

  async function meetReached(fact: FactRow): Promise<void> {
    const { notice } = Reached.parse(JSON.parse(fact.data))
    const row = await tx.reached.get([notice, fact.who])
    if (row?.fact !== fact.id || row.at !== fact.at) {
      throw new Broken(`fact ${fact.id} says that ${fact.who} reached the end of ${notice}; the record does not`)
    }
    more(reached, notice)
  }

  async function closeNotice(notice: NoticeRow): Promise<number> {
    const { id } = notice
    const fields = issued.get(id)
    if (!fields) throw new Broken(`${id} was issued without a fact`)
    const text = hashOf(wholeText(notice))
    if (text !== notice.hash || text !== fields.hash) throw new Broken(`the text of ${id} is not the one issued`)
    if (hashOf(notice.title) !== fields.title) throw new Broken(`the title of ${id} is not the one issued`)
    const audience = audienceDigest(await tx.audience.list('notice', [id]))
    if (audience !== fields.audience) throw new Broken(`the audience of ${id} is not the one it was issued to`)
    if ((await tx.reached.count('notice', [id])) !== (reached.get(id) ?? 0)) {
      throw new Broken(`${id} has ends of text without a fact`)
    }
    const kept = await tx.confirmations.count('notice', [id])
    if (kept === (confirmed.get(id) ?? 0)) return kept
    for (const row of await tx.confirmations.list('notice', [id])) {
      if (!(await tx.facts.get(row.fact))) throw new Broken(`confirmation of ${id} by ${row.person} has no fact`)
    }
    throw new Broken(`${id} has ${kept} confirmations, but ${confirmed.get(id) ?? 0} facts`)
  }

  return {
    meet: async fact => {
      if (fact.type === 'study.confirmed') await meetConfirmed(fact)
      else if (fact.type === 'study.reached') await meetReached(fact)
      else if (fact.type === 'study.issued') {
        const fields = Issued.parse(JSON.parse(fact.data))
        issued.set(fields.notice, fields)
      }
    },
    close: async () => {
      const notices = await Promise.all(['issued', 'withdrawn'].map(state => tx.notices.list('state', [state])))
      let confirmations = 0
      // A scheduled one that was taken back before its moment was never issued.
      for (const notice of notices.flat()) if (notice.issued !== null) confirmations += await closeNotice(notice)
      return confirmations
    },
  }
}

const more = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
