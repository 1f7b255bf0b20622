import { z } from 'zod'
import { CardFields } from './card-fields.ts'
import { flag, integer } from './fields.ts'
import { Refusal } from './refusal.ts'

/** The fields of message/send, a list for each msgtype (vendor page 90236). */

const text = z.string().default('')
const mediaBlock = z.object({ media_id: text })

const blocks = {
  text: z.object({ content: text }),
  markdown: z.object({ content: text }),
  textcard: z.object({ title: text, description: text, url: text, btntxt: z.string().optional() }),
  template_card: CardFields,
  image: mediaBlock,
  voice: mediaBlock,
  file: mediaBlock,
  video: z.object({ media_id: text, title: z.string().optional(), description: z.string().optional() }),
  news: z.object({
    articles: z
      .array(
        z.object({
          title: text,
          description: text,
          url: text,
          picurl: z.string().optional(),
          appid: z.string().optional(),
          pagepath: z.string().optional(),
        }),
      )
      .default([]),
  }),
  mpnews: z.object({
    articles: z
      .array(
        z.object({
          title: text,
          thumb_media_id: text,
          author: z.string().optional(),
          content_source_url: z.string().optional(),
          content: text,
          digest: text,
        }),
      )
      .default([]),
  }),
}
export type MessageType = keyof typeof blocks

const envelope = {
  touser: z.string().optional(),
  toparty: z.string().optional(),
  totag: z.string().optional(),
  msgtype: z.string(),
  agentid: integer.optional(),
  enable_duplicate_check: flag.default(0),
  duplicate_check_interval: integer.default(1800),
}

const confidential: readonly string[] = ['text', 'image', 'video', 'file', 'mpnews']
const translated: readonly string[] = ['text', 'textcard', 'news', 'mpnews', 'template_card']

const schemas = Object.fromEntries(
  Object.entries(blocks).map(([type, block]) => [
    type,
    z.object({
      ...envelope,
      [type]: block.optional(),
      ...(confidential.includes(type) ? { safe: integer.optional() } : {}),
      ...(translated.includes(type) ? { enable_id_trans: flag.optional() } : {}),
    }),
  ]),
)

/** What every message has, and one block, the one its msgtype names. */
export type MessageFields = {
  [T in MessageType]: z.infer<z.ZodObject<typeof envelope>> & {
    msgtype: T
    safe?: number
    enable_id_trans?: number
  } & {
    [B in T]?: z.infer<(typeof blocks)[T]>
  }
}[MessageType]

export const isMessageType = (type: unknown): type is MessageType => typeof type === 'string' && type in blocks

/** The schema of a request, by the msgtype it names. Throws `Refusal` (40008) for any other. */
export function messageSchema(body: unknown): z.ZodType<MessageFields> {
  const type: unknown = body instanceof Object && 'msgtype' in body ? body.msgtype : undefined
  if (!isMessageType(type)) throw new Refusal(40008, 'invalid message type')
  return schemas[type] as unknown as z.ZodType<MessageFields>
}
