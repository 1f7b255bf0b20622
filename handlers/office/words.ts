import type { Act, Desk } from '../act.ts'
import type { Said, Word } from '../chat/words.ts'
import { readDate } from '../chat/when.ts'
import { splitNames } from '../directory/names.ts'
import {
  findDepartments,
  findPeople,
  namesWithin,
  peopleIn,
  type Organisation,
  type PersonRow,
  readOrganisation,
} from '../directory/organisation.ts'
import { endOf, shownDate } from '../time.ts'
import { sayAudit } from './audit.ts'
import { texts } from './texts.ts'

/** People of the officer's unit by name, or the sentence that asks. */
async function peopleNamed(
  words: string,
  word: string,
  desk: Desk,
): Promise<{ people: PersonRow[] } | { asks: string }> {
  const organisation = await readOrganisation(desk.tx)
  const departments = organisation.subtree(desk.who.officeOf ?? organisation.root)
  const known = new Set((await peopleIn(desk.tx, departments)).map(({ person }) => person.name))
  const names = splitNames(words, { exact: name => known.has(name), near: name => known.has(name) })
  if (!names.length) return { asks: texts.who(word) }
  const { found, missing, ambiguous } = await findPeople(desk.tx, departments, names)
  const [doubt] = ambiguous
  if (doubt) return { asks: texts.several(doubt.name, doubt.choices, id => organisation.get(id)?.name ?? '') }
  return missing.length ? { asks: texts.missing(missing) } : { people: found }
}

const namesOf = (people: readonly PersonRow[]): string => people.map(person => person.name).join('、')

/**
 * The unit a person works in as this office sees it: by the first department that is the office's own,
 * so that nobody is given a unit beside or above it.
 */
function unitWithin(person: PersonRow, organisation: Organisation, { who }: Desk): string {
  const own = organisation.subtree(who.officeOf ?? organisation.root)
  return organisation.unitOf(person.departments.find(id => own.includes(id)) ?? own[0] ?? organisation.root)
}

/** Of these people, whoever is already the office of a unit that this office is not above. Each is a refusal. */
async function othersOf(people: readonly PersonRow[], word: string, desk: Desk): Promise<string | null> {
  const organisation = await readOrganisation(desk.tx)
  const own = organisation.subtree(desk.who.officeOf ?? organisation.root)
  for (const person of people) {
    const officer = await desk.tx.officers.get(person.id)
    if (!officer || own.includes(officer.unit)) continue
    await desk.audit({ act: word, about: person.id, outcome: 'refused' })
    return texts.officeElsewhere(person.name, organisation.get(officer.unit)?.name ?? '其他单位')
  }
  return null
}

/** `授权 张三`: makes people the office of the unit they work in, never of one above it. */
const sayAuthorise: Act<Said> = async ({ rest }, desk) => {
  const { tx, who, at } = desk
  const named = await peopleNamed(rest, '授权', desk)
  if ('asks' in named) return named.asks
  const elsewhere = await othersOf(named.people, '授权', desk)
  if (elsewhere !== null) return elsewhere
  const organisation = await readOrganisation(tx)
  const unitOf = (person: PersonRow): string => unitWithin(person, organisation, desk)
  for (const person of named.people) {
    const unit = unitOf(person)
    await tx.officers.put({ id: person.id, unit, by: who.id, at })
    await desk.attest({ type: 'office.authorised', person: person.id, unit })
    await desk.audit({ act: '授权', about: person.id })
  }
  const units = [...new Set(named.people.map(unitOf))].map(id => organisation.get(id)?.name ?? '本单位')
  return texts.authorised(namesOf(named.people), units.join('、'))
}

