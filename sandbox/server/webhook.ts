import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { ApiCall, ApiRoute } from './api-route.ts'
import { checkCard, narrowCard } from './card-checks.ts'
import { cardContent, mediaAddress } from './card-content.ts'
import { CardFields } from './card-fields.ts'
import { type Chats, groupChat } from './chats.ts'
import type { Group } from './directory.ts'
import { bytesOf, type Note, readFields } from './fields.ts'
import { perWebhook, slidingWindow } from './limits.ts'
import { keepMedia, mediaFor, upload } from './media.ts'
import { newsContent } from './message-content.ts'
import { filePart } from './multipart.ts'
import { Refusal } from './refusal.ts'
import type { Content } from './state.ts'
import type { World } from './world.ts'

const name = 'webhook/send'
const largestPicture = 2 * 1024 * 1024
const text = z.string().default('')
const names = z.array(z.string()).optional()
const article = z.object({ title: text, description: text, url: text, picurl: z.string().optional() })

/** Vendor page 99110. */
const blocks = {
  text: z.object({ content: text, mentioned_list: names, mentioned_mobile_list: names }),
  markdown: z.object({ content: text }),
  markdown_v2: z.object({ content: text }),
  image: z.object({ base64: text, md5: text }),
  news: z.object({ articles: z.array(article).default([]) }),
  file: z.object({ media_id: text }),
  voice: z.object({ media_id: text }),
  template_card: CardFields,
}
const Webhook = z.discriminatedUnion('msgtype', [
  z.object({ msgtype: z.literal('text'), text: blocks.text.optional() }),
  z.object({ msgtype: z.literal('markdown'), markdown: blocks.markdown.optional() }),
  z.object({ msgtype: z.literal('markdown_v2'), markdown_v2: blocks.markdown_v2.optional() }),
  z.object({ msgtype: z.literal('image'), image: blocks.image.optional() }),
  z.object({ msgtype: z.literal('news'), news: blocks.news.optional() }),
  z.object({ msgtype: z.literal('file'), file: blocks.file.optional() }),
  z.object({ msgtype: z.literal('voice'), voice: blocks.voice.optional() }),
  z.object({ msgtype: z.literal('template_card'), template_card: blocks.template_card.optional() }),
])
type Webhook = z.infer<typeof Webhook>

/** A group's webhook (vendor pages 99110, 91770): the key in the address is the only secret, and nothing comes back. */
export function webhookRoutes(world: World, chats: Chats): ApiRoute[] {
  const rate = slidingWindow(perWebhook)
  const groupOf = ({ query }: ApiCall): Group => {
    const group = world.directory.group(query['key'] ?? '')
    if (!group) throw new Refusal(93000, 'invalid webhook url')
    return group
  }
  return [
    {
      path: `/cgi-bin/${name}`,
      method: 'POST',
      query: ['key'],
      open: true,
      answer: async call => {
        const group = groupOf(call)
        if (!call.raw.length) throw new Refusal(93017, 'empty request')
        const body = call.json()
        checkType(body)
        const notes: string[] = []
        const note = (words: string) => notes.push(words)
        const message = readFields(Webhook, body, name, note)
        const content = await contentOf(world, message, group.key, note)
        if (!rate.take(group.key, world.now())) throw new Refusal(45009, 'api freq out of limit')
        for (const words of notes) world.finding(words)
        chats.show(world.directory.under(group.departments), {
          id: randomBytes(24).toString('base64url'),
          chat: groupChat(group.key),
          by: name,
          what: message.msgtype,
          content,
        })
        return {}
      },
    },
    {
      path: '/cgi-bin/webhook/upload_media',
      method: 'POST',
      query: ['key', 'type'],
      open: true,
      answer: call => {
        const { key } = groupOf(call)
        return upload(world, call.query['type'], filePart(call.ctx.get('Content-Type'), call.raw), key)
      },
    },
  ]
}

function checkType(body: unknown): void {
  const type: unknown = body instanceof Object && 'msgtype' in body ? body.msgtype : undefined
  if (typeof type !== 'string' || !(type in blocks)) throw new Refusal(40008, 'invalid message type')
}

async function contentOf(world: World, message: Webhook, key: string, note: Note): Promise<Content> {
  switch (message.msgtype) {
    case 'text':
      return { type: 'text', text: within(message.text?.content, 2048) }
    case 'markdown':
      return { type: 'markdown', text: within(message.markdown?.content, 4096) }
    case 'markdown_v2':
      return { type: 'markdown', text: within(message.markdown_v2?.content, 4096) }
    case 'image':
      return picture(world, key, message.image)
    case 'news':
      return newsContent(message.news?.articles ?? [])
    case 'file':
    case 'voice': {
      const block = message.msgtype === 'file' ? message.file : message.voice
      const media = mediaFor(world, block?.media_id, message.msgtype, key)
      return { type: 'file', name: media.name, bytes: media.bytes, safe: false, url: mediaAddress(media.id) }
    }
    case 'template_card': {
      const card = message.template_card
      if (card?.card_type !== 'text_notice' && card?.card_type !== 'news_notice') {
        throw new Refusal(42031, 'invalid card_type')
      }
      const isMember = (userid: string) => world.directory.person(userid) !== undefined
      checkCard(card, { limits: narrowCard, where: name, note, isMember })
      for (const block of ['action_menu', 'task_id'] as const) {
        if (card[block] !== undefined) note(`${name}: unknown field template_card.${block}`)
      }
      return { ...cardContent(card), buttons: [] }
    }
  }
}

/** Overlong content is an invalid parameter here, not cut. */
function within(content: string | undefined, most: number): string {
  if (!content) throw new Refusal(44004, 'empty content')
  if (bytesOf(content) > most) throw new Refusal(40058, `content exceeds the maximum length ${most}`)
  return content
}

async function picture(
  world: World,
  webhook: string,
  image: { base64: string; md5: string } | undefined,
): Promise<Content> {
  const bytes = Buffer.from(image?.base64 ?? '', 'base64')
  if (!bytes.length) throw new Refusal(93017, 'empty picture')
  if (bytes.length > largestPicture) throw new Refusal(93018, 'picture too large')
  if (createHash('md5').update(bytes).digest('hex') !== image?.md5.toLowerCase())
    throw new Refusal(301019, 'md5 differs')
  const { id } = await keepMedia(world, { type: 'image', name: '图片', bytes, webhook })
  return { type: 'image', url: mediaAddress(id) }
}
