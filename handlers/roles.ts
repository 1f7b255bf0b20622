import type { Instant } from '../store/collection.ts'
import type { ReadTx } from '../store/transaction.ts'
import type { House } from './house.ts'
import type { Person } from './person.ts'

/** The product itself: whoever acts when time has passed. */
export const system: Person = {
  id: 'system',
  name: '清风',
  departments: [],
  leads: [],
  officeOf: null,
  unit: '',
  known: true,
}

/** Who this userid is at this moment. Costs a few reads, whatever the size of the hospital. */
export async function personOf(tx: ReadTx, userid: string, house: House, at: Instant): Promise<Person> {
  const id = userid.toLowerCase()
  const row = await tx.people.get(id)
  if (!row || row.left !== null) {
    return { id, name: '', departments: [], leads: [], officeOf: null, unit: '', known: false }
  }
  // What somebody was given ends when that person leaves: the same userid may come back as somebody else.
  const named = (await tx.heads.list('person', [id])).filter(
    head => head.from >= row.joined && head.from <= at && (head.until === null || at < head.until),
  )
  const unit = await unitOf(tx, row.departments[0] ?? '')
  const officer = await tx.officers.get(id)
  return {
    id,
    name: row.name,
    departments: row.departments,
    leads: [...new Set([...row.leads, ...named.map(head => head.department)])],
    officeOf: house.admins.has(id) ? unit : officer && officer.at >= row.joined ? officer.unit : null,
    unit,
    known: true,
  }
}

/** The innermost unit above a department; the root where none was named. */
async function unitOf(tx: ReadTx, department: string): Promise<string> {
  let id = department
  for (let depth = 0; depth < 50; depth++) {
    if (await tx.units.get(id)) return id
    const row = await tx.departments.get(id)
    const parent = row && (await tx.departments.get(row.parent))
    if (!parent) return id
    id = parent.id
  }
  return id
}
