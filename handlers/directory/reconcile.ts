import type { Tx } from '../../store/transaction.ts'
import type { Act } from '../act.ts'
import { minute } from '../time.ts'
import { mend } from './mend.ts'
import type { DirectoryReading } from './reading.ts'

/**
 * Brings what is stored in line with what WeCom lists. Who is no longer listed has left; nobody is deleted.
 * Answers with a sentence for the operator where the reading was not believed.
 */
export const reconcileDirectory: Act<DirectoryReading> = async (given, { tx, at }) => {
  const reading = mend(given)
  const doubt = await doubtOf(reading, tx, at)
  if (doubt !== null) return doubt
  const listed = new Set<string>()
  for (const person of reading.people) {
    const id = person.userid.toLowerCase()
    listed.add(id)
    const old = await tx.people.get(id)
    const row = {
      ...person,
      id,
      joined: old && old.left === null ? old.joined : at,
      left: null,
      reads: old?.reads ?? ('wecom' as const),
      unreachable: old?.unreachable ?? null,
    }
    if (!old || JSON.stringify(sorted(old)) !== JSON.stringify(sorted(row))) await tx.people.put(row)
  }
  for (const old of await tx.people.list('all', [])) {
    if (!listed.has(old.id) && old.left === null) await tx.people.update({ ...old, left: at })
  }
  const standing = new Set<string>()
  for (const department of reading.departments) {
    standing.add(department.id)
    const old = await tx.departments.get(department.id)
    const row = { ...department, gone: null }
    if (!old || JSON.stringify(sorted(old)) !== JSON.stringify(sorted(row))) await tx.departments.put(row)
  }
  for (const old of await tx.departments.list('all', [])) {
    if (!standing.has(old.id) && old.gone === null) await tx.departments.update({ ...old, gone: at })
  }
  await tx.settings.put({ id: 'directory.read', value: String(at) })
  return null
}

const sorted = (row: object) => Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))

const doubtId = 'directory.doubt'
/** A little less than what lies between two readings. */
const doubtLasts = 25 * minute

/**
 * A fifth of the hospital does not leave at once: the visible range was emptied by mistake, or WeCom answered nonsense.
 * Such a reading is believed only if a later one says the same; until then everybody is still there.
 */
async function doubtOf({ people }: DirectoryReading, tx: Tx, at: number): Promise<string | null> {
  const listed = new Set(people.map(person => person.userid.toLowerCase()))
  const present = (await tx.people.list('all', [])).filter(person => person.left === null)
  const missing = present.filter(person => !listed.has(person.id)).length
  const since = Number((await tx.settings.get(doubtId))?.value ?? at)
  if (missing < 10 || missing * 5 < present.length || at - since >= doubtLasts) {
    await tx.settings.delete(doubtId)
    return null
  }
  await tx.settings.add({ id: doubtId, value: String(at) })
  return `通讯录里突然少了 ${missing} 人（原有 ${present.length} 人），暂不采用；下次再读仍如此才更新。请检查应用的可见范围。`
}
