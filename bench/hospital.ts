import { officers } from './account.ts'

const perDepartment = 50

export interface Member {
  userid: string
  name: string
  department: number
}

/** A hospital of `count` people in departments of fifty; the first of them are the office. */
export function peopleOf(count: number): Member[] {
  return Array.from({ length: count }, (_, place) => ({
    userid: officers[place] ?? `staff${String(place).padStart(5, '0')}`,
    name: `职工${place}`,
    department: 10 + Math.floor(place / perDepartment),
  }))
}

export function departmentsOf(
  people: readonly Member[],
): { id: number; name: string; parentid: number; order: number }[] {
  const ids = [...new Set(people.map(({ department }) => department))]
  return [
    { id: 1, name: '测试医院', parentid: 0, order: 1 },
    ...ids.map((id, place) => ({ id, name: `第${place + 1}科`, parentid: 1, order: 1000 - place })),
  ]
}
