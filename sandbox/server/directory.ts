import type { HospitalPlan } from '../wire.ts'

export type Person = HospitalPlan['people'][number]
export type Department = HospitalPlan['departments'][number]
export type Group = HospitalPlan['groups'][number]

/** Who there is. userids are compared without case (vendor page 90665). */
export interface Directory {
  readonly plan: HospitalPlan
  person(userid: string): Person | undefined
  department(id: number): Department | undefined
  group(key: string): Group | undefined
  /** The department and everything under it. */
  subtree(id: number): Department[]
  /** Everybody in these departments, subtrees included, each once. */
  under(departments: readonly number[]): Person[]
  /** The direct members of a department. */
  membersOf(department: number): Person[]
  /** Names from the root down, joined by ` / `. */
  path(id: number): string
  /** Reads the plan anew after it was changed. */
  refresh(): void
}

export const keyOf = (userid: string): string => userid.toLowerCase()

/** Whether the app's token may read this member: in the visible range, and not left. */
export const isListed = (person: Person): boolean => !person.outside && person.status !== 5

/** Whether messages to this member are taken. A disabled member has left the visible range (vendor page 90240). */
export const isAddressable = (person: Person): boolean => isListed(person) && person.status !== 2

/** Whether this member has a client in which messages appear. Not activated: they are taken, and nobody sees them. */
export const hasClient = (person: Person): boolean => person.status === 1

export const leads = (person: Person, department: number): boolean =>
  person.department.some((id, place) => id === department && person.is_leader_in_dept[place] === 1)

export function openDirectory(plan: HospitalPlan): Directory {
  const people = new Map<string, Person>()
  const departments = new Map<number, Department>()
  const children = new Map<number, Department[]>()
  const members = new Map<number, Person[]>()

  const refresh = (): void => {
    for (const index of [people, departments, children, members]) index.clear()
    for (const person of plan.people) {
      people.set(keyOf(person.userid), person)
      for (const id of person.department) members.set(id, [...(members.get(id) ?? []), person])
    }
    for (const department of plan.departments) {
      departments.set(department.id, department)
      children.set(department.parentid, [...(children.get(department.parentid) ?? []), department])
    }
    for (const list of children.values()) list.sort((a, b) => b.order - a.order || a.id - b.id)
  }
  const subtree = (id: number): Department[] => {
    const own = departments.get(id)
    return own ? [own, ...(children.get(id) ?? []).flatMap(child => subtree(child.id))] : []
  }
  refresh()
  return {
    plan,
    person: userid => people.get(keyOf(userid)),
    department: id => departments.get(id),
    group: key => plan.groups.find(group => group.key === key),
    subtree,
    under: ids => [...new Set(ids.flatMap(id => subtree(id)).flatMap(department => members.get(department.id) ?? []))],
    membersOf: id => members.get(id) ?? [],
    path: id => {
      const names: string[] = []
      for (let at = departments.get(id); at && names.length < 50; at = departments.get(at.parentid))
        names.unshift(at.name)
      return names.join(' / ')
    },
    refresh,
  }
}
