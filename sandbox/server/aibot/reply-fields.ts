import { z } from 'zod'
import { CardFields } from '../card-fields.ts'
import { integer } from '../fields.ts'
import { Refusal } from '../refusal.ts'

/** The bodies of replies and pushes, a list of fields for each msgtype (vendor pages 101031, 101032, 101463). */

const text = z.string().default('')
const feedback = z.object({ id: z.string().min(1) }).optional()
const mediaBlock = z.object({ media_id: text })

/** The smart bot's cards: no buttons that open pages, a third kind of jump, feedback of their own. */
export const BotCardFields = CardFields.extend({
  button_list: z.array(z.object({ text, style: integer.default(1), key: text })).optional(),
  jump_list: z
    .array(z.object({ type: integer.default(0), title: text, url: text, appid: text, pagepath: text, question: text }))
    .optional(),
  feedback,
}).omit({ replace_text: true })
export type BotCardFields = z.infer<typeof BotCardFields>

const blocks = {
  text: z.object({ content: text }),
  markdown: z.object({ content: text, feedback }),
  stream: z.object({ id: text, finish: z.boolean().default(false), content: text, feedback }),
  template_card: BotCardFields,
  file: mediaBlock,
  image: mediaBlock,
  voice: mediaBlock,
  video: z.object({ media_id: text, title: text, description: text }),
}
type BlockType = keyof typeof blocks

const withBlock = <T extends BlockType, E extends z.ZodRawShape>(type: T, extra: E) =>
  z.object({ msgtype: z.literal(type), [type]: blocks[type].optional(), ...extra })

const target = { chatid: text, chat_type: integer.default(0) }
const none = {}

/** What each command takes; of `stream_with_template_card` the page says in one place that it is not supported. */
const kinds = {
  aibot_respond_msg: ['stream', 'markdown', 'template_card', 'file', 'image', 'voice', 'video'],
  aibot_respond_welcome_msg: ['text', 'template_card'],
  aibot_send_msg: ['markdown', 'template_card', 'file', 'image', 'voice', 'video'],
} as const satisfies Record<string, readonly BlockType[]>
export type SayingCommand = keyof typeof kinds

/** A message of the bot; the block that its msgtype names. */
export type BotMessage = {
  [T in BlockType]: { msgtype: T } & { [B in T]?: z.infer<(typeof blocks)[T]> }
}[BlockType] & { chatid?: string; chat_type?: number }

/** The schema of a body, by the msgtype it names. Throws `Refusal` (40008) for one this command does not take. */
export function messageSchema(cmd: SayingCommand, body: unknown): z.ZodType<BotMessage> {
  const type: unknown = body instanceof Object && 'msgtype' in body ? body.msgtype : undefined
  const known = kinds[cmd].find(kind => kind === type)
  if (!known) throw new Refusal(40008, 'invalid message type')
  return withBlock(known, cmd === 'aibot_send_msg' ? target : none) as unknown as z.ZodType<BotMessage>
}

export const Update = z.object({
  response_type: text,
  userids: z.array(z.string()).default([]),
  template_card: BotCardFields.optional(),
})
