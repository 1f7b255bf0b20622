import type { Desk } from '../act.ts'
import { splitNames } from '../directory/names.ts'
import { findPeople, peopleIn, type PersonRow, readOrganisation } from '../directory/organisation.ts'
import { texts } from './texts.ts'

/** People of the officer's unit by name, or the sentence that asks. */
export async function peopleNamed(
  words: string,
  word: string,
  desk: Desk,
): Promise<{ people: PersonRow[] } | { asks: string }> {
  const organisation = await readOrganisation(desk.tx)
  const departments = organisation.subtree(desk.who.officeOf ?? organisation.root)
  const known = new Set((await peopleIn(desk.tx, departments)).map(({ person }) => person.name))
  const names = splitNames(words, { exact: name => known.has(name), near: name => known.has(name) })
  if (!names.length) return { asks: texts.who(word) }
  const { found, missing, ambiguous } = await findPeople(desk.tx, departments, names)
  const [doubt] = ambiguous
  if (doubt) return { asks: texts.several(doubt.name, doubt.choices, id => organisation.get(id)?.name ?? '') }
  return missing.length ? { asks: texts.missing(missing) } : { people: found }
}

/** `张三、李四` */
export const namesOf = (people: readonly PersonRow[]): string => people.map(person => person.name).join('、')
