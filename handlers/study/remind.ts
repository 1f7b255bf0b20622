import type { Act } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { dateOf, day, endOf, shownTime } from '../time.ts'
import { readAsked } from './asked.ts'
import { reminderCard } from './card.ts'
import { named, remindersOf } from './notice.ts'
import { progressOf } from './progress.ts'
import { texts } from './texts.ts'

const again = /再次催办|再次|再催/gu

/** `催办`: the office reminds its unit, a head the own departments, or those named; only those missing when it leaves are told. */
export const sayRemind: Act<Said> = async ({ rest }, desk) => {
  const { tx, who, at } = desk
  const twice = rest.search(again) >= 0
  const asked = await readAsked('催办', rest.replace(again, ' '), desk)
  if ('wrong' in asked) return asked.wrong
  const { notice, within } = asked
  if (notice.state !== 'issued') return texts.isWithdrawn(named(notice))
  const progress = await progressOf(tx, notice.id, within)
  const gone = new Set(progress?.gone)
  const missing = progress?.departments.flatMap(group => group.missing).filter(id => !gone.has(id)) ?? []
  if (!missing.length) return progress?.missing ? texts.onlyGoneMissing : texts.nobodyMissing

  // Sent twice by a slip of the thumb is what people complain of: the same day asks once more.
  const whom = who.officeOf ?? who.id
  const settingId = `study.reminded:${notice.id}:${[whom, ...(rest.trim() && within ? within : [])].join('+')}`
  const last = Number((await tx.settings.get(settingId))?.value ?? 0)
  if (last && dateOf(last) === dateOf(at) && !twice) return texts.remindedToday(shownTime(last, at), rest.trim())
  await tx.settings.put({ id: settingId, value: String(at) })

  const until = Math.max(endOf(notice.due), at + day)
  await desk.say({ people: missing }, reminderCard(notice, at), {
    about: remindersOf(notice.id),
    unless: notice.id,
    until,
  })
  await desk.audit({ act: '催办', about: notice.id, detail: `${missing.length} 人` })
  return texts.reminded(missing.length)
}
