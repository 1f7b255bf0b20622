import type { ReadTx } from '../../store/transaction.ts'
import { stampOf } from '../time.ts'
import type { Standing } from './standing.ts'

/**
 * Whose word a standing rests on where it is not the own confirmation, by person: `由王芳于…记录`, `由李建国于…同意`.
 * `names` gives people by id.
 */
export async function othersOf(
  tx: ReadTx,
  notice: string,
  standings: ReadonlyMap<string, Standing>,
  names: ReadonlyMap<string, { name: string }>,
): Promise<Map<string, string>> {
  const nameOf = (id: string): string => names.get(id)?.name ?? id
  const others = new Map<string, string>()
  for (const { person, kind, state, by, at } of await tx.attendance.list('notice', [notice])) {
    if (state === 'counted' && standings.get(person) === kind) others.set(person, `由${nameOf(by)}于${stampOf(at)}记录`)
  }
  for (const { person, kind, state, decided } of await tx.requests.list('notice', [notice])) {
    if (state !== 'granted' || decided === null || standings.get(person) !== kind) continue
    others.set(person, `由${nameOf(decided.by)}于${stampOf(decided.at)}同意`)
  }
  return others
}
