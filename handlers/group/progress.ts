import type { Desk } from '../act.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { overseenBy } from '../person.ts'
import { readAsked } from '../study/asked.ts'
import { named } from '../study/notice.ts'
import { progressOf } from '../study/progress.ts'
import { allNames, wantsNames } from '../study/report.ts'
import { isOn } from './switches.ts'
import { texts } from './texts.ts'

/**
 * `进度` in a group, by a head or the office: how many, never who, unless the office has switched that on.
 * Of the group's own department where nothing else is named. Null where the answer concerns only who asks.
 */
export async function progressInGroup(rest: string, chat: string, desk: Desk): Promise<string | null> {
  const { tx, who } = desk
  if (!overseenBy(who).length) return null
  const asked = await readAsked('进度', rest.replace(allNames, ' '), desk)
  if ('wrong' in asked) return null
  const organisation = await readOrganisation(tx)
  const overseen = new Set(overseenBy(who).flatMap(id => organisation.subtree(id)))
  const whole = asked.within === null || asked.within === who.leads || asked.within[0] === who.officeOf
  const bound = (await tx.chats.get(chat))?.department
  const within = whole && bound !== undefined && overseen.has(bound) ? [bound] : asked.within
  const progress = await progressOf(tx, asked.notice.id, within)
  if (!progress) return null
  const department = within === null ? null : within.map(id => organisation.label(id)).join('、')
  const counts = texts.counts(named(asked.notice), department, progress)
  if (!wantsNames.test(rest) || !progress.missing) return counts
  if (!(await isOn(tx, 'names', who.officeOf ?? who.unit))) return `${counts}\n${texts.namesElsewhere}`
  await desk.audit({ act: '查看名单', about: asked.notice.id, detail: '在群里' })
  const missing = progress.departments.flatMap(group => group.missing)
  const names = await Promise.all(missing.map(async id => (await tx.people.get(id))?.name ?? id))
  return `${counts}\n${texts.names(names.join('、'))}`
}
