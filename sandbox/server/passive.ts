import { randomBytes } from 'node:crypto'
import { app } from './app.ts'
import { cardFromXml } from './card-xml.ts'
import { cardContent, mediaAddress } from './card-content.ts'
import { appCard, checkCard } from './card-checks.ts'
import { appChat, type Chats } from './chats.ts'
import { decrypt, sign } from './cipher.ts'
import { keyOf, type Person } from './directory.ts'
import { mediaFor } from './media.ts'
import { newsContent, shownText } from './message-content.ts'
import type { Content } from './state.ts'
import type { World } from './world.ts'
import { readXml, textOf, type Tree, treeOf } from './xml.ts'

/** What the bot answers to: something said, or a pressed button of this message. */
export type Trigger = { kind: 'message' } | { kind: 'press'; message: string }

/**
 * Takes the answer in the response to a callback (vendor page 90241): checks signature, cipher and receiver, and shows
 * the message it carries. What WeCom would not take is dropped and noted. An empty answer is none.
 */
export function takePassive(world: World, chats: Chats, person: Person, trigger: Trigger, body: string): void {
  if (body === '') return
  const drop = (words: string): void => world.finding(`passive: ${words}`)
  const reply = open(body)
  if (typeof reply === 'string') return drop(reply)
  if (keyOf(textOf(reply, 'ToUserName')) !== keyOf(person.userid)) return drop('ToUserName is not who was answered')
  if (textOf(reply, 'FromUserName') !== app.corpId) return drop('FromUserName is not the corp')
  if (!/^\d+$/.test(textOf(reply, 'CreateTime'))) return drop('CreateTime missing')

  const type = textOf(reply, 'MsgType')
  try {
    if (type === 'update_button' || type === 'update_template_card') {
      if (trigger.kind !== 'press') return drop(`${type} answers no card`)
      const change = changeOf(world, type, reply)
      chats.replace([person], trigger.message, 'passive', content =>
        content.type === 'card' ? change(content) : content,
      )
      return
    }
    // The page lists no answer of a message to the press of a button.
    if (trigger.kind === 'press') return drop(`${type} to the press of a card's button`)
    const content = contentOf(world, type, reply)
    if (content === null) return drop(`unknown MsgType ${type}`)
    const id = randomBytes(24).toString('base64url')
    chats.show([person], { id, chat: appChat, by: 'passive', what: type, content })
  } catch (error) {
    drop(error instanceof Error ? error.message : 'not taken')
  }
}

/** The inner XML, or why it is not taken. */
function open(body: string): Tree | string {
  const outer = readXml(body)
  const encrypted = textOf(outer, 'Encrypt')
  if (!encrypted) return 'neither empty nor an encrypted answer'
  const signature = sign(app.token, textOf(outer, 'TimeStamp'), textOf(outer, 'Nonce'), encrypted)
  if (signature !== textOf(outer, 'MsgSignature')) return 'the signature differs'
  const opened = decrypt(app.aesKey, encrypted)
  if (!opened) return 'cannot be decrypted'
  if (opened.receiveId !== app.corpId) return 'encrypted for another receiver'
  return readXml(opened.message) ?? 'no XML inside'
}

function contentOf(world: World, type: string, reply: Tree): Content | null {
  const media = (block: string) => mediaFor(world, textOf(treeOf(reply, block), 'MediaId'), type, null)
  switch (type) {
    case 'text':
      return { type: 'text', text: shownText(textOf(reply, 'Content'), 'passive: text', world.finding) }
    case 'image':
      return { type: 'image', url: mediaAddress(media('Image').id) }
    case 'voice':
    case 'video': {
      const { id, name, bytes } = media(type === 'voice' ? 'Voice' : 'Video')
      return { type: 'file', name, bytes, safe: false, url: mediaAddress(id) }
    }
    case 'news': {
      const items = treeOf(reply, 'Articles')?.['item'] ?? []
      const articles = items.flatMap(item =>
        typeof item === 'string'
          ? []
          : [{ title: textOf(item, 'Title'), description: textOf(item, 'Description'), url: textOf(item, 'Url') }],
      )
      return newsContent(articles)
    }
    default:
      return null
  }
}

type CardContent = Extract<Content, { type: 'card' }>

/** What becomes of the presser's card. */
function changeOf(world: World, type: string, reply: Tree): (card: CardContent) => CardContent {
  if (type === 'update_button') {
    const words = textOf(treeOf(reply, 'Button'), 'ReplaceName')
    return card => ({ ...card, replaced: words })
  }
  const card = cardFromXml(treeOf(reply, 'TemplateCard'))
  const isMember = (userid: string) => world.directory.person(userid) !== undefined
  checkCard(card, { limits: appCard, where: 'passive', note: world.finding, replacing: true, isMember })
  return () => cardContent(card)
}
