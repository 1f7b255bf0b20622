import type { HospitalPlan } from '../sandbox/wire.ts'

export const officer = 'office1'
export const perDepartment = 50

export interface HospitalNames {
  /** Of the person at a place among all. */
  person: (place: number) => string
  department: (place: number) => string
}

const numbered: HospitalNames = {
  person: place => `职工${place}`,
  department: place => `第${place + 1}科`,
}

/** A hospital of so many people in departments of fifty, the office the first; the second of each department heads it. */
export function hospitalOf(people: number, names = numbered): HospitalPlan {
  const departments = Math.ceil(people / perDepartment)
  return {
    corpName: '演练医院',
    departments: [
      { id: 1, name: '演练医院', parentid: 0, order: 1 },
      ...Array.from({ length: departments }, (_, place) => ({
        id: 10 + place,
        name: names.department(place),
        parentid: 1,
        order: 1000 - place,
      })),
    ],
    people: Array.from({ length: people }, (_, place) => ({
      userid: place === 0 ? officer : `Staff${String(place).padStart(5, '0')}`,
      name: names.person(place),
      department: [10 + Math.floor(place / perDepartment)],
      is_leader_in_dept: [place % perDepartment === 1 ? 1 : 0],
      position: place % perDepartment === 1 ? '主任' : '',
      status: 1,
    })),
    groups: [],
  }
}
