import type { Act, Desk } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { monthIn } from '../ids.ts'
import { hour } from '../time.ts'
import { filesOf, named, noticeOf, remindersOf } from './notice.ts'
import { texts } from './texts.ts'

/** How long the code of a send can still change its cards. */
const codeLives = 72 * hour

/** `撤回 原因`: closes the newest notice, its cards as far as WeCom still lets them change, and says why. */
export const sayWithdraw: Act<Said> = async ({ rest }, desk) => {
  const { tx, who, at } = desk
  const notices = await tx.notices.list('unit', [who.officeOf ?? who.unit])
  const notice = notices
    .filter(row => row.state === 'issued' || row.state === 'scheduled')
    .sort((a, b) => b.at - a.at)[0]
  if (!notice) return texts.nothingToWithdraw
  const why = rest.trim()
  if (!why) return texts.withdrawHow(named(notice))

  await tx.notices.update({ ...notice, state: 'withdrawn', release: null, withdrawn: { at, by: who.id, why } })
  await desk.attest({ type: 'study.withdrawn', notice: notice.id })
  await desk.audit({ act: '撤回', about: notice.id })
  let closed = false
  for (const about of [notice.id, filesOf(notice.id), remindersOf(notice.id)])
    closed = (await takeBack(about, desk)) || closed
  return texts.withdrawnDone(named(notice), closed || notice.state === 'scheduled')
}

/** Stops what has not left and closes the cards that have. Says whether there was a card that still can be closed. */
async function takeBack(about: string, desk: Desk): Promise<boolean> {
  const { tx, at } = desk
  for (const row of await tx.outbox.list('about', [about], { after: monthIn(noticeOf(about)) })) {
    if (row.state === 'waiting') await tx.outbox.update({ ...row, state: 'superseded', due: null })
  }
  let closed = false
  for (const call of await tx.calls.list('about', [about], { after: monthIn(noticeOf(about)) })) {
    if (call.state === 'waiting' && call.firstTry === null) {
      await tx.calls.update({ ...call, state: 'superseded', due: null })
    }
    if (call.responseCode === null || at - (call.firstTry ?? at) >= codeLives) continue
    closed = true
    await desk.say({ people: call.to }, { kind: 'close-all', call: call.id, text: texts.cardWithdrawn })
  }
  return closed
}
