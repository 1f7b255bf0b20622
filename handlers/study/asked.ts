import type { Desk } from '../act.ts'
import { splitNames } from '../directory/names.ts'
import { findDepartments, namesWithin, readOrganisation } from '../directory/organisation.ts'
import { monthNamed, noticeMeant, type NoticeRow, noticesTo } from './notice.ts'
import { texts } from './texts.ts'

/** What `进度` and `催办` are about. */
export interface Asked {
  notice: NoticeRow
  /** Only these departments, subtrees included: those named, for a head within the own ones. Null is the whole unit. */
  within: readonly string[] | null
}

/** Reads `10月 内科`: the month or words of the title, and departments, in any order; else a sentence that says what to do. */
export async function readAsked(word: string, rest: string, desk: Desk): Promise<Asked | { wrong: string }> {
  const { tx, who, at } = desk
  const unit = who.officeOf ?? who.unit
  const organisation = await readOrganisation(tx)
  const own = who.officeOf === null ? who.leads : null

  const named: string[] = []
  const others: string[] = []
  for (const name of splitNames(rest, namesWithin(organisation, unit))) {
    const { found, ambiguous } = findDepartments(organisation, unit, monthNamed(name, at) ? [] : [name])
    if (ambiguous[0])
      return {
        wrong: texts.whichDepartment(
          name,
          ambiguous[0].choices.map(row => organisation.label(row.id)),
          word,
        ),
      }
    if (found[0]) named.push(found[0].id)
    else others.push(name)
  }
  const words = others.join('')
  const overseen = (own ?? [unit]).flatMap(id => organisation.subtree(id))
  const known = await noticesTo(tx, { unit, above: organisation.unitsAbove(unit), departments: overseen }, at)
  const notice = noticeMeant(known, words, at)
  if (!notice) {
    return { wrong: known.length && words ? texts.noSuchNotice(words, known, word) : texts.noNotice }
  }
  // Of what a unit above has issued, an office sees its own unit.
  const whole = own ?? (notice.unit === unit ? null : [unit])
  if (!own || !named.length) return { notice, within: named.length ? named : whole }
  const mine = new Set(overseen)
  const within = named.filter(id => mine.has(id))
  if (within.length) return { notice, within }
  await desk.audit({ act: word, about: notice.id, outcome: 'refused' })
  return { wrong: texts.notYourDepartment(word) }
}
