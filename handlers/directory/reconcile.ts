import { z } from 'zod'
import type { Act } from '../act.ts'

/** One reading of WeCom's directory, whole. */
export const DirectoryReading = z.object({
  departments: z.array(
    z.object({ id: z.string(), name: z.string(), parent: z.string(), order: z.number(), leaders: z.array(z.string()) }),
  ),
  people: z.array(
    z.object({
      userid: z.string(),
      name: z.string(),
      departments: z.array(z.string()),
      leads: z.array(z.string()),
      position: z.string(),
      order: z.number(),
      status: z.number().int(),
    }),
  ),
})
export type DirectoryReading = z.infer<typeof DirectoryReading>

/** Brings what is stored in line with what WeCom lists. Who is no longer listed has left; nobody is deleted. */
export const reconcileDirectory: Act<DirectoryReading> = async (reading, { tx, at }) => {
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
