import { describe, expect, it } from 'vitest'
import { county, firstWords, officeUserids } from '../../sandbox/county.ts'

const { departments, people, groups } = county
const idsUnder = (id: number): number[] => [
  id,
  ...departments.filter(({ parentid }) => parentid === id).flatMap(child => idsUnder(child.id)),
]
const named = (name: string) => departments.find(department => department.name === name)
const peopleIn = (ids: number[]) => people.filter(({ department }) => department.some(id => ids.includes(id)))
const hospital = idsUnder(named('云溪县人民医院')?.id ?? 0)
const centre = idsUnder(named('柳林镇卫生院')?.id ?? 0)

describe('the demonstration county', () => {
  it('is a bureau with its own staff above a hospital and a township health centre', () => {
    expect(departments.filter(({ parentid }) => parentid === 0).map(({ name }) => name)).toEqual(['云溪县卫生健康局'])
    expect(
      departments.every(({ id, parentid }) => parentid === 0 || departments.some(one => one.id === parentid && id)),
    ).toBe(true)
    expect(
      peopleIn(departments.map(({ id }) => id).filter(id => ![...hospital, ...centre].includes(id))).length,
    ).toBeGreaterThan(5)
    expect(centre.length).toBeGreaterThan(2)
    expect(peopleIn(centre).length).toBeGreaterThan(5)
  })

  it('has a hospital of sixty people and eight departments in two levels', () => {
    const [id = 0, ...below] = hospital
    const first = departments.filter(({ parentid }) => parentid === id)
    expect(first.length).toBeGreaterThanOrEqual(8)
    expect(below.length).toBeGreaterThan(first.length)
    expect(peopleIn(hospital).length).toBeGreaterThanOrEqual(60)
  })

  it('gives every department a head', () => {
    const headless = departments.filter(
      ({ id }) =>
        !people.some(({ department, is_leader_in_dept: flags }) =>
          department.some((one, at) => one === id && flags[at] === 1),
        ),
    )
    expect(headless.map(({ name }) => name)).toEqual([])
  })

  it('has the office of two in the hospital, and an officer of the bureau above them', () => {
    const office = officeUserids.map(userid => people.find(person => person.userid === userid))
    expect(office.every(person => person !== undefined)).toBe(true)
    const ofHospital = office.filter(person => person?.department.every(id => hospital.includes(id)))
    expect(ofHospital.map(person => person?.note)).toEqual(['纪委办', '纪委办'])
    expect(office.length).toBeGreaterThan(ofHospital.length)
  })

  it('begins with words of people who are there', () => {
    expect(
      firstWords('http://127.0.0.1:4100').filter(([userid]) => !people.some(person => person.userid === userid)),
    ).toEqual([])
  })

  it('has the odd cases that a bot meets', () => {
    const notes = people.flatMap(({ note }) => note ?? [])
    for (const note of ['未激活', '微信插件', '夜班', '科主任', '护士长']) expect(notes).toContain(note)
    expect(people.filter(({ status }) => status === 4)).toHaveLength(1)
    expect(people.filter(({ wechat }) => wechat)).toHaveLength(1)
    expect(people.some(({ name }) => /[㛃䶮𬭳]/u.test(name))).toBe(true)
  })

  it('names everybody once, in readable pinyin, with arrays that belong together', () => {
    const userids = people.map(({ userid }) => userid)
    expect(new Set(userids).size).toBe(userids.length)
    expect(userids.filter(userid => !/^[a-z]+\d?$/.test(userid))).toEqual([])
    expect(people.filter(person => person.department.length !== person.is_leader_in_dept.length)).toEqual([])
    expect(people.every(({ department }) => department.every(id => departments.some(one => one.id === id)))).toBe(true)
    expect(new Set(people.map(({ name }) => name[0])).size).toBeGreaterThan(60)
  })

  it('has groups with keys of their own', () => {
    expect(groups.length).toBeGreaterThanOrEqual(2)
    expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length)
    expect(groups.every(group => peopleIn(group.departments.flatMap(idsUnder)).length > 0)).toBe(true)
  })
})
