import { departments, hospital } from './county/departments.ts'
import { hospitalPeople } from './county/hospital-people.ts'
import { bureauPeople, healthCentrePeople } from './county/other-people.ts'
import { peopleOf } from './county/staff.ts'
import type { HospitalPlan } from './wire.ts'

/** The demonstration: a county health bureau, its hospital and a township health centre. Every name is invented. */
export const county: HospitalPlan = {
  corpName: '云溪县卫生健康局',
  departments,
  people: peopleOf(hospitalPeople, bureauPeople, healthCentrePeople),
  groups: [
    { name: '心血管内科工作群', key: 'local-group-xinneike', departments: [321] },
    { name: '护士长工作群', key: 'local-group-hushizhang', departments: [37] },
    { name: '县人民医院通知群', key: 'local-group-yuanban', departments: [hospital] },
  ],
}

/** The hospital's office of two, and the bureau's officer above them. */
export const officeUserids = ['hanzhengping', 'yaowenjing', 'shichangyi']

/**
 * What the offices have said on their first day: the hospital and the health centre are units, one reads
 * in WeChat, and the hospital's group is told of what is issued. `wecom` is the local WeCom's origin.
 */
export const firstWords = (wecom: string): [userid: string, words: string][] => [
  ['shichangyi', '单位 云溪县人民医院'],
  ['shichangyi', '单位 柳林镇卫生院'],
  ['hanzhengping', '微信阅读 冯露'],
  ['hanzhengping', `绑定 云溪县人民医院 ${wecom}/cgi-bin/webhook/send?key=local-group-yuanban`],
]
