import { z } from 'zod'
import type { Tree } from './envelope.ts'

/**
 * What WeCom delivers to an app, decrypted (vendor pages 90239 messages, 90240 events).
 * Every value comes as a string; `MsgId` has 64 bits and stays one.
 * An element that comes twice is an array, fits no member, and so cannot pass for the first: `unknown`.
 */

const seconds = z.string().regex(/^\d{1,10}$/)

const common = { FromUserName: z.string().min(1).max(64), CreateTime: seconds }
const message = { ...common, MsgId: z.string().min(1).max(64).optional() }
const event = { ...common, MsgType: z.literal('event'), EventKey: z.string().optional() }

const Text = z.object({ ...message, MsgType: z.literal('text'), Content: z.string() })
const Image = z.object({ ...message, MsgType: z.literal('image'), MediaId: z.string(), PicUrl: z.string().optional() })
const Voice = z.object({ ...message, MsgType: z.literal('voice'), MediaId: z.string(), Format: z.string().optional() })
const Video = z.object({ ...message, MsgType: z.literal('video'), MediaId: z.string() })
const Location = z.object({
  ...message,
  MsgType: z.literal('location'),
  Location_X: z.string(),
  Location_Y: z.string(),
  Label: z.string().optional(),
})
const Link = z.object({ ...message, MsgType: z.literal('link'), Title: z.string().optional(), Url: z.string() })
/** On no page of the vendor; should it come, it is known. */
const File = z.object({ ...message, MsgType: z.literal('file'), MediaId: z.string(), Title: z.string().optional() })

/** A button of a card was pressed. `ResponseCode` changes that card, once, within 72 h. */
const CardPress = z.object({
  ...event,
  Event: z.literal('template_card_event'),
  EventKey: z.string(),
  TaskId: z.string(),
  CardType: z.string(),
  ResponseCode: z.string(),
})
/** The app was opened. */
const EnterAgent = z.object({ ...event, Event: z.literal('enter_agent') })
/** The member has come into the app's visible range. */
const Subscribe = z.object({ ...event, Event: z.literal('subscribe') })
const Unsubscribe = z.object({ ...event, Event: z.literal('unsubscribe') })
/** An entry of the app's menu. */
const Click = z.object({ ...event, Event: z.literal('click'), EventKey: z.string() })

const Message = z.discriminatedUnion('MsgType', [Text, Image, Voice, Video, Location, Link, File])
const Event = z.discriminatedUnion('Event', [CardPress, EnterAgent, Subscribe, Unsubscribe, Click])

/** Whatever else: another type, another event, or one of the above with something missing or doubled. */
const Unknown = z.object({
  MsgType: z.string().catch(''),
  Event: z.string().optional().catch(undefined),
  EventKey: z.string().optional().catch(undefined),
  TaskId: z.string().optional().catch(undefined),
  MsgId: z.string().max(64).optional().catch(undefined),
  FromUserName: common.FromUserName.nullable().catch(null),
  CreateTime: seconds.nullable().catch(null),
})

export type Incoming = z.infer<typeof Message> | z.infer<typeof Event> | Unknown
/** `kind` stands apart from WeCom's own names, so that no type of message can pass for it. */
export type Unknown = z.infer<typeof Unknown> & { kind: 'unknown' }

/** Reads a decrypted message. Never fails: what is not understood is `unknown`. */
export function readIncoming(tree: Tree): Incoming {
  const read = tree.MsgType === 'event' ? Event.safeParse(tree) : Message.safeParse(tree)
  return read.success ? read.data : { ...Unknown.parse(tree), kind: 'unknown' }
}
