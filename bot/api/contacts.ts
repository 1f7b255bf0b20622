import { z } from 'zod'
import type { Directory } from '../wecom.ts'
import { readAgent } from './agent.ts'
import type { Client } from './client.ts'
import { WeComError } from './errors.ts'
import { inTurns } from './in-turns.ts'

/** As many calls side by side as WeCom bears without 45033. */
const sideBySide = 4

const Department = z.object({
  id: z.number().int(),
  name: z.string().default(''),
  parentid: z.number().int().default(0),
  order: z.number().default(0),
  department_leader: z.array(z.string()).default([]),
})
type Department = z.infer<typeof Department>

const SimpleList = z.object({ department_id: z.array(z.object({ id: z.number().int() })) })
const DepartmentAnswer = z.object({ department: Department })
const DepartmentList = z.object({ department: z.array(Department) })

/** The arrays `department`, `order` and `is_leader_in_dept` belong together place by place (vendor page 90201). */
const Member = z.object({
  userid: z.string().min(1),
  name: z.string().default(''),
  department: z.array(z.number().int()).default([]),
  order: z.array(z.number()).default([]),
  is_leader_in_dept: z.array(z.number()).default([]),
  position: z.string().default(''),
  status: z.number().int().default(1),
  main_department: z.number().int().optional(),
})
type Member = z.infer<typeof Member>
const MemberList = z.object({ userlist: z.array(Member).default([]) })

/**
 * Reads departments and members in the app's visible range, whole (vendor pages 95350, 95351, 90201).
 * userids are as WeCom spells them; leaders in lower case, as they are compared. Throws rather than give a part.
 */
export async function readDirectory(client: Client, agentId: number): Promise<Directory> {
  const departments = await readDepartments(client)
  const lists = await inTurns(sideBySide, departments, async ({ id }) => {
    const query = { department_id: String(id) }
    return (await client.call({ path: '/cgi-bin/user/list', query }, MemberList)).userlist
  })
  const people = new Map<string, Person>()
  for (const member of lists.flat()) merge(people, member)
  for (const member of await readSingles(client, agentId, people)) merge(people, member)

  const leaders = new Map(departments.map(({ id, department_leader }) => [String(id), lowerCase(department_leader)]))
  for (const person of people.values()) {
    const named = person.departments.filter(id => leaders.get(id)?.includes(person.userid.toLowerCase()))
    person.leads = [...new Set([...person.leads, ...named])]
  }
  return {
    departments: departments.map(({ id, name, parentid, order }) => {
      const flagged = [...people.values()].filter(person => person.leads.includes(String(id)))
      const both = [...(leaders.get(String(id)) ?? []), ...lowerCase(flagged.map(({ userid }) => userid))]
      return { id: String(id), name, parent: String(parentid), order, leaders: [...new Set(both)] }
    }),
    people: [...people.values()],
  }
}

type Person = Directory['people'][number]

async function readDepartments(client: Client): Promise<Department[]> {
  let ids: number[]
  try {
    const { department_id: found } = await client.call({ path: '/cgi-bin/department/simplelist' }, SimpleList)
    ids = found.map(({ id }) => id)
  } catch (error) {
    // Older private installations refuse it; the full list is slower, and says the same.
    if (!(error instanceof WeComError) || error.reaction === 'retry' || error.reaction === 'wait') throw error
    return (await client.call({ path: '/cgi-bin/department/list' }, DepartmentList)).department
  }
  return inTurns(sideBySide, ids, async id => {
    const query = { id: String(id) }
    return (await client.call({ path: '/cgi-bin/department/get', query }, DepartmentAnswer)).department
  })
}

/** Members made visible one by one are in no visible department; the app's own settings name them. */
async function readSingles(client: Client, agentId: number, known: ReadonlyMap<string, Person>): Promise<Member[]> {
  const { members } = await readAgent(client, agentId)
  const missing = members.filter(userid => !known.has(userid.toLowerCase()))
  const read = await inTurns(sideBySide, missing, async userid => {
    try {
      return await client.call({ path: '/cgi-bin/user/get', query: { userid } }, Member)
    } catch (error) {
      // Left since, or not (any more) to be seen.
      if (error instanceof WeComError && error.reaction === 'recipient') return null
      throw error
    }
  })
  return read.filter(member => member !== null)
}

/** Somebody of several departments is listed in each; the lists agree, and where they do not, all that is said counts. */
function merge(people: Map<string, Person>, member: Member): void {
  const main = Math.max(0, member.department.indexOf(member.main_department ?? NaN))
  const listed = member.department.map(String)
  const leads = listed.filter((_, place) => member.is_leader_in_dept[place] === 1)
  // The one a person belongs to first: by it the person is counted and shown.
  const departments = [...listed.slice(main, main + 1), ...listed.slice(0, main), ...listed.slice(main + 1)]
  const key = member.userid.toLowerCase()
  const old = people.get(key)
  if (old) {
    old.departments = [...new Set([...old.departments, ...departments])]
    old.leads = [...new Set([...old.leads, ...leads])]
    return
  }
  const { userid, name, position, status } = member
  people.set(key, { userid, name, departments, leads, position, order: member.order[main] ?? 0, status })
}

const lowerCase = (ids: readonly string[]): string[] => ids.map(id => id.toLowerCase())
