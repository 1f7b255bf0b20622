import type { ReadTx } from '../../store/transaction.ts'
import { splitNames } from '../directory/names.ts'
import {
  findDepartments,
  type Member,
  namesWithin,
  type Organisation,
  peopleIn,
  readOrganisation,
} from '../directory/organisation.ts'

/** The departments a scope means, subtrees included, each once, in organisation order. Empty is the whole unit. */
export function departmentsOf(organisation: Organisation, unit: string, scope: readonly string[]): string[] {
  const wanted = new Set((scope.length ? scope : [unit]).flatMap(id => organisation.subtree(id)))
  return organisation.subtree(unit).filter(id => wanted.has(id))
}

/** Who a scope means now. */
export async function membersOf(tx: ReadTx, unit: string, scope: readonly string[]): Promise<Member[]> {
  return peopleIn(tx, departmentsOf(await readOrganisation(tx), unit, scope))
}

/** A scope in words: `全院`, or the departments. */
export function scopeName(organisation: Organisation, scope: readonly string[]): string {
  return scope.length ? scope.map(id => organisation.label(id)).join('、') : '全体'
}

const whole = /^(?:全院|全部|全体|所有|全员|全单位|全局|大家)的?(?:职工|员工|人员?|同事|科室|部门)?$/u

/** Reads `内科、外科` or `全院`; else a sentence that says what is wrong and what to do. */
export async function readScope(
  tx: ReadTx,
  unit: string,
  words: string,
): Promise<{ scope: string[] } | { wrong: string }> {
  if (whole.test(words.trim())) return { scope: [] }
  const organisation = await readOrganisation(tx)
  const names = splitNames(words, namesWithin(organisation, unit))
  const { found, missing, ambiguous } = findDepartments(organisation, unit, names)
  if (ambiguous.length) {
    const lines = ambiguous.map(
      ({ name, choices }) => `“${name}”可能是：${choices.map(row => organisation.label(row.id)).join('、')}`,
    )
    return {
      wrong: `${lines.join('；')}。请写部门全称，例如“范围 ${organisation.label(ambiguous[0]?.choices[0]?.id ?? '')}”。`,
    }
  }
  if (missing.length || !found.length) {
    const near = organisation
      .subtree(unit)
      .slice(1, 13)
      .map(id => organisation.get(id)?.name)
      .join('、')
    const which = missing.length ? `没有找到${missing.map(name => `“${name}”`).join('、')}` : '请写发给哪些部门'
    return { wrong: `${which}。本单位的部门有：${near}等。请重发，例如“范围 内科、外科”；“范围 全院”为全体。` }
  }
  return { scope: found.map(row => row.id) }
}
