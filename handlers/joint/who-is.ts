import type { ReadTx } from '../../store/transaction.ts'
import { peopleIn, type PersonRow } from '../directory/organisation.ts'
import type { Scope } from './group.ts'
import { level } from './read/sheet.ts'

const compound = /^(?:欧阳|司马|上官|诸葛|夏侯|皇甫|令狐|慕容|尉迟|长孙|司徒|东方|端木)/u
const titles =
  /^(?:科|总|大|支部|党支部)?(副?主任(?:医师)?|副?护士长|副?书记|副?院长|副?科长|副?处长|副?部长|副?所长|组长|负责人)$/u
const titled =
  /^(.*?)((?:科|总|大|支部|党支部)?(?:副?主任(?:医师)?|副?护士长|副?书记|副?院长|副?科长|副?处长|副?部长|副?所长|组长|负责人|医生|老师|护士|大夫|总))$/u

/** Who a name, or a title with or without a surname, may mean among these people. */
function meant(words: string, people: readonly PersonRow[], leads: (person: PersonRow) => boolean): PersonRow[] {
  const said = level(words.trim())
  const exact = people.filter(({ name, id }) => level(name) === said || id === said.toLowerCase())
  if (exact.length) return exact
  // 科主任王新, 王新主任: the name decides.
  const inside = people.filter(({ name }) => said.includes(level(name)) && titles.test(said.replace(level(name), '')))
  if (inside.length) return inside
  const [, surname = '', title = ''] = titled.exec(said) ?? []
  if (!title || (surname && [...surname].length > (compound.test(surname) ? 2 : 1))) return []
  const bearers = surname ? people.filter(({ name }) => level(name).startsWith(surname)) : [...people]
  const office = titles.exec(title)?.[1] ?? ''
  const held = bearers.filter(({ position }) => office && level(position).includes(office.replace(/^副/u, '')))
  if (held.length) return office.startsWith('副') || surname ? held : notDeputies(held)
  return office ? bearers.filter(leads) : surname ? bearers : []
}

/** 主任 alone is the one, unless only deputies have the word in their position. */
function notDeputies(people: PersonRow[]): PersonRow[] {
  const chiefs = people.filter(({ position }) => !position.includes('副'))
  return chiefs.length ? chiefs : people
}

/** People a name may mean: of the departments that met, else of the whole unit. */
export async function peopleMeant(
  tx: ReadTx,
  words: string,
  departments: readonly string[],
  scope: Scope,
): Promise<PersonRow[]> {
  const { organisation, unit } = scope
  const below = departments.flatMap(id => organisation.subtree(id))
  const heads = new Set((await tx.heads.list('all', [])).map(({ person }) => person))
  const leads = (person: PersonRow) => person.leads.length > 0 || heads.has(person.id)
  const near = meant(words, await members(tx, below), leads)
  return near.length ? near : meant(words, await members(tx, organisation.subtree(unit)), leads)
}

/** Names one sign away from what was said: 赵明 for 赵敏. */
export async function namesLike(
  tx: ReadTx,
  words: string,
  departments: readonly string[],
  scope: Scope,
): Promise<string[]> {
  const said = [...level(words)]
  const below = departments.flatMap(id => scope.organisation.subtree(id))
  const names = (await members(tx, below)).map(({ name }) => name)
  const isLike = (name: string): boolean => {
    const signs = [...level(name)]
    return signs.length === said.length && signs.filter((sign, place) => sign !== said[place]).length === 1
  }
  return [...new Set(names.filter(isLike))].slice(0, 3)
}

const members = async (tx: ReadTx, departments: readonly string[]): Promise<PersonRow[]> =>
  (await peopleIn(tx, departments)).map(({ person }) => person)
