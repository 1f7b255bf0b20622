import type { Desk } from './act.ts'
import { monthIn } from './ids.ts'
import { hour } from './time.ts'

/** How long the code of a send can still change its cards. */
const codeLives = 72 * hour

/** Closes the cards sent about something, for everybody who has one, and stops what has not left. */
export async function closeCards(about: string, words: string, desk: Desk): Promise<void> {
  const { tx, at } = desk
  const after = monthIn(about)
  for (const row of await tx.outbox.list('about', [about], { after })) {
    if (row.state === 'waiting') await tx.outbox.update({ ...row, state: 'superseded', due: null })
  }
  for (const call of await tx.calls.list('about', [about], { after })) {
    if (call.state === 'waiting' && call.firstTry === null) {
      await tx.calls.update({ ...call, state: 'superseded', due: null })
    }
    if (call.responseCode === null || at - (call.firstTry ?? at) >= codeLives) continue
    await desk.say({ people: call.to }, { kind: 'close-all', call: call.id, text: words })
  }
}
