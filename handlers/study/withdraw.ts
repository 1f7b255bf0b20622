import type { Act, Desk } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { monthIn } from '../ids.ts'
import type { Saying } from '../saying.ts'
import { day, hour, shownTime } from '../time.ts'
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
  // An impatient second message must not withdraw the notice before it.
  const before = notices.find(row => row.withdrawn?.why === why && at - row.withdrawn.at < day)
  if (before?.withdrawn) return texts.withdrawnSince(named(before), shownTime(before.withdrawn.at, at), named(notice))

  await tx.notices.update({ ...notice, state: 'withdrawn', release: null, withdrawn: { at, by: who.id, why } })
  await desk.attest({ type: 'study.withdrawn', notice: notice.id })
  await desk.audit({ act: '撤回', about: notice.id })
  for (const about of [notice.id, filesOf(notice.id), remindersOf(notice.id)]) await takeBack(about, desk)
  return texts.withdrawnDone(named(notice), notice.issued === null || at - notice.issued < codeLives)
}

/** What closes the cards of a call; also of one that WeCom took just after its notice was withdrawn. */
export const closeLate = (call: string): Saying => ({ kind: 'close-all', call, text: texts.cardWithdrawn })

/** Stops what has not left and closes the cards that have. */
async function takeBack(about: string, desk: Desk): Promise<void> {
  const { tx, at } = desk
  for (const row of await tx.outbox.list('about', [about], { after: monthIn(noticeOf(about)) })) {
    if (row.state === 'waiting') await tx.outbox.update({ ...row, state: 'superseded', due: null })
  }
  for (const call of await tx.calls.list('about', [about], { after: monthIn(noticeOf(about)) })) {
    if (call.state === 'waiting') {
      // One under way is tried no more, and its cards are closed should it have arrived, see `closeLate`.
      const state = call.firstTry === null ? 'superseded' : 'unknown'
      await tx.calls.update({ ...call, state, due: null })
    }
    if (call.responseCode === null || at - (call.firstTry ?? at) >= codeLives) continue
    await desk.say({ people: call.to }, closeLate(call.id))
  }
}
