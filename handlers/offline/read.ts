import type { Desk } from '../act.ts'
import { readDate } from '../chat/when.ts'
import { splitNames } from '../directory/names.ts'
import { findDepartments, findPeople, peopleIn, type PersonRow, readOrganisation } from '../directory/organisation.ts'
import { texts as office } from '../office/texts.ts'
import { overseenBy } from '../person.ts'
import { monthNamed } from '../study/notice.ts'
import { addDays, dateOf } from '../time.ts'
import type { OutsiderRow, Told } from './row.ts'
import { texts } from './texts.ts'

export type Outsider = Pick<OutsiderRow, 'name' | 'category' | 'department'>

/** What `代录 …` names; nothing is guessed. */
export interface Reading extends Told {
  people: PersonRow[]
  outsiders: Outsider[]
  /** The study month that was named, see `monthNamed`. */
  month: string | null
}

const categories =
  /^(?:规培|进修|实习|见习|外包|第三方|劳务派遣|派遣|返聘|保洁|保安|护工|临时|临聘|研究生|其他)(?:生|医师|医生|护士|人员|学员|工|职工)?$/u
const fillers = /^(?:已|在)?(?:参加)?(?:线下|书面|纸质)?(?:集体)?学习?(?:了|过|完)?$|^线下$/u

/** The departments for whose people this person may record. */
export async function scopeOf({ tx, who }: Desk): Promise<string[]> {
  const organisation = await readOrganisation(tx)
  return [...new Set(overseenBy(who).flatMap(id => organisation.subtree(id)))]
}

/** Reads `张三、李四 11月20日 示教室 产假在家学习` or `刘某某 规培 内科`; else a sentence that says what to do. */
export async function readOffline(rest: string, desk: Desk): Promise<Reading | { asks: string }> {
  const { tx, who, at } = desk
  const organisation = await readOrganisation(tx)
  const everybody = await peopleIn(tx, organisation.subtree(organisation.root))
  const known = new Set(everybody.flatMap(({ person }) => [person.name, person.id]))
  const isKnown = (name: string): boolean => known.has(name) || known.has(name.toLowerCase())
  const { names, others } = namesFirst(rest, isKnown)
  if (!names.length) return { asks: texts.how }

  const scope = await scopeOf(desk)
  const { found, ambiguous, missing } = await findPeople(tx, scope, names)
  const [doubt] = ambiguous
  if (doubt) return { asks: office.several(doubt.name, doubt.choices, id => organisation.label(id)) }
  const elsewhere = missing.filter(isKnown)
  if (elsewhere.length) return { asks: texts.notYours(elsewhere) }
  if (found.some(({ id }) => id === who.id)) return { asks: texts.notYourself }

  const strangers = missing
  const told = readOthers(others, at)
  const places = strangers.length ? told.words : []
  const departments = places.map(word => findDepartments(organisation, organisation.root, [word]).found[0])
  const department = departments.find(row => row && scope.includes(row.id))?.id ?? onlyLed(desk)
  if (strangers.length && department === null) return { asks: texts.needsDepartment(strangers) }
  if (told.date !== null && told.date > dateOf(at)) return { asks: texts.future(told.date, at) }
  const isPlace = (word: string): boolean => departments[places.indexOf(word)]?.id === department && department !== null
  const category = strangers.length ? (told.words.find(word => categories.test(word)) ?? '') : ''
  return {
    people: [...new Map(found.map(person => [person.id, person])).values()],
    outsiders: strangers.map(name => ({ name, category, department: department ?? '' })),
    date: told.date,
    month: told.month,
    note: told.words.filter(word => word !== category && !(strangers.length && isPlace(word))).join(' '),
  }
}

/** The department of a head who has one; the office has to say which. */
const onlyLed = ({ who }: Desk): string | null =>
  who.officeOf === null && who.leads.length === 1 ? (who.leads[0] ?? null) : null

/** The names stand first: the first group whole, then groups of known names only, since 示教室 looks like one. */
function namesFirst(rest: string, isKnown: (name: string) => boolean): { names: string[]; others: string[] } {
  const groups = rest
    .replace(/\s*[、;；]\s*/gu, '、')
    .split(/[\s，,（）()：:。]+/u)
    .filter(Boolean)
  const split = (group: string): string[] => splitNames(group, { exact: isKnown, near: () => false })
  const names: string[] = []
  let place = 0
  for (const group of groups) {
    const pieces = split(group)
    const fits = place === 0 ? !fillers.test(group) && !categories.test(group) : pieces.every(isKnown)
    if (!fits) break
    names.push(...pieces)
    place++
  }
  return { names, others: groups.slice(place) }
}

/** Day, month and the other words, in any order. */
function readOthers(
  words: readonly string[],
  at: number,
): { date: string | null; month: string | null; words: string[] } {
  let date: string | null = null
  let month: string | null = null
  const rest: string[] = []
  for (const word of words) {
    if (fillers.test(word)) continue
    const [, day = '', more = ''] =
      /^((?:\d{4}年)?\d{1,2}月\d{1,2}[日号]|\d{1,2}[日号]|今[天日]|昨[天日]|前[天日])(.*)$/u.exec(word) ?? [null, word]
    const read = dayNamed(day, at)
    if (read !== null && date === null) {
      date = read
      if (more && !fillers.test(more)) rest.push(more)
    } else if (month === null && monthNamed(word, at) !== null) month = monthNamed(word, at)
    else rest.push(word)
  }
  return { date, month, words: rest }
}

function dayNamed(words: string, at: number): string | null {
  if (/^前[天日]$/u.test(words)) return addDays(dateOf(at), -2)
  return readDate(words.replace(/^昨日$/u, '昨天'), at)
}
