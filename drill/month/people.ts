import type { HospitalPlan } from '../../sandbox/wire.ts'
import { officer } from '../hospital.ts'

export const perDepartment = 50

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'
const given = '安宁平和清明正直勤俭思源知行守信怀远立诚文静雅琴晓燕海波建国春梅秋菊'

/** A name that nobody else in the hospital has, of three characters. */
function nameOf(place: number): string {
  const first = place % given.length
  const second = Math.floor(place / given.length) % given.length
  return `${surnames[(place * 7) % surnames.length]}${given[second]}${given[first]}`
}

/** A hospital of so many people in departments of fifty, each with a head; the office heads none. */
export function monthHospital(people: number): HospitalPlan {
  const departments = Math.ceil(people / perDepartment)
  return {
    corpName: '演练医院',
    departments: [
      { id: 1, name: '演练医院', parentid: 0, order: 1 },
      ...Array.from({ length: departments }, (_, place) => ({
        id: 10 + place,
        name: departmentName(place),
        parentid: 1,
        order: 1000 - place,
      })),
    ],
    people: Array.from({ length: people }, (_, place) => ({
      userid: place === 0 ? officer : `staff${String(place).padStart(4, '0')}`,
      name: nameOf(place),
      department: [10 + Math.floor(place / perDepartment)],
      is_leader_in_dept: [place % perDepartment === 1 ? 1 : 0],
      position: place % perDepartment === 1 ? '主任' : '',
      status: 1,
    })),
    groups: [],
  }
}

const wards = [
  '心内',
  '呼吸',
  '消化',
  '神经',
  '肾内',
  '内分泌',
  '血液',
  '风湿',
  '感染',
  '肿瘤',
  '普外',
  '骨',
  '泌尿',
  '胸外',
  '烧伤',
  '妇',
  '产',
  '儿',
  '眼',
  '口腔',
]

/** Names that no other contains. */
const departmentName = (place: number): string =>
  `${wards[place % wards.length]}${place < wards.length ? '' : Math.floor(place / wards.length) + 1}科`
