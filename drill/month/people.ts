import type { HospitalNames } from '../hospital.ts'

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'
const given = '安宁平和清明正直勤俭思源知行守信怀远立诚文静雅琴晓燕海波建国春梅秋菊'

/** A name that nobody else in the hospital has, of three characters. */
function nameOf(place: number): string {
  const first = place % given.length
  const second = Math.floor(place / given.length) % given.length
  return `${surnames[(place * 7) % surnames.length]}${given[second]}${given[first]}`
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

/** Names as people have them: a session is told in a sentence, and nobody's stands in another's. */
export const realNames: HospitalNames = { person: nameOf, department: departmentName }
