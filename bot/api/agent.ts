import { z } from 'zod'
import type { Client } from './client.ts'

const AgentAnswer = z.object({
  name: z.string().default(''),
  allow_userinfos: z.object({ user: z.array(z.object({ userid: z.string() })).default([]) }).optional(),
  allow_partys: z.object({ partyid: z.array(z.number()).default([]) }).optional(),
  allow_tags: z.object({ tagid: z.array(z.number()).default([]) }).optional(),
  close: z.number().default(0),
  redirect_domain: z.string().default(''),
})

/** How the app is set up in the console (vendor page 90227). */
export interface Agent {
  name: string
  /** Members made visible one by one, beside departments and tags. */
  members: string[]
  departments: number
  tags: number
  closed: boolean
  /** The trusted domain of its pages; empty where none is set. */
  domain: string
}

export async function readAgent(client: Client, agentId: number): Promise<Agent> {
  const answer = await client.call({ path: '/cgi-bin/agent/get', query: { agentid: String(agentId) } }, AgentAnswer)
  return {
    name: answer.name,
    members: answer.allow_userinfos?.user.map(({ userid }) => userid) ?? [],
    departments: answer.allow_partys?.partyid.length ?? 0,
    tags: answer.allow_tags?.tagid.length ?? 0,
    closed: answer.close !== 0,
    domain: answer.redirect_domain,
  }
}

const Addresses = z.object({ ip_list: z.array(z.string()) })

/** Where WeCom's callbacks come from (vendor page 92520). */
export async function readCallbackAddresses(client: Client): Promise<string[]> {
  return (await client.call({ path: '/cgi-bin/getcallbackip' }, Addresses)).ip_list
}
