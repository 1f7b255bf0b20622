import type { Act, Desk } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { splitNames } from '../directory/names.ts'
import { type DepartmentRow, findDepartments, namesWithin, readOrganisation } from '../directory/organisation.ts'
import { overseenBy } from '../person.ts'
import { texts } from './texts.ts'

/** `绑定 内科 https://…`: the group of a department, by webhook. The address is kept encrypted and never said again. */
export const sayBind: Act<Said> = async ({ rest }, desk) => {
  const { tx, who, at, house } = desk
  const [, name = '', address = ''] = /^(\S+)\s+(\S+)$/su.exec(rest.trim()) ?? []
  if (!name || !address) return texts.bindHow
  if (!house.isWebhook(address)) return texts.notWebhook
  const department = await overseen([name], desk)
  if (department === null) return texts.noDepartment(name)
  if (department === 'not yours') return texts.bindNotYours(name)
  await tx.groups.put({ department: department.id, address, by: who.id, at })
  await desk.audit({ act: '绑定', about: department.id })
  return texts.bound(department.name)
}

/** `解绑 内科`: its webhook, and the group chats of the smart bot that are tied to it. */
export const sayUnbind: Act<Said> = async ({ rest }, desk) => {
  const { tx } = desk
  const organisation = await readOrganisation(tx)
  const names = splitNames(rest, namesWithin(organisation, desk.who.officeOf ?? organisation.root))
  const department = await overseen(names, desk)
  if (department === null) return texts.unbindHow
  if (department === 'not yours') return texts.bindNotYours(names.join('、'))
  const chats = await tx.chats.list('department', [department.id])
  if (!(await tx.groups.get(department.id)) && !chats.length) return texts.notBound(department.name)
  await tx.groups.delete(department.id)
  for (const { chat } of chats) await tx.chats.delete(chat)
  await desk.audit({ act: '解绑', about: department.id })
  return texts.unbound(department.name)
}

/** The one department that is named, if the speaker oversees it. */
async function overseen(names: readonly string[], { tx, who }: Desk): Promise<DepartmentRow | 'not yours' | null> {
  const organisation = await readOrganisation(tx)
  const { found } = findDepartments(organisation, who.officeOf ?? organisation.root, names)
  const [department] = found
  if (!department || found.length > 1) return null
  const mine = overseenBy(who).flatMap(id => organisation.subtree(id))
  return mine.includes(department.id) ? department : 'not yours'
}
