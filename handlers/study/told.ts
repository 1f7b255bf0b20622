import type { Tx } from '../../store/transaction.ts'
import { monthIn } from '../ids.ts'
import { correctionsOf, type NoticeRow } from './notice.ts'

/**
 * Whether somebody was told of the newest correction of substance: WeCom has taken its card for this person, or the bot
 * has answered with it. Nobody confirms by word what they have not heard of.
 */
export async function wasTold(tx: Tx, { id, asks }: NoticeRow, person: string): Promise<boolean> {
  if (asks === 1 || ((await tx.shown.get([id, person]))?.version ?? 0) >= asks) return true
  const calls = await tx.calls.list('about', [correctionsOf(id, asks)], { after: monthIn(id) })
  return calls.some(call => call.state === 'accepted' && call.to.includes(person) && !(person in call.exceptions))
}

/** The bot answers with the corrected notice. */
export const nowTold = (tx: Tx, { id, version }: NoticeRow, person: string): Promise<void> =>
  tx.shown.put({ notice: id, person, version })