/** `指定 张三 内科 负责人 至 12月31日`. */
const sayAppoint: Act<Said> = async ({ rest }, desk) => {
  const { tx, who, at } = desk
  const parts = /^(\S+?)(?:\s+|\s*[为任]\s*)(\S+?)\s*(?:负责人|主任|护士长)?(?:\s*[至到]\s*(.+))?$/su.exec(rest.trim())
  if (!parts?.[1] || !parts[2]) return texts.appointHow
  const named = await peopleNamed(parts[1], '指定', desk)
  if ('asks' in named) return named.asks
  const organisation = await readOrganisation(tx)
  const { found } = findDepartments(organisation, who.officeOf ?? organisation.root, [parts[2]])
  const [person, department] = [named.people[0], found[0]]
  if (!person || !department || found.length > 1) return texts.noDepartment(parts[2])
  const last = parts[3] ? readDate(parts[3], at) : null
  if (parts[3] && last === null) return texts.noSuchDay(parts[3])
  const until = last === null ? null : endOf(last)
  await tx.heads.put({ department: department.id, person: person.id, from: at, until, by: who.id })
  await desk.attest({ type: 'office.appointed', department: department.id, person: person.id })
  await desk.audit({ act: '指定', about: `${department.id}/${person.id}` })
  return texts.appointed(person.name, department.name, last === null ? null : shownDate(last, at))
}

/** `单位 县人民医院`: a subtree that has its own office, studies and tables. */
const sayUnit: Act<Said> = async ({ rest }, desk) => {
  const { tx, who, at } = desk
  const organisation = await readOrganisation(tx)
  const name = rest.trim()
  if (!name) return texts.unitHow
  const { found } = findDepartments(organisation, who.officeOf ?? organisation.root, [name])
  const [department] = found
  if (!department || found.length > 1) return texts.noDepartment(name)
  // Whoever makes a unit of the own department would be left with it alone.
  const holdsSelf = who.departments.some(id => organisation.subtree(department.id).includes(id))
  if (holdsSelf && department.id !== who.officeOf) return texts.unitOfOwn(department.name)
  await tx.units.put({ id: department.id, by: who.id, at })
  await desk.audit({ act: '单位', about: department.id })
  return texts.unitNamed(department.name)
}

/** `取消单位 县人民医院`: back under the office above. Never the own unit: it would bring the powers of the one above. */
const sayNoUnit: Act<Said> = async ({ rest }, desk) => {
  const { tx, who } = desk
  const organisation = await readOrganisation(tx)
  const name = rest.trim()
  if (!name) return texts.noUnitHow
  const { found } = findDepartments(organisation, who.officeOf ?? organisation.root, [name])
  const [department] = found
  if (!department || found.length > 1) return texts.noDepartment(name)
  if (department.id === who.officeOf) return texts.ownUnit
  if (!(await tx.units.get(department.id))) return texts.isNoUnit(department.name)
  await tx.units.delete(department.id)
  await desk.audit({ act: '取消单位', about: department.id })
  return texts.noUnit(department.name)
}

/** `绑定 内科 https://…`: the group of a department. The address is kept encrypted and never said again. */
const sayBind: Act<Said> = async ({ rest }, desk) => {
  const { tx, who, at, house } = desk
  const [, name = '', address = ''] = /^(\S+)\s+(\S+)$/su.exec(rest.trim()) ?? []
  if (!name || !address) return texts.bindHow
  if (!house.isWebhook(address)) return texts.notWebhook
  const organisation = await readOrganisation(tx)
  const { found } = findDepartments(organisation, who.officeOf ?? organisation.root, [name])
  const [department] = found
  if (!department || found.length > 1) return texts.noDepartment(name)
  await tx.groups.put({ department: department.id, address, by: who.id, at })
  await desk.audit({ act: '绑定', about: department.id })
  return texts.bound(department.name)
}

/** `微信阅读 张三`: WeCom does not tell who reads in WeChat, so the office lists them. */
const sayReader: Act<Said> = async ({ rest }, desk) => {
  const named = await peopleNamed(rest, '微信阅读', desk)
  if ('asks' in named) return named.asks
  for (const person of named.people) {
    await desk.tx.people.update({ ...person, reads: 'wechat' })
    await desk.audit({ act: '微信阅读', about: person.id })
  }
  return texts.readers(namesOf(named.people))
}

