import type { Desk } from '../act.ts'
import { personOf } from '../roles.ts'

/** Everybody who is the office of a unit at this moment. */
export async function officeOf(unit: string, { tx, house, at }: Pick<Desk, 'tx' | 'house' | 'at'>): Promise<string[]> {
  const all = new Set([...house.admins, ...(await tx.officers.list('all', [])).map(({ id }) => id)])
  const members: string[] = []
  for (const id of all) if ((await personOf(tx, id, house, at)).officeOf === unit) members.push(id)
  return members
}
