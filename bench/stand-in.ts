// A WeCom that answers at the least cost: a directory of as many people as its argument says, sending, changing cards.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { beReady } from './child.ts'
import { departmentsOf, peopleOf } from './hospital.ts'

const people = peopleOf(Number(process.argv[2]))
const departments = departmentsOf(people)
const seen = { sends: 0, updates: 0, lastAt: 0, press: '' }
let latency = 0

const ok = (fields: object): string => JSON.stringify({ errcode: 0, errmsg: 'ok', ...fields })
const members = new Map<number, object[]>()
for (const { userid, name, department } of people) {
  const list = members.get(department) ?? []
  list.push({ userid, name, department: [department], is_leader_in_dept: [0], position: '', status: 1 })
  members.set(department, list)
}

function answerTo(path: string, query: URLSearchParams, body: string): string {
  switch (path) {
    case '/cgi-bin/message/update_template_card':
      seen.updates++
      return updated
    case '/cgi-bin/message/send':
      seen.sends++
      seen.press = /study\.confirm:[0-9a-z-]+/.exec(body)?.[0] ?? seen.press
      return ok({ msgid: `m${seen.sends}`, response_code: `rc${seen.sends}` })
    case '/cgi-bin/gettoken':
      return ok({ access_token: 'bench-token', expires_in: 7200 })
    case '/cgi-bin/department/simplelist':
      return ok({ department_id: departments })
    case '/cgi-bin/department/get':
      return ok({ department: departments.find(({ id }) => String(id) === query.get('id')) })
    case '/cgi-bin/user/list':
      return ok({ userlist: members.get(Number(query.get('department_id'))) ?? [] })
    case '/cgi-bin/agent/get':
      return ok({ agentid: 1, name: '清风', allow_partys: { partyid: [1] }, allow_userinfos: { user: [] }, close: 0 })
    default:
      return ok({})
  }
}
const updated = ok({ invaliduser: [] })

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => {
      const [path = '', search = ''] = (request.url ?? '').split('?')
      const answer = answerTo(path, new URLSearchParams(search), Buffer.concat(chunks).toString())
      seen.lastAt = Date.now()
      if (latency === 0) response.end(answer)
      else void wait(latency).then(() => response.end(answer))
    })
})
const Question = z.object({ ask: z.literal('seen') }).or(z.object({ ask: z.literal('latency'), ms: z.number() }))
server.listen(0, '127.0.0.1', () => {
  beReady(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, question => {
    const asked = Question.parse(question)
    if (asked.ask === 'latency') latency = asked.ms
    return Promise.resolve(seen)
  })
})
