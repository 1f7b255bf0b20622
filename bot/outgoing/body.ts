import { z } from 'zod'

/** The calls that tell somebody something. */
export const paths = {
  send: '/cgi-bin/message/send',
  update: '/cgi-bin/message/update_template_card',
  webhook: '/cgi-bin/webhook/send',
} as const

/** A message without its recipients: `msgtype` and the block of that name (vendor page 90236). */
export type Message =
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'textcard'; textcard: { title: string; description: string; url: string; btntxt: string } }
  | { msgtype: 'template_card'; template_card: object }
  | { msgtype: 'file'; file: { media_id: string }; safe: 1 }
  | { msgtype: 'image'; image: { media_id: string } }

/** What the `body` of a planned call holds. `json` is the request's exact text, so that a repeat is the same byte for byte. */
const Body = z.object({
  path: z.enum(paths),
  /** The key of a webhook. A secret: the store encrypts bodies. */
  query: z.object({ key: z.string() }).optional(),
  json: z.string(),
})
export type Body = z.infer<typeof Body>

export const writeBody = (path: Body['path'], message: object, query?: { key: string }): string =>
  JSON.stringify({ path, ...(query ? { query } : {}), json: JSON.stringify(message) } satisfies Body)

/** Throws where it is not one of ours. */
export const readBody = (body: string): Body => Body.parse(JSON.parse(body))
