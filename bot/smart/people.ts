import { z } from 'zod'
import type { Client } from '../api/client.ts'

/** What an encrypted userid looks like: `wo…`, where the bot's creator is no super administrator. */
const encrypted = /^wo[\w-]{18,}$/

/** What the product knows of a userid. */
export interface KnownPerson {
  /** The directory lists this person. */
  known: boolean
  /** Files of this person are taken. */
  files: boolean
}
export type KnowPerson = (userid: string) => Promise<KnownPerson>

/** Gives the userid behind what a frame names; null where it cannot be had. Nothing is guessed. */
export type ResolvePerson = (id: string) => Promise<string | null>

const Converted = z.object({
  userid_list: z.array(z.object({ open_userid: z.string(), userid: z.string().min(1) })).default([]),
})
const most = 5000

/** Converts encrypted userids (vendor page 101521) by the app's token, each once. */
export function personResolver(client: Client, know: KnowPerson): ResolvePerson {
  const known = new Map<string, string>()
  return async id => {
    if (!encrypted.test(id) || (await know(id)).known) return id
    const kept = known.get(id)
    if (kept !== undefined) return kept
    try {
      const body = JSON.stringify({ open_userid_list: [id] })
      const { userid_list: found } = await client.call({ path: '/cgi-bin/batch/openuserid_to_userid', body }, Converted)
      const userid = found.find(one => one.open_userid === id)?.userid
      if (userid === undefined) return null
      if (known.size >= most) known.delete(known.keys().next().value ?? '')
      known.set(id, userid)
      return userid
    } catch {
      return null
    }
  }
}
