import { CannotPlan, type PlanContext, type Planned, type Recipient } from '../../handlers/post.ts'
import type { Conversation } from '../../handlers/conversation.ts'
import type { CardSaying, Saying } from '../../handlers/saying.ts'
import type { Upload } from '../api/media.ts'
import { clean } from '../outgoing/cut.ts'
import { pageUrl } from '../outgoing/message.ts'
import { split } from '../outgoing/split.ts'
import { type BotMessage, readPressCode, writeBotBody } from './body.ts'
import { botCard, cardAsMarkdown, closedCard } from './card.ts'
import { link, plain } from './markdown.ts'

/** What a message of the bot holds, in bytes (vendor page 101031). */
const longest = 20_480
/** A greeting beyond this is none. */
const longestGreeting = 2048
/** What the bot may send, in bytes; of pictures the stricter of what the vendor's texts say. */
const largest = { file: 20 * 1024 * 1024, image: 2 * 1024 * 1024 }
const smallest = 6

export interface BotPlanDeps {
  /** Where pages open; null where they do not. */
  pages: string | null
  upload: (file: Upload) => Promise<string>
}

/** Says something in a chat of the smart bot: exact calls, none of them repeatable, since WeCom does not know a repeat. */
export async function planInChat(
  deps: BotPlanDeps,
  saying: Saying,
  to: readonly Recipient[],
  chat: Conversation,
  ids: () => string,
  context: PlanContext,
): Promise<Planned> {
  const { pages } = deps
  const first = ids()
  const people = to.map(({ id }) => id)
  const calls = (messages: readonly BotMessage[], reply = chat.reply): Planned =>
    messages.map((message, part) => {
      const id = part === 0 ? first : ids()
      const body = writeBotBody({ chat: chat.id, group: chat.group, reply, id, message })
      return { id, part, call: { to: people, body, repeatable: false, chat: chat.id } }
    })
  switch (saying.kind) {
    case 'text':
      return calls(markdown(plain(saying.text), saying.text))
    case 'card': {
      const url = pageUrl(pages, saying.page)
      const pressable = !chat.group && saying.buttons.length > 0
      return calls(
        pressable
          ? [{ kind: 'card', card: { ...botCard(saying, first, url) } }]
          : markdown(cardAsMarkdown(saying, url, chat.group)),
      )
    }
    case 'close-card': {
      const pressed = readPressCode(saying.responseCode)
      const card = pressed && (await context.card(pressed.taskId))
      if (!pressed || !card)
        return saying.otherwise === null ? nothing('卡片已不能更改') : calls(markdown(plain(saying.otherwise)))
      return calls([{ kind: 'update', card: { ...closed(card, pressed.taskId, saying.text, pages) } }], pressed.reqId)
    }
    case 'close-all':
      return nothing('智能机器人的卡片不能代为关闭')
    case 'file':
      return calls(await fileMessages(deps, saying, chat, context))
  }
}

/** A picture is shown; a file is downloaded from its page, or where there are no pages handed over. Neither goes into groups. */
async function fileMessages(
  { pages, upload }: BotPlanDeps,
  { make, of, name, summary, page, shown }: Extract<Saying, { kind: 'file' }>,
  chat: Conversation,
  context: PlanContext,
): Promise<BotMessage[]> {
  if (chat.group) return nothing('群里不发文件')
  const url = pageUrl(pages, page)
  const type = shown === 'picture' ? 'image' : 'file'
  if (type === 'file' && url !== null) return markdown([plain(summary), link(`下载 ${name}`, url)].join('  \n'))
  const bytes = await context.file(make, of)
  if (bytes.length >= smallest && bytes.length <= largest[type]) {
    return [{ kind: 'media', type, media: await upload({ name: clean(name), bytes, type }) }]
  }
  return type === 'image' ? markdown(plain(summary)) : nothing('文件是空的或超过 20 MB，企业微信发不了')
}

const closed = (card: CardSaying, taskId: string, words: string, pages: string | null): object =>
  closedCard(card, taskId, pageUrl(pages, card.page), words)

function nothing(why: string): never {
  throw new CannotPlan(why)
}

function markdown(content: string, words: string | null = null): BotMessage[] {
  const greeting = words !== null && Buffer.byteLength(words) <= longestGreeting ? clean(words) : null
  const parts = split(content, longest).filter(part => part.trim() !== '')
  if (!parts.length) nothing('没有可以发送的文字')
  return parts.map(part => ({ kind: 'markdown', content: part, plain: greeting }))
}
