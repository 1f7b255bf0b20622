import type { ApiCall, ApiRoute } from './api-route.ts'
import { app } from './app.ts'
import { type Department, isListed, leads, type Person } from './directory.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

/** Departments, members, tags and the app itself, as the app's token may read them. The trusted domain is the bot's. */
export function contactRoutes({ directory }: World, trustedDomain: () => string): ApiRoute[] {
  const roots = (): Department[] => directory.plan.departments.filter(({ parentid }) => !directory.department(parentid))

  /** The department that `id` names and everything under it; all where none is named (vendor pages 90208, 95350). */
  const departments = ({ query }: ApiCall): Department[] =>
    query['id'] ? directory.subtree(departmentOf(query['id']).id) : roots().flatMap(({ id }) => directory.subtree(id))

  const departmentOf = (id: string | undefined): Department => {
    const found = /^\d+$/.test(id ?? '') ? directory.department(Number(id)) : undefined
    if (!found) throw new Refusal(60003, 'department not found')
    return found
  }
  const members = ({ query }: ApiCall): Person[] =>
    directory.membersOf(departmentOf(query['department_id']).id).filter(isListed)

  const detailed = (department: Department) => ({
    id: department.id,
    name: department.name,
    name_en: '',
    department_leader: directory
      .membersOf(department.id)
      .filter(person => isListed(person) && leads(person, department.id))
      .map(({ userid }) => userid),
    parentid: department.parentid,
    order: department.order,
  })

  return [
    {
      path: '/cgi-bin/department/simplelist',
      method: 'GET',
      query: ['id'],
      answer: call => ({
        department_id: departments(call).map(({ id, parentid, order }) => ({ id, parentid, order })),
      }),
    },
    {
      path: '/cgi-bin/department/list',
      method: 'GET',
      query: ['id'],
      answer: call => ({ department: departments(call).map(detailed) }),
    },
    {
      path: '/cgi-bin/department/get',
      method: 'GET',
      query: ['id'],
      answer: ({ query }) => ({ department: detailed(departmentOf(query['id'])) }),
    },
    {
      path: '/cgi-bin/user/simplelist',
      method: 'GET',
      query: ['department_id'],
      answer: call => ({
        userlist: members(call).map(({ userid, name, department }) => ({ userid, name, department })),
      }),
    },
    {
      path: '/cgi-bin/user/list',
      method: 'GET',
      query: ['department_id'],
      answer: call => ({ userlist: members(call).map(member) }),
    },
    {
      path: '/cgi-bin/user/get',
      method: 'GET',
      query: ['userid'],
      answer: ({ query }) => {
        const person = directory.person(query['userid'] ?? '')
        // Unknown, left, or not to be seen: the caller is not told which.
        if (!person || !isListed(person)) throw new Refusal(60111, 'userid not found')
        return member(person)
      },
    },
    {
      // Only for the secret of the contact-sync assistant, which a bot does not have (vendor page 96067).
      path: '/cgi-bin/user/list_id',
      method: 'POST',
      answer: () => {
        throw new Refusal(48002, 'api forbidden for this kind of token')
      },
    },
    { path: '/cgi-bin/tag/list', method: 'GET', answer: () => ({ taglist: [] }) },
    {
      path: '/cgi-bin/tag/get',
      method: 'GET',
      query: ['tagid'],
      answer: () => {
        throw new Refusal(40068, 'invalid tagid')
      },
    },
    {
      path: '/cgi-bin/agent/get',
      method: 'GET',
      query: ['agentid'],
      answer: ({ query }) => {
        if (!query['agentid']) throw new Refusal(41011, 'agentid missing')
        if (!/^\d+$/.test(query['agentid'])) throw new Refusal(40056, 'invalid agentid')
        if (Number(query['agentid']) !== app.agentId) throw new Refusal(301002, 'not allow operate another agent')
        return {
          agentid: app.agentId,
          name: app.name,
          square_logo_url: '',
          description: '党风廉政与行风工作助手',
          allow_userinfos: { user: [] },
          allow_partys: { partyid: roots().map(({ id }) => id) },
          allow_tags: { tagid: [] },
          close: 0,
          redirect_domain: trustedDomain(),
          report_location_flag: 0,
          isreportenter: 0,
          home_url: '',
        }
      },
    },
    { path: '/cgi-bin/getcallbackip', method: 'GET', answer: () => ({ ip_list: ['127.0.0.1'] }) },
    { path: '/cgi-bin/get_api_domain_ip', method: 'GET', answer: () => ({ ip_list: ['127.0.0.1'] }) },
  ]
}

/** What an app created after June 2022 reads of a member; the arrays belong together place by place (page 90196). */
const member = (person: Person) => ({
  userid: person.userid,
  name: person.name,
  department: person.department,
  // Heads stand first in their departments, as offices arrange it.
  order: person.department.map((_, place) => (person.is_leader_in_dept[place] === 1 ? 100 : 0)),
  position: person.position,
  is_leader_in_dept: person.department.map((_, place) => (person.is_leader_in_dept[place] === 1 ? 1 : 0)),
  direct_leader: [],
  telephone: '',
  alias: '',
  main_department: person.department[0],
  status: person.status,
  extattr: { attrs: [] },
})
