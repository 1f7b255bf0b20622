import type { Desk } from '../act.ts'
import { findDepartments, type Organisation, readOrganisation } from '../directory/organisation.ts'
import { overseenBy } from '../person.ts'
import { texts } from './texts.ts'

/** `绑定 心内科`, said in the group that is meant. */
export async function bindChat(rest: string, chat: string, desk: Desk): Promise<string> {
  const { tx, who, at } = desk
  if (!overseenBy(who).length) return texts.bindWho
  const name = rest.trim()
  if (/https?:/iu.test(name)) return texts.bindAlone
  const organisation = await readOrganisation(tx)
  const department = whichDepartment(name, desk, organisation)
  if ('asks' in department) return department.asks
  await tx.chats.put({ chat, department: department.id, by: who.id, at })
  await desk.audit({ act: '绑定', about: department.id, detail: '智能机器人所在的群' })
  return texts.bound(organisation.label(department.id))
}

/** The department meant, among those the speaker oversees; a head of only one need not name it. */
function whichDepartment(name: string, { who }: Desk, organisation: Organisation): { id: string } | { asks: string } {
  const [only, ...others] = who.leads
  if (!name)
    return only !== undefined && !others.length && who.officeOf === null ? { id: only } : { asks: texts.bindWhich }
  const overseen = new Set(overseenBy(who).flatMap(id => organisation.subtree(id)))
  const { found, ambiguous } = findDepartments(organisation, who.officeOf ?? organisation.root, [name])
  const choices = [...found, ...ambiguous.flatMap(item => item.choices)].filter(row => overseen.has(row.id))
  const [department] = choices
  if (!department) return { asks: texts.bindNot(name) }
  if (choices.length === 1) return department
  return {
    asks: texts.bindSeveral(
      name,
      choices.map(row => organisation.label(row.id)),
    ),
  }
}

/** `解绑`, said in the group that is meant. */
export async function unbindChat(chat: string, desk: Desk): Promise<string> {
  const { tx, who } = desk
  const row = await tx.chats.get(chat)
  const organisation = await readOrganisation(tx)
  const overseen = overseenBy(who).flatMap(id => organisation.subtree(id))
  if (!overseen.length || (row && !overseen.includes(row.department))) return texts.bindWho
  if (!row) return texts.notBound
  await tx.chats.delete(chat)
  await desk.audit({ act: '解绑', about: row.department, detail: '智能机器人所在的群' })
  return texts.unbound(organisation.label(row.department))
}
