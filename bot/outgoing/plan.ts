import { CannotPlan, type PlanContext, type Planned, type Post, type Recipient } from '../../handlers/post.ts'
import type { Saying } from '../../handlers/saying.ts'
import { fileLimits, imageLimits, type Upload } from '../api/media.ts'
import { type Message, paths, writeBody } from './body.ts'
import { readPressCode } from '../smart/body.ts'
import type { SmartBot } from '../smart/smart-bot.ts'
import { clean, cut } from './cut.ts'
import { marked } from './mark.ts'
import { type Ability, pageUrl } from './message.ts'
import { render, renderDownload } from './render.ts'
import { webhookKey } from './webhook.ts'

export interface PlanDeps {
  agentId: number
  apiBase: string
  ability: Ability
  /** Uploads a file and gives its media_id. */
  upload: (file: Upload) => Promise<string>
  /** Says things in chats of the smart bot; null where there is none. */
  bot: Pick<SmartBot, 'canSpeak' | 'plan'> | null
}

/** As many userids as one call takes (vendor page 90236). */
const mostRecipients = 1000
/** The longest interval WeCom takes, in seconds: within it the same body is shown once. */
const duplicateInterval = 14_400
/** Nothing documents the limit of a greyed button; the text of a button at its longest is 10, a card's title 36. */
const replacedText = 36

