import { z } from 'zod'

/** What the smart bot is told (vendor pages 100719, 101027). Unknown fields, types and events are borne with. */

const Media = z.object({ url: z.string().min(1), aeskey: z.string().optional() })
export type Media = z.infer<typeof Media>

const text = z.object({ content: z.string() }).optional().catch(undefined)
const media = Media.optional().catch(undefined)
const MixedItem = z.object({ msgtype: z.string(), text })

const said = {
  msgtype: z.string().min(1),
  text,
  voice: text,
  mixed: z
    .object({ msg_item: z.array(MixedItem) })
    .optional()
    .catch(undefined),
  file: media,
}

const common = {
  msgid: z.string().min(1).max(300),
  /** In groups only. */
  chatid: z.string().min(1).max(300).optional(),
  /** Stands in every message, and in events only where the vendor's examples do not forget it. */
  chattype: z.enum(['single', 'group']).default('single'),
  from: z.object({ userid: z.string().min(1).max(300) }),
  /** Seconds; not in all frames. */
  create_time: z.number().positive().optional().catch(undefined),
}

export const MessageFrame = z.object({ ...common, ...said, quote: z.object(said).optional().catch(undefined) })
export type MessageFrame = z.infer<typeof MessageFrame>

/** A press stands in a block of its own; the SDK shows its fields flat. */
const Press = z.object({ event_key: z.string(), task_id: z.string().default('') })

export const EventFrame = z.object({
  ...common,
  event: z
    .looseObject({ eventtype: z.string(), template_card_event: Press.optional().catch(undefined) })
    .transform(event => {
      const flat = Press.safeParse(event)
      return { type: event.eventtype, press: event.template_card_event ?? (flat.success ? flat.data : null) }
    }),
})
export type EventFrame = z.infer<typeof EventFrame>

/** What somebody handed over or said. */
export type Heard = { kind: 'text'; text: string } | { kind: 'file'; file: Media } | { kind: 'other'; type: string }

/** Of a text with pictures the words; of a message that quotes a file that file, since in a group no other way brings one. */
export function heardIn(message: MessageFrame, botName: string): Heard {
  const { msgtype, quote, chattype } = message
  const file = msgtype === 'file' ? message.file : quote?.msgtype === 'file' ? quote.file : undefined
  if (file) return { kind: 'file', file }
  const words = wordsOf(message)
  if (words === null) return { kind: 'other', type: msgtype }
  return { kind: 'text', text: chattype === 'group' ? withoutMention(words, botName) : words }
}

function wordsOf({ msgtype, text, voice, mixed }: MessageFrame): string | null {
  switch (msgtype) {
    case 'text':
      return text?.content ?? ''
    case 'voice':
      return voice?.content ?? ''
    case 'mixed': {
      const parts = mixed?.msg_item.flatMap(item => item.text?.content ?? []) ?? []
      return parts.length ? parts.join('\n') : null
    }
    default:
      return null
  }
}

/** In a group the text holds `@清风 ` wherever it was typed. Under a name that is not known here the first mention goes. */
export function withoutMention(words: string, botName: string): string {
  const named = `@${botName}`
  const rest = words.includes(named)
    ? words.split(named).map((part, place) => (place ? part.replace(/^[ \t\u2000-\u200a\u3000]/u, '') : part))
    : [words.replace(/(^|\s)@\S+[ \t\u2000-\u200a\u3000]?/u, '$1')]
  return rest.join('').trim()
}
