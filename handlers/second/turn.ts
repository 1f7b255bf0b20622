import type { Answer, Desk } from '../act.ts'
import { stands } from './request.ts'
import type { SecondRow } from './row.ts'
import { texts } from './texts.ts'

/** What deciding came to: what is said, and what the card shows from then on; null leaves the card as it is. */
export interface Outcome {
  said: Answer
  card: string | null
  done: boolean
}

/** Why this person cannot decide (any more); null where it is the person's turn. */
export async function cannotDecide(row: SecondRow, desk: Desk): Promise<Outcome | null> {
  const { tx, who, at } = desk
  const no = (said: string, card: string | null = null): Outcome => ({ said, card, done: false })
  if (who.officeOf !== row.unit || row.by === who.id || !row.asked.includes(who.id)) {
    await desk.audit({ act: texts.agree(row), about: row.by, outcome: 'refused' })
    return no(row.by === who.id ? texts.notOwn : texts.notYours)
  }
  if (row.decided !== null) {
    const by = (await tx.people.get(row.decided.by))?.name ?? row.decided.by
    return no(texts.decidedBefore(row, by, at), row.state === 'agreed' ? texts.cardAgreed(by) : texts.cardRefused(by))
  }
  if (row.state === 'void' || !(await stands(row, desk))) return no(texts.changed, texts.cardVoid)
  return null
}
