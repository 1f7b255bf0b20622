import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { ReadTx } from '../../store/transaction.ts'
import type { KnownNames } from './names.ts'

export type PersonRow = RowOf<Collections['people']>
export type DepartmentRow = RowOf<Collections['departments']>

/** The departments that still exist, as a tree in the order WeCom shows them. */
export interface Organisation {
  readonly root: string
  get(id: string): DepartmentRow | undefined
  /** The department and everything under it, in organisation order. */
  subtree(id: string): string[]
  /** From the root's child down to the department, joined by ` / `; the root's own name for the root. */
  path(id: string): string
  /** Its name; with those above it where several have the same: `外科/护理组`. One that is gone says so. */
  label(id: string): string
  /** The units above a unit, the nearest first; the root counts as one. */
  unitsAbove(unit: string): string[]
  /** The innermost unit a department belongs to. */
  unitOf(id: string): string
}

/** Reads the whole tree: for acts of the office, not for a confirmation. */
export async function readOrganisation(tx: ReadTx): Promise<Organisation> {
  const all = await tx.departments.list('all', [])
  const rows = all.filter(row => row.gone === null)
  const gone = new Map(all.filter(row => row.gone !== null).map(row => [row.id, row.name]))
  const units = new Set((await tx.units.list('all', [])).map(row => row.id))
  const byId = new Map(rows.map(row => [row.id, row]))
  const children = new Map<string, DepartmentRow[]>()
  for (const row of rows) children.set(row.parent, [...(children.get(row.parent) ?? []), row])
  for (const list of children.values()) list.sort(inOrder)
  const root = rows.find(row => !byId.has(row.parent))?.id ?? '1'

  const upward = (id: string): DepartmentRow[] => {
    const found: DepartmentRow[] = []
    for (let row = byId.get(id); row && !found.includes(row); row = byId.get(row.parent)) found.push(row)
    return found
  }
  const path = (id: string): string => {
    const names = upward(id).map(row => row.name)
    return names.length > 1 ? names.slice(0, -1).reverse().join(' / ') : (names[0] ?? '')
  }
  const bearers = new Map<string, number>()
  for (const { name } of rows) bearers.set(name, (bearers.get(name) ?? 0) + 1)
  const subtree = (id: string): string[] => [id, ...(children.get(id) ?? []).flatMap(child => subtree(child.id))]
  return {
    root,
    get: id => byId.get(id),
    subtree,
    path,
    label: id => {
      const name = byId.get(id)?.name
      if (name === undefined) return gone.has(id) ? `${gone.get(id) ?? ''}（已撤销）` : '已撤销的部门'
      return (bearers.get(name) ?? 0) > 1 ? path(id).replaceAll(' / ', '/') : name
    },
    unitsAbove: unit =>
      upward(unit)
        .slice(1)
        .flatMap(({ id }) => (units.has(id) || id === root ? [id] : [])),
    unitOf: id => upward(id).find(row => units.has(row.id))?.id ?? root,
  }
}

/** WeCom's order among siblings: the larger number first, then by id. */
function inOrder(a: DepartmentRow, b: DepartmentRow): number {
  return b.order - a.order || (a.id < b.id ? -1 : 1)
}

/** The people in these departments who are still there, in organisation order, each once in the first department listed. */
export async function peopleIn(tx: ReadTx, departments: readonly string[]): Promise<Member[]> {
  const place = new Map(departments.map((id, index) => [id, index]))
  const members: Member[] = []
  for (const person of await tx.people.list('all', [])) {
    if (person.left !== null || person.status === 5) continue
    const department = person.departments.find(id => place.has(id))
    if (department !== undefined) members.push({ person, department })
  }
  return members.sort(
    (a, b) =>
      (place.get(a.department) ?? 0) - (place.get(b.department) ?? 0) ||
      b.person.order - a.person.order ||
      (a.person.id < b.person.id ? -1 : 1),
  )
}

export interface Member {
  person: PersonRow
  /** The one of the person's departments by which it was found. */
  department: string
}

export type Found<T> = { found: T[]; missing: string[]; ambiguous: { name: string; choices: T[] }[] }

/** The names of the departments in a subtree. */
export function namesWithin(organisation: Organisation, within: string): KnownNames {
  const rows = organisation.subtree(within).flatMap(id => organisation.get(id) ?? [])
  return {
    exact: name => rows.some(row => isCalled(row, name, organisation)),
    near: name => rows.some(row => row.name.includes(name)),
  }
}

/** `心内科` for 心血管内科: the same first character, the others in their order. */
function isShortFor(name: string, full: string): boolean {
  const [first = '', ...others] = name
  if (others.length < 1 || !full.startsWith(first)) return false
  let from = first.length
  return others.every(character => {
    const at = full.indexOf(character, from)
    from = at + character.length
    return at >= 0
  })
}

/**
 * Departments by the names people use: exact first, else the one whose name contains it, else the one it is short for.
 * A name that fits several is reported as ambiguous, one that fits none as missing; nothing is guessed.
 */
export function findDepartments(
  organisation: Organisation,
  within: string,
  names: readonly string[],
): Found<DepartmentRow> {
  const rows = organisation.subtree(within).flatMap(id => organisation.get(id) ?? [])
  const result: Found<DepartmentRow> = { found: [], missing: [], ambiguous: [] }
  for (const given of names) {
    const name = given.replaceAll('／', '/')
    const exact = rows.filter(row => isCalled(row, name, organisation))
    const within = exact.length ? exact : rows.filter(row => row.name.includes(name))
    const near = within.length ? within : rows.filter(row => isShortFor(name, row.name))
    const choices = near.length > 1 && !exact.length ? outermost(near, organisation) : near
    if (!choices.length) result.missing.push(name)
    else if (choices.length > 1) result.ambiguous.push({ name, choices })
    else result.found.push(...choices)
  }
  return result
}

/** By its own name, or with those above it where one name stands for several: `外科/护理组`. */
function isCalled(row: DepartmentRow, name: string, organisation: Organisation): boolean {
  return row.name === name || (name.includes('/') && `/${shortPath(row.id, organisation)}`.endsWith(`/${name}`))
}

const shortPath = (id: string, organisation: Organisation): string => organisation.path(id).replaceAll(' / ', '/')

/** `内科` means the department 内科一病区 lies under, not the ward too. */
function outermost(rows: DepartmentRow[], organisation: Organisation): DepartmentRow[] {
  const inner = new Set(rows.flatMap(row => organisation.subtree(row.id).slice(1)))
  return rows.filter(row => !inner.has(row.id))
}

/** People of these departments by full name or userid. */
export async function findPeople(
  tx: ReadTx,
  departments: readonly string[],
  names: readonly string[],
): Promise<Found<PersonRow>> {
  const members = (await peopleIn(tx, departments)).map(member => member.person)
  const result: Found<PersonRow> = { found: [], missing: [], ambiguous: [] }
  for (const name of names) {
    const choices = members.filter(person => person.name === name || person.id === name.toLowerCase())
    if (!choices.length) result.missing.push(name)
    else if (choices.length > 1) result.ambiguous.push({ name, choices })
    else result.found.push(...choices)
  }
  return result
}
