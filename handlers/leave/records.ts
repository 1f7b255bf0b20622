import { z } from 'zod'
import type { ReadTx } from '../../store/transaction.ts'
import { Broken } from '../evidence/broken.ts'
import type { FactRow, OpenCheck } from '../evidence/check.ts'
import { hashOf } from '../study/notice.ts'
import type { RequestRow } from './request.ts'

const Asked = z.object({
  request: z.string(),
  notice: z.string(),
  kind: z.string(),
  department: z.string(),
  why: z.string(),
})
const Step = z.object({
  request: z.string(),
  notice: z.string(),
  decision: z.string().default(''),
  words: z.string().default(''),
})

/** How each kind of fact must stand in the row it is about. */
const agrees: Record<string, (row: RequestRow, fact: FactRow) => boolean> = {
  'study.requested': (row, fact) => {
    const { notice, kind, department, why } = Asked.parse(JSON.parse(fact.data))
    const same = row.notice === notice && row.kind === kind && row.department === department
    return same && row.fact === fact.id && row.at === fact.at && row.person === fact.who && hashOf(row.why) === why
  },
  'study.request.decided': (row, fact) => {
    const { decision } = Step.parse(JSON.parse(fact.data))
    const { decided, state } = row
    const stands = state === decision || (state === 'withdrawn' && decision === 'granted')
    return stands && decided?.fact === fact.id && decided.by === fact.who && decided.at === fact.at
  },
  'study.request.explained': ({ answer, decided }, fact) => {
    const { words } = Step.parse(JSON.parse(fact.data))
    const its = answer?.fact === fact.id && answer.at === fact.at && hashOf(answer.words) === words
    return its && decided?.by === fact.who
  },
  'study.request.withdrawn': ({ state, withdrawn, person }, fact) =>
    state === 'withdrawn' && withdrawn?.fact === fact.id && withdrawn.at === fact.at && person === fact.who,
}

const states = ['asked', 'granted', 'refused', 'withdrawn'] as const

/** 请假, 免学 and 异议 held against their facts: asked, decided, explained, taken back. */
export const leaveRecords: OpenCheck = (tx: ReadTx) => {
  /** Fact ids that were met and agree. */
  const met = new Set<string>()
  return {
    meet: async fact => {
      const holds = agrees[fact.type]
      if (!holds) return
      const { request } = Step.parse(JSON.parse(fact.data))
      const row = await tx.requests.get(request)
      if (!row || !holds(row, fact)) {
        throw new Broken(`fact ${fact.id} says ${fact.type} of ${request}; the record does not`)
      }
      met.add(fact.id)
    },
    close: async () => {
      for (const state of states) {
        for (const row of await tx.requests.list('state', [state])) {
          const facts = [row.fact, row.decided?.fact, row.answer?.fact, row.withdrawn?.fact]
          const lacking = facts.some(fact => fact !== undefined && !met.has(fact))
          if (lacking || !isWhole(row)) throw new Broken(`request ${row.id} by ${row.person} is not what was attested`)
        }
      }
    },
  }
}

/** The state says nothing that the parts do not. */
function isWhole({ state, decided, withdrawn, answer, person }: RequestRow): boolean {
  if (decided?.by === person || (answer !== null && decided === null)) return false
  if (state === 'asked') return decided === null && withdrawn === null
  return state === 'withdrawn' ? withdrawn !== null : decided !== null && withdrawn === null
}
