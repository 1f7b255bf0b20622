import { z } from 'zod'

/** A chat of the smart bot: with one person, or a group. The app's own chat is none. */
export const Conversation = z.object({
  /** As the bot's frames name it; what is sent there has to name it letter by letter the same. */
  id: z.string().min(1).max(400),
  group: z.boolean(),
  /** The message or event that may still be answered as such; null where something is said unasked. */
  reply: z.string().max(400).nullable(),
})
export type Conversation = z.infer<typeof Conversation>
