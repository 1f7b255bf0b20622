import { z } from 'zod'
import type { ReadTx } from '../../store/transaction.ts'
import type { FactRow } from '../evidence/check.ts'
import type { Person } from '../person.ts'
import { named } from '../study/notice.ts'
import { texts } from './texts.ts'

/** What facts have in common, as far as they do. */
const Fields = z.object({
  notice: z.string().optional(),
  person: z.string().optional(),
  unit: z.string().optional(),
  hash: z.string().optional(),
  version: z.number().optional(),
})
export type Fields = z.infer<typeof Fields>

export const fieldsOf = (fact: FactRow): Fields => Fields.parse(JSON.parse(fact.data))

/** Whether a fact is about this person: done by, or recorded for. */
export async function isAbout(tx: ReadTx, fact: FactRow, person: string): Promise<boolean> {
  const { notice, person: object } = fieldsOf(fact)
  if (fact.who === person || object === person) return true
  // A joint session, or one recorded for somebody else: the attendance names the fact.
  return notice !== undefined && (await tx.attendance.get([notice, person]))?.fact === fact.id
}

/** Whether the office of this person is that of the fact's unit. */
export async function isOurs(tx: ReadTx, fact: FactRow, { officeOf }: Person): Promise<boolean> {
  if (officeOf === null) return false
  const { notice, unit } = fieldsOf(fact)
  return officeOf === (notice === undefined ? unit : (await tx.notices.get(notice))?.unit)
}

/** What a fact says, in words: `确认已学习《…》`. */
export async function saidBy(tx: ReadTx, fact: FactRow): Promise<string> {
  const { notice: id } = fieldsOf(fact)
  const notice = id === undefined ? undefined : await tx.notices.get(id)
  return `${texts.deeds[fact.type] ?? texts.otherDeed}${notice ? named(notice) : ''}`
}
