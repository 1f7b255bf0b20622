import type { ReadTx } from '../../store/transaction.ts'
import type { Desk } from '../act.ts'
import { closeCards } from '../close-cards.ts'
import { day, monthOf } from '../time.ts'
import type { SecondRow } from './row.ts'
import { texts } from './texts.ts'

/** How long a request is found in chat. */
const lookBack = 31 * day

/** What a unit has set: a second officer is needed for more than so many people; null is off. */
export async function overOf(tx: Pick<ReadTx, 'settings'>, unit: string): Promise<number | null> {
  const row = await tx.settings.get(settingId(unit))
  return row && row.value !== '' ? Number(row.value) : null
}

export const settingId = (unit: string): string => `second.over:${unit}`

/** What waits in a unit, the oldest first. */
export const waitingIn = ({ tx, at }: Pick<Desk, 'tx' | 'at'>, unit: string): Promise<SecondRow[]> =>
  tx.seconds.list('state', [unit, 'asked'], { after: monthOf(at - lookBack) })

/** What waits for this person: one of those asked, still of that office, and never who asked. */
export async function waitingFor(desk: Desk): Promise<SecondRow[]> {
  const { who } = desk
  if (who.officeOf === null) return []
  const rows = await waitingIn(desk, who.officeOf)
  const mine: SecondRow[] = []
  for (const row of rows) {
    if (row.asked.includes(who.id) && row.by !== who.id && (await stands(row, desk))) mine.push(row)
  }
  return mine
}

/** Whether it is still about what lies open: a draft that was changed, released or dropped since is not. */
export async function stands({ draft, revision }: SecondRow, { tx }: Pick<Desk, 'tx'>): Promise<boolean> {
  if (draft === null) return true
  const row = await tx.drafts.get(draft)
  return row?.state === 'preview' && row.revision === revision
}

/** What was asked for a draft is asked no more: it was changed, or dropped. Closes the cards. */
export async function voidSecond(draft: string, desk: Desk): Promise<void> {
  for (const row of await desk.tx.seconds.list('draft', [draft])) {
    if (row.state !== 'asked') continue
    await desk.tx.seconds.update({ ...row, state: 'void' })
    await closeCards(row.id, texts.cardVoid, desk)
  }
}
