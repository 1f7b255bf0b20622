import type { Act } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { splitNames } from '../directory/names.ts'
import { findDepartments, namesWithin, readOrganisation } from '../directory/organisation.ts'
import { texts } from './texts.ts'

/** `绑定 内科 https://…`: the group of a department. The address is kept encrypted and never said again. */
export const sayBind: Act<Said> = async ({ rest }, desk) => {
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

/** `解绑 内科`. */
export const sayUnbind: Act<Said> = async ({ rest }, desk) => {
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
