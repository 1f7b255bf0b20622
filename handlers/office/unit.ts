import type { Act } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { findDepartments, readOrganisation } from '../directory/organisation.ts'
import { texts } from './texts.ts'

/** `单位 县人民医院`: a subtree that has its own office, studies and tables. */
export const sayUnit: Act<Said> = async ({ rest }, desk) => {
  const { tx, who, at } = desk
  const organisation = await readOrganisation(tx)
  const [, name = '', sure] = /^(.*?)(\s*确认)?$/su.exec(rest.trim()) ?? []
  if (!name) return texts.unitHow
  const { found } = findDepartments(organisation, who.officeOf ?? organisation.root, [name])
  const [department] = found
  if (!department || found.length > 1) return texts.noDepartment(name)
  // Whoever makes a unit around the own department is left with it alone: right for a hospital under a bureau, else a slip.
  const holdsSelf = who.departments.some(id => organisation.subtree(department.id).includes(id))
  if (holdsSelf && department.id !== who.officeOf && !sure) return texts.unitOfOwn(department.name)
  await tx.units.put({ id: department.id, by: who.id, at })
  await desk.audit({ act: '单位', about: department.id })
  return texts.unitNamed(department.name)
}

/** `取消单位 县人民医院`: back under the office above. Never the own unit: it would bring the powers of the one above. */
export const sayNoUnit: Act<Said> = async ({ rest }, desk) => {
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
