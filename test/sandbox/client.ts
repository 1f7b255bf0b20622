import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSandbox } from '../../sandbox/open.ts'
import type { HospitalPlan, Sandbox, SandboxOptions } from '../../sandbox/wire.ts'
import { type TestClock, testClock } from '../clock.ts'
import { smallHospital } from '../hospital.ts'

export interface ApiAnswer {
  errcode: number
  errmsg: string
  [field: string]: unknown
}

/** A bot's side of the documented API, as plain as can be. */
export interface Client {
  /** A GET, or a POST where there is a body; with the current token unless the query names one. */
  call(path: string, input?: { query?: Record<string, string>; body?: unknown; raw?: string }): Promise<ApiAnswer>
  /** `message/send` of one block, to zhangwei unless told otherwise. */
  send(message: object, more?: object): Promise<ApiAnswer>
  upload(name: string, bytes: Uint8Array, query?: Record<string, string>, path?: string): Promise<ApiAnswer>
  /** Fetches a token and uses it from now on. */
  login(): Promise<string>
}

export interface Local {
  sandbox: Sandbox
  clock: TestClock
  client: Client
  agentid: number
  close(): Promise<void>
}

export async function openLocal(options: Partial<SandboxOptions> = {}): Promise<Local> {
  const clock = testClock('2026-11-12 09:07')
  const sandbox = await openSandbox({ plan: smallHospital(), now: clock.now, ...options })
  return {
    sandbox,
    clock,
    client: await clientOf(sandbox),
    agentid: Number(sandbox.env['WECOM_AGENT_ID']),
    close: () => sandbox.close(),
  }
}

export async function clientOf(sandbox: Sandbox): Promise<Client> {
  const { env } = sandbox
  let token = ''
  const request = async (path: string, query: Record<string, string>, init?: RequestInit): Promise<ApiAnswer> => {
    const url = new URL(`/cgi-bin/${path}`, env['WECOM_API_BASE'])
    if (token && !path.startsWith('webhook/')) url.searchParams.set('access_token', token)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const answer = await fetch(url, init)
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`)
    return (await answer.json()) as ApiAnswer
  }
  const client: Client = {
    call: (path, { query = {}, body, raw } = {}) =>
      request(
        path,
        query,
        body === undefined && raw === undefined ? undefined : { method: 'POST', body: raw ?? JSON.stringify(body) },
      ),
    send: (message, more = {}) =>
      client.call('message/send', {
        body: { touser: 'zhangwei', agentid: Number(env['WECOM_AGENT_ID']), ...message, ...more },
      }),
    upload: (name, bytes, query = { type: 'file' }, path = 'media/upload') => {
      const form = new FormData()
      form.set('media', new File([bytes], name))
      return request(path, query, { method: 'POST', body: form })
    },
    login: async () => {
      token = ''
      const query = { corpid: env['WECOM_CORP_ID'] ?? '', corpsecret: env['WECOM_SECRET'] ?? '' }
      token = String((await client.call('gettoken', { query }))['access_token'])
      return token
    },
  }
  await client.login()
  return client
}

export const text = (content: string) => ({ msgtype: 'text', text: { content } })

let tasks = 0
/** A card with one button that calls back. */
export const buttonCard = (over: object = {}) => ({
  msgtype: 'template_card',
  template_card: {
    card_type: 'button_interaction',
    main_title: { title: '十一月学习' },
    task_id: `task-${++tasks}`,
    button_list: [{ text: '我已学习', key: 'done:1', style: 1 }],
    ...over,
  },
})

export const noticeCard = (over: object = {}) => ({
  msgtype: 'template_card',
  template_card: {
    card_type: 'text_notice',
    main_title: { title: '十一月学习' },
    card_action: { type: 1, url: 'https://lz.example.org/h5/1' },
    ...over,
  },
})

/** A hospital of so many, all in one department. */
export function largeHospital(people: number): HospitalPlan {
  const plan = smallHospital()
  const department = [3]
  for (let i = 0; i < people; i++) {
    plan.people.push({
      userid: `s${i}`,
      name: `职工${i}`,
      department,
      is_leader_in_dept: [0],
      position: '',
      status: 1,
    })
  }
  return plan
}

export async function temporaryFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'qingfeng-sandbox-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
