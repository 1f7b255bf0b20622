import type { ReadTx } from '../../store/transaction.ts'
import { readOrganisation } from '../directory/organisation.ts'

/** `心内科、呼吸科`; the unit's own name where it is the whole. */
export async function departmentNames(tx: ReadTx, departments: readonly string[]): Promise<string> {
  const organisation = await readOrganisation(tx)
  return departments.map(id => organisation.label(id)).join('、')
}
