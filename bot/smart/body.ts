import { z } from 'zod'

/** What is said in a chat of the smart bot, as a planned call holds it. How it travels is decided when it is sent. */
const BotBody = z.object({
  bot: z.object({
    chat: z.string(),
    group: z.boolean(),
    /** The frame it answers, if that can still be answered then. */
    reply: z.string().nullable(),
    /** The call's own id: the stream's, too. */
    id: z.string(),
    message: z.discriminatedUnion('kind', [
      /** `plain` is the same without Markdown, where it is short enough to greet with. */
      z.object({ kind: z.literal('markdown'), content: z.string(), plain: z.string().nullable() }),
      z.object({ kind: z.literal('card'), card: z.record(z.string(), z.unknown()) }),
      z.object({ kind: z.literal('media'), type: z.enum(['file', 'image']), media: z.string() }),
      /** Puts this card into the place of the one that was pressed. */
      z.object({ kind: z.literal('update'), card: z.record(z.string(), z.unknown()) }),
    ]),
  }),
})
export type BotCall = z.infer<typeof BotBody>['bot']
export type BotMessage = BotCall['message']

export const writeBotBody = (call: BotCall): string => JSON.stringify({ bot: call } satisfies z.infer<typeof BotBody>)

/** Null where the call is none of the smart bot's. */
export function readBotBody(body: string): BotCall | null {
  if (!body.startsWith('{"bot":')) return null
  const read = BotBody.safeParse(JSON.parse(body))
  return read.success ? read.data.bot : null
}

/** What a press of the bot's card brings, in place of the app's response code: the event's req_id and the card's task_id. */
export const pressCode = (reqId: string, taskId: string): string => `bot ${reqId} ${taskId}`

/** Null for a code of the app. */
export function readPressCode(code: string): { reqId: string; taskId: string } | null {
  const [, reqId, taskId] = /^bot (\S+) (\S*)$/u.exec(code) ?? []
  return reqId === undefined || taskId === undefined ? null : { reqId, taskId }
}
