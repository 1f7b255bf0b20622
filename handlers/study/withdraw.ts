import type { Act, Desk } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { monthIn } from '../ids.ts'
import { type Saying, text } from '../saying.ts'
import { day, hour, shownTime } from '../time.ts'
import {
  correctionsOf,
  filesOf,
  monthNamed,
  named,
  noticeMonth,
  noticeOf,
  type NoticeRow,
  remindersOf,
} from './notice.ts'
import { texts } from './texts.ts'
import { versionsOf } from './versions.ts'

/** How long the code of a send can still change its cards. */
const codeLives = 72 * hour

/** Which notice `撤回` names before the reason, `10月 附件有误` or `学习通知 附件有误`; without a name the newest is meant. */
function readWithdrawal(rest: string, at: number): { month: string | null; named: boolean; why: string } {
  const [, first = '', reason = ''] = /^(\S+?)的?(?:[\s，,、：:]+(.*))?$/su.exec(rest.trim()) ?? []
  const month = monthNamed(first, at)
  const isNamed = month !== null || /^(?:学习通知|学习|通知)$/u.test(first)
  return { month, named: isNamed, why: (isNamed ? reason : rest).trim() }
}

/** `撤回 原因`: closes a notice, its cards as far as WeCom still lets them change, and says why. */
export const sayWithdraw: Act<Said> = async ({ rest }, desk) => {
  const { tx, who, at } = desk
  const unit = who.officeOf ?? who.unit
  const notices = await tx.notices.list('unit', [unit])
  const standing = notices
    .filter(row => row.state === 'issued' || row.state === 'scheduled')
    .sort((a, b) => b.at - a.at)
  if (!standing.length) return texts.nothingToWithdraw
  const { month, named: isNamed, why } = readWithdrawal(rest, at)
  const notice = standing.find(row => month === null || noticeMonth(row).endsWith(month))
  if (!notice) return texts.noSuchNotice(rest.trim().split(/[\s，,、：:]/u)[0] ?? '', standing, '撤回')
  const others = standing.some(row => row.month !== null && row.month !== notice.month)
  if (!why) return texts.withdrawHow(notice, others)
  // Of two things under way the newer may be meant: the one that cannot be undone is asked about.
  const waiting = (await tx.broadcasts.list('unit', [unit])).some(
    row => row.state === 'scheduled' && row.at >= notice.at,
  )
  if (waiting && !isNamed) return texts.withdrawWhich(named(notice))
  // An impatient second message must not withdraw the notice before it.
  const before = notices.find(row => row.withdrawn?.why === why && at - row.withdrawn.at < day)
  if (before?.withdrawn && month === null)
    return texts.withdrawnSince(named(before), shownTime(before.withdrawn.at, at), named(notice))

  await tx.notices.update({ ...notice, state: 'withdrawn', release: null, withdrawn: { at, by: who.id, why } })
  await desk.attest({ type: 'study.withdrawn', notice: notice.id })
  await desk.audit({ act: '撤回', about: notice.id })
  const corrections = (await versionsOf(tx, notice.id)).map(({ version }) => correctionsOf(notice.id, version))
  for (const about of [notice.id, filesOf(notice.id), remindersOf(notice.id), ...corrections]) {
    await takeBack(about, desk)
  }
  await tellConfirmed(notice, why, desk)
  return texts.withdrawnDone(named(notice), notice.issued === null || at - notice.issued < codeLives)
}

/** Who has confirmed has no open card that would say it. */
async function tellConfirmed(notice: NoticeRow, why: string, desk: Desk): Promise<void> {
  const people = (await desk.tx.confirmations.list('notice', [notice.id])).map(row => row.person)
  if (people.length) await desk.say({ people }, text(texts.withdrawnTold(named(notice), why)))
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