/** Turns sayings into exact calls; see `Post.plan`. */
export function planner({ agentId, apiBase, ability, upload, bot }: PlanDeps): Post['plan'] {
  const toPeople = (recipients: readonly Recipient[], message: Message): string =>
    writeBody(paths.send, {
      touser: recipients.map(({ userid }) => userid).join('|'),
      agentid: agentId,
      ...message,
      enable_duplicate_check: 1,
      duplicate_check_interval: duplicateInterval,
    })

  /** Every thousand of them gets the same messages; a message waits for the one before it. */
  function sendAll(recipients: readonly Recipient[], ids: () => string, messages: (id: string) => Message[]): Planned {
    return inThousands(recipients).flatMap(some => {
      const first = ids()
      return messages(first).map((message, part) => {
        const id = part === 0 ? first : ids()
        const call = { to: some.map(person => person.id), body: toPeople(some, marked(message, id)), repeatable: true }
        return { id, part, call }
      })
    })
  }

  async function planFile(
    saying: Extract<Saying, { kind: 'file' }>,
    to: readonly Recipient[],
    ids: () => string,
    context: PlanContext,
  ): Promise<Planned> {
    if (saying.shown === 'picture') return planPicture(saying, to, ids, context)
    const url = pageUrl(ability.pages, saying.page)
    if (url !== null) return sendAll(to, ids, () => [renderDownload(saying, url)])
    const bytes = await context.file(saying.make, saying.of)
    if (bytes.length < fileLimits.smallest || bytes.length > fileLimits.largest) {
      throw new CannotPlan('文件是空的或超过 20 MB，企业微信发不了')
    }
    const [inWeCom, inWeChat] = [
      to.filter(({ reads }) => reads === 'wecom'),
      to.filter(({ reads }) => reads === 'wechat'),
    ]
    // The WeChat plug-in shows no files; what is plain text is read there as messages.
    const plain = saying.name.endsWith('.txt') ? { kind: 'text' as const, text: decoded(bytes) } : null
    const asTexts = plain ? sendAll(inWeChat, ids, id => render(plain, 'wechat', ability, id)) : []
    const receivers = plain ? inWeCom : to
    if (!receivers.length) return asTexts
    const media = await upload({ name: clean(saying.name), bytes })
    // Confidential: it cannot be forwarded, and shows whose screen it is on.
    const file: Message = { msgtype: 'file', file: { media_id: media }, safe: 1 }
    return [...sendAll(receivers, ids, () => [file]), ...asTexts]
  }

  /** Seen at once; through the WeChat plug-in, which shows no pictures, its sentence is read. */
  async function planPicture(
    { make, of, name, summary }: Extract<Saying, { kind: 'file' }>,
    to: readonly Recipient[],
    ids: () => string,
    context: PlanContext,
  ): Promise<Planned> {
    const inWeCom = to.filter(({ reads }) => reads === 'wecom')
    const said = { kind: 'text' as const, text: summary }
    const asTexts = sendAll(
      to.filter(({ reads }) => reads === 'wechat'),
      ids,
      id => render(said, 'wechat', ability, id),
    )
    if (!inWeCom.length) return asTexts
    const bytes = await context.file(make, of)
    if (bytes.length < imageLimits.smallest || bytes.length > imageLimits.largest) {
      throw new CannotPlan('图片是空的或超过 10 MB，企业微信发不了')
    }
    const media = await upload({ name: clean(name), bytes, type: 'image' })
    return [...sendAll(inWeCom, ids, () => [{ msgtype: 'image', image: { media_id: media } }]), ...asTexts]
  }

  function planGroup(saying: Saying, ids: () => string, webhook: string | null): Planned {
    const key = webhook === null ? null : webhookKey(webhook, apiBase)
    if (key === null) throw new CannotPlan('这个科室没有绑定群')
    if (saying.kind !== 'text' && saying.kind !== 'card') throw new CannotPlan('群里发不了这种内容')
    const first = ids()
    return render(saying, 'group', ability, first).map((message, part) => ({
      id: part === 0 ? first : ids(),
      part,
      // A webhook knows no duplicate check: the same body twice is two messages.
      call: { to: [], body: writeBody(paths.webhook, message, { key }), repeatable: false },
    }))
  }

  const update = (id: string, to: string[], target: object, code: string, words: string): Planned => {
    const button = { replace_name: cut(clean(words), replacedText) }
    const body = writeBody(paths.update, { ...target, agentid: agentId, response_code: code, button })
    return [{ id, part: 0, call: { to, body, repeatable: true } }]
  }

  return async (saying, to, group, ids, context) => {
    const { chat } = context
    if (chat && bot?.canSpeak()) return bot.plan(saying, to, chat, ids, context)
    if (chat?.group && context.webhook === null) throw new CannotPlan('智能机器人现在不能在群里说话')
    if (group !== null) return planGroup(saying, ids, context.webhook)
    switch (saying.kind) {
      case 'text':
        return sendAll(to, ids, id => render(saying, 'wecom', ability, id))
      case 'card':
        return (['wecom', 'wechat'] as const).flatMap(reader => {
          const readers = to.filter(recipient => recipient.reads === reader)
          return sendAll(readers, ids, id => render(saying, reader, ability, id))
        })
      case 'close-card': {
        if (readPressCode(saying.responseCode)) {
          // A card of the smart bot, which cannot speak at the moment.
          if (saying.otherwise === null) throw new CannotPlan('卡片已不能更改')
          const otherwise = { kind: 'text' as const, text: saying.otherwise }
          return sendAll(to, ids, id => render(otherwise, 'wecom', ability, id))
        }
        const target = { userids: to.map(({ userid }) => userid).slice(0, mostRecipients) }
        return update(
          ids(),
          to.map(({ id }) => id),
          target,
          saying.responseCode,
          saying.text,
        )
      }
      case 'close-all':
        if (context.responseCode === null) throw new CannotPlan('卡片已过了可以更改的时间')
        // The body names nobody, and what is answered says nothing about whom messages reach.
        return update(ids(), [], { atall: 1 }, context.responseCode, saying.text)
      case 'file':
        return planFile(saying, to, ids, context)
    }
  }
}

/** Without the mark of its encoding. */
const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

function inThousands<T>(items: readonly T[]): T[][] {
  const groups: T[][] = []
  for (let i = 0; i < items.length; i += mostRecipients) groups.push(items.slice(i, i + mostRecipients))
  return groups
}
