import type { HospitalPlan } from '../sandbox/wire.ts'

export const officer = 'office1'
const perDepartment = 50

/** A hospital of so many people, the office among them. */
export function hospitalOf(people: number): HospitalPlan {
  const departments = Math.ceil(people / perDepartment)
  return {
    corpName: '演练医院',
    departments: [
      { id: 1, name: '演练医院', parentid: 0, order: 1 },
      ...Array.from({ length: departments }, (_, place) => ({
        id: 10 + place,
        name: `第${place + 1}科`,
        parentid: 1,
        order: 1000 - place,
      })),
    ],
    people: Array.from({ length: people }, (_, place) => ({
      userid: place === 0 ? officer : `Staff${String(place).padStart(5, '0')}`,
      name: `职工${place}`,
      department: [10 + Math.floor(place / perDepartment)],
      is_leader_in_dept: [0],
      position: '',
      status: 1,
    })),
    groups: [],
  }
}
