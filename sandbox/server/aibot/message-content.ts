import { checkCard, narrowCard } from '../card-checks.ts'
import { cardContent, mediaAddress } from '../card-content.ts'
import type { CardFields } from '../card-fields.ts'
import { bytesOf } from '../fields.ts'
import { mediaFor } from '../media.ts'
import { uploadedByBot } from '../media-owners.ts'
import { Refusal } from '../refusal.ts'
import type { Content } from '../state.ts'
import type { World } from '../world.ts'
import type { BotCardFields, BotMessage } from './reply-fields.ts'

/** Bytes of a stream's or a markdown's text (vendor pages 101031, 101463). */
const longestText = 20_480

/** What a message of the smart bot shows. Throws `Refusal` for what the vendor refuses; notes what it would cut. */
export function botContent(world: World, where: string, message: BotMessage): Content {
  switch (message.msgtype) {
    case 'text':
      return { type: 'text', text: spoken(message.text?.content) }
    case 'markdown':
      checkFeedback(message.markdown?.feedback)
      return { type: 'markdown', text: spoken(message.markdown?.content) }
    case 'stream': {
      const { content = '', finish = false, feedback } = message.stream ?? {}
      checkFeedback(feedback)
      if (bytesOf(content) > longestText) throw new Refusal(45002, 'content size out of limit')
      if (finish && !content.trim()) world.finding(`${where}: a blank last frame leaves the message as being written`)
      return { type: 'markdown', text: content, ...(finish ? {} : { open: true }) }
    }
    case 'template_card':
      return cardContent(botCard(world, where, message.template_card))
    case 'image':
      return { type: 'image', url: mediaAddress(mediaOf(world, message.image?.media_id, 'image').id) }
    case 'file':
    case 'voice':
    case 'video': {
      if (message.msgtype === 'video') checkVideo(message.video)
      const block =
        message.msgtype === 'file' ? message.file : message.msgtype === 'voice' ? message.voice : message.video
      const { id, name, bytes } = mediaOf(world, block?.media_id, message.msgtype)
      return { type: 'file', name, bytes, safe: false, url: mediaAddress(id) }
    }
  }
}

/** A card that is fit to be sent, whether its task_id has been used or not. */
export function botCard(world: World, where: string, card: BotCardFields | undefined): CardFields {
  if (!card) throw new Refusal(42031, 'template_card missing')
  const { feedback, button_list: buttons, ...rest } = card
  const fields: CardFields = {
    ...rest,
    ...(buttons ? { button_list: buttons.map(button => ({ ...button, type: 0, url: '' })) } : {}),
  }
  checkFeedback(feedback)
  for (const { type, question } of card.jump_list ?? []) {
    if (type === 3 && (!question || bytesOf(question) > 200)) throw new Refusal(40058, 'invalid jump_list.question')
  }
  const isMember = (userid: string) => world.directory.person(userid) !== undefined
  checkCard(fields, { limits: narrowCard, where, note: world.finding, isMember, smartBot: true })
  return fields
}

/** A task_id is taken once; how long it stays taken is not documented: here for ever. */
export function takeTaskId({ state }: World, taskId: string | undefined): void {
  if (taskId === undefined) return
  if (state.bot.taskIds.has(taskId)) throw new Refusal(846625, 'task_id was used before')
  state.bot.taskIds.add(taskId)
}

function spoken(content: string | undefined): string {
  if (!content?.trim()) throw new Refusal(44004, 'empty content')
  if (bytesOf(content) > longestText) throw new Refusal(45002, 'content size out of limit')
  return content
}

function checkFeedback(feedback: { id: string } | undefined): void {
  if (feedback && bytesOf(feedback.id) > 256) throw new Refusal(40058, 'invalid feedback.id')
}

function checkVideo(video: { title: string; description: string } | undefined): void {
  if (bytesOf(video?.title ?? '') > 64) throw new Refusal(45002, 'video.title too long')
  if (bytesOf(video?.description ?? '') > 512) throw new Refusal(45002, 'video.description too long')
}

const mediaOf = (world: World, id: string | undefined, type: string) => mediaFor(world, id, type, uploadedByBot)