/** `取消授权 张三`. Whom the environment names stays the office. */
const sayUnauthorise: Act<Said> = async ({ rest }, desk) => {
  const { tx, house } = desk
  const named = await peopleNamed(rest, '取消授权', desk)
  if ('asks' in named) return named.asks
  const fixed = named.people.filter(person => house.admins.has(person.id))
  if (fixed.length) return texts.fixedOffice(namesOf(fixed))
  const elsewhere = await othersOf(named.people, '取消授权', desk)
  if (elsewhere !== null) return elsewhere
  const taken: PersonRow[] = []
  for (const person of named.people) {
    const officer = await tx.officers.get(person.id)
    if (!officer) continue
    taken.push(person)
    await tx.officers.delete(person.id)
    await desk.attest({ type: 'office.unauthorised', person: person.id, unit: officer.unit })
    await desk.audit({ act: '取消授权', about: person.id })
  }
  return taken.length ? texts.unauthorised(namesOf(taken)) : texts.notAuthorised(namesOf(named.people))
}

/** `取消指定 张三`: all that the office named this person for. WeCom's own leader flag is WeCom's. */
const sayUnappoint: Act<Said> = async ({ rest }, desk) => {
  const { tx } = desk
  const named = await peopleNamed(rest, '取消指定', desk)
  if ('asks' in named) return named.asks
  for (const person of named.people) {
    for (const { department } of await tx.heads.list('person', [person.id])) {
      await tx.heads.delete([department, person.id])
      await desk.attest({ type: 'office.unappointed', department, person: person.id })
      await desk.audit({ act: '取消指定', about: `${department}/${person.id}` })
    }
  }
  return texts.unappointed(namesOf(named.people))
}

/** `解绑 内科`. */
const sayUnbind: Act<Said> = async ({ rest }, desk) => {
  const { tx, who } = desk
  const organisation = await readOrganisation(tx)
  const unit = who.officeOf ?? organisation.root
  const { found } = findDepartments(organisation, unit, splitNames(rest, namesWithin(organisation, unit)))
  const [department] = found
  if (!department || found.length > 1) return texts.unbindHow
  if (!(await tx.groups.get(department.id))) return texts.notBound(department.name)
  await tx.groups.delete(department.id)
  await desk.audit({ act: '解绑', about: department.id })
  return texts.unbound(department.name)
}

/** `取消微信阅读 张三`. */
const sayNoReader: Act<Said> = async ({ rest }, desk) => {
  const named = await peopleNamed(rest, '取消微信阅读', desk)
  if ('asks' in named) return named.asks
  for (const person of named.people) {
    await desk.tx.people.update({ ...person, reads: 'wecom' })
    await desk.audit({ act: '取消微信阅读', about: person.id })
  }
  return texts.noReaders(namesOf(named.people))
}

export const officeWords: Word[] = [
  { names: ['授权'], for: 'office', help: '让同事也能使用办公室功能', takes: 'rest', act: sayAuthorise },
  { names: ['指定'], for: 'office', help: '指定科室负责人或代理人', takes: 'rest', act: sayAppoint },
  { names: ['绑定'], for: 'office', help: '把科室的群绑定进来', takes: 'rest', act: sayBind },
  { names: ['微信阅读'], for: 'office', help: '登记用微信插件阅读的人', takes: 'rest', act: sayReader },
  { names: ['取消授权'], for: 'office', help: null, takes: 'rest', act: sayUnauthorise },
  { names: ['取消指定'], for: 'office', help: null, takes: 'rest', act: sayUnappoint },
  { names: ['解绑'], for: 'office', help: null, takes: 'rest', act: sayUnbind },
  { names: ['取消微信阅读'], for: 'office', help: null, takes: 'rest', act: sayNoReader },
  {
    names: ['操作记录', '审计'],
    askable: true,
    for: 'office',
    help: '看办公室最近的操作',
    takes: 'nothing',
    act: sayAudit,
  },
  { names: ['单位'], for: 'office', help: '把下属机构设为独立单位', takes: 'rest', act: sayUnit },
  { names: ['取消单位'], for: 'office', help: null, takes: 'rest', act: sayNoUnit },
]
