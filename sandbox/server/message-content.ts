import { checkCard, appCard } from './card-checks.ts'
import { cardContent, mediaAddress } from './card-content.ts'
import { bytesOf, cutBytes, hasScheme, lengthOf, type Note } from './fields.ts'
import type { MessageFields } from './message-fields.ts'
import { mediaFor } from './media.ts'
import { Refusal } from './refusal.ts'
import type { Content } from './state.ts'
import type { World } from './world.ts'

/** A text in bytes; a longer one is cut without a word (vendor page 90236). */
const longestText = 2048
const confidentialFiles = /\.(?:txt|pdf|docx?|pptx?|xlsx?|xml|jpe?g|png|bmp|gif)$/i

/** What a message of the app shows. Throws `Refusal` for what the vendor refuses; notes what it would cut. */
export function messageContent(world: World, message: MessageFields, note: Note): Content {
  const confidential = message.safe ?? 0
  if (confidential < 0 || confidential > (message.msgtype === 'mpnews' ? 2 : 1))
    throw new Refusal(40058, 'invalid safe')
  switch (message.msgtype) {
    case 'text':
      return { type: 'text', text: shownText(required(message.text?.content, 44004), 'text.content', note) }
    case 'markdown': {
      const content = required(message.markdown?.content, 44004)
      if (bytesOf(content) > longestText) throw new Refusal(45002, 'content size out of limit')
      return { type: 'markdown', text: content }
    }
    case 'textcard':
      return textcard({ title: '', description: '', url: '', ...message.textcard }, note)
    case 'template_card': {
      const card = message.template_card
      if (!card) throw new Refusal(42031, 'template_card missing')
      const isMember = (userid: string) => world.directory.person(userid) !== undefined
      checkCard(card, { limits: appCard, where: 'message/send', note, isMember })
      return cardContent(card)
    }
    case 'image':
      return { type: 'image', url: mediaAddress(mediaFor(world, message.image?.media_id, 'image', null).id) }
    case 'voice':
    case 'video':
    case 'file': {
      const block =
        message.msgtype === 'voice' ? message.voice : message.msgtype === 'video' ? message.video : message.file
      const media = mediaFor(world, block?.media_id, message.msgtype, null)
      const safe = message.safe === 1
      if (safe && message.msgtype === 'file' && !confidentialFiles.test(media.name)) {
        throw new Refusal(40004, 'this kind of file cannot be confidential')
      }
      return { type: 'file', name: media.name, bytes: media.bytes, safe, url: mediaAddress(media.id) }
    }
    case 'news':
      return newsContent(message.news?.articles ?? [])
    case 'mpnews':
      return mpnewsContent(message.mpnews?.articles ?? [], (id: string) => mediaFor(world, id, 'image', null))
  }
}

function required(text: string | undefined, code: number): string {
  if (!text) throw new Refusal(code, 'empty content')
  return text
}

export function shownText(text: string, field: string, note: Note): string {
  if (bytesOf(text) <= longestText) return text
  note(`${field} is cut after ${longestText} bytes`)
  return cutBytes(text, longestText)
}

function textcard(
  { title, description, url, btntxt }: { title: string; description: string; url: string; btntxt?: string | undefined },
  note: Note,
): Content {
  if (!title) throw new Refusal(41016, 'title missing')
  if (!description) throw new Refusal(41033, 'description missing')
  checkUrl(url)
  if (lengthOf(title) > 128) note('textcard.title is cut after 128 characters')
  if (lengthOf(description) > 512) note('textcard.description is cut after 512 characters')
  if (lengthOf(btntxt ?? '') > 4) note('textcard.btntxt is cut after 4 characters')
  return {
    type: 'textcard',
    title: firstOf(title, 128),
    description: firstOf(description, 512),
    url,
    button: firstOf(btntxt || '详情', 4),
  }
}

const firstOf = (text: string, most: number): string => [...text].slice(0, most).join('')

function checkUrl(url: string): void {
  if (!url) throw new Refusal(40063, 'url missing')
  if (bytesOf(url) > 2048) throw new Refusal(40039, 'url too long')
  if (!hasScheme(url)) throw new Refusal(45034, 'url without scheme')
}

interface Article {
  title: string
  description: string
  url: string
  appid?: string | undefined
  pagepath?: string | undefined
}

/** Articles, shown as one text card: the first leads. */
export function newsContent(articles: readonly Article[]): Content {
  if (!articles.length) throw new Refusal(40063, 'articles missing')
  if (articles.length > 8) throw new Refusal(45008, 'too many articles')
  for (const { title, description, url, appid, pagepath } of articles) {
    if (!title) throw new Refusal(41016, 'title missing')
    if (bytesOf(title) > 128 || bytesOf(description) > 512) throw new Refusal(45002, 'article too long')
    if (!(appid && pagepath)) checkUrl(url)
  }
  const [first, ...rest] = articles
  return {
    type: 'textcard',
    title: first?.title ?? '',
    description: [first?.description, ...rest.map(({ title }) => title)].filter(Boolean).join('\n'),
    url: first?.url ?? '',
    button: '详情',
  }
}

interface MpArticle {
  title: string
  thumb_media_id: string
  author?: string | undefined
  content_source_url?: string | undefined
  content: string
  digest: string
}

function mpnewsContent(articles: readonly MpArticle[], picture: (id: string) => unknown): Content {
  if (!articles.length) throw new Refusal(40063, 'articles missing')
  if (articles.length > 8) throw new Refusal(45008, 'too many articles')
  for (const { title, thumb_media_id: thumb, author = '', content, digest } of articles) {
    if (!title) throw new Refusal(41016, 'title missing')
    if (!content) throw new Refusal(44004, 'content missing')
    picture(thumb)
    if (bytesOf(author) > 64) throw new Refusal(45032, 'author too long')
    if (bytesOf(title) > 128 || bytesOf(digest) > 512 || bytesOf(content) > 666 * 1024) {
      throw new Refusal(45002, 'article too long')
    }
  }
  const [first] = articles
  return {
    type: 'textcard',
    title: first?.title ?? '',
    description: first?.digest ?? '',
    url: first?.content_source_url ?? '',
    button: '详情',
  }
}
