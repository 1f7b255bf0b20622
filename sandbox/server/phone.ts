import { randomBytes } from 'node:crypto'
import type { LocalMessage } from '../wire.ts'
import { app } from './app.ts'
import type { Answer, Callback, Callbacks } from './callbacks.ts'
import { appChat, type Chats } from './chats.ts'
import { hasClient, keyOf, type Person } from './directory.ts'
import { takePassive, type Trigger } from './passive.ts'
import { LocalRefusal } from './refusal.ts'
import { issueCode } from './send.ts'
import type { SentCard } from './state.ts'
import type { World } from './world.ts'
import { type Elements, writeXml } from './xml.ts'

/** What people do on their phones. */
export interface Phone {
  /** Gives the message at once; `taken` resolves when the bot has taken or finally refused it, `tried` after one attempt. */
  say(person: Person, text: string, chat: string): { message: LocalMessage; tried: Promise<void>; taken: Promise<void> }
  press(person: Person, messageId: string, key: string): { tried: Promise<void>; taken: Promise<void> }
  /** Makes the last callback of this person once more, byte for byte, and gives the status. */
  repeatLast(person: Person): Promise<number>
}

interface Last {
  callback: Callback
  trigger: Trigger
  answered: boolean
}

export function openPhone(world: World, chats: Chats, callbacks: Callbacks): Phone {
  const { now } = world
  const lasts = new Map<string, Last>()
  let count = 0

  /** 64 bits, beyond what a JavaScript number holds, and never again, not after a restart either. */
  const messageId = (): bigint => BigInt(`73${Date.now()}${String(++count % 10_000).padStart(4, '0')}`)

  const common = (person: Person, type: string): Elements => [
    ['ToUserName', app.corpId],
    ['FromUserName', person.userid],
    ['CreateTime', Math.floor(now() / 1000)],
    ['MsgType', type],
  ]

  /** The bot has one answer to a callback, however often it is made. */
  const take = (person: Person, last: Last, answer: Answer): void => {
    if (answer.status !== 200 || last.answered) return
    last.answered = true
    takePassive(world, chats, person, last.trigger, answer.body)
  }

  function deliver(person: Person, elements: Elements, trigger: Trigger) {
    const last: Last = { callback: callbacks.seal(writeXml(elements)), trigger, answered: false }
    lasts.set(keyOf(person.userid), last)
    let tried = (): void => undefined
    const first = new Promise<void>(resolve => (tried = resolve))
    const taken = callbacks.deliver(last.callback, answer => {
      take(person, last, answer)
      // Once everything that hangs on the end of the delivery is done, should this have been it.
      setImmediate(tried)
    })
    return { tried: first, taken }
  }

  return {
    say: (person, text, chat) => {
      mustHaveClient(person)
      if (chat === appChat && person.outside) throw new LocalRefusal(403, '该成员不在应用的可见范围内，不能发消息。')
      const message: LocalMessage = {
        id: randomBytes(12).toString('base64url'),
        chat,
        at: now(),
        from: 'me',
        content: { type: 'text', text },
        recalled: false,
        // An app hears nothing of what is written in groups (vendor page 90235).
        delivery: chat === appChat ? 'sending' : null,
      }
      chats.say(person, message)
      if (chat !== appChat) return { message, tried: Promise.resolve(), taken: Promise.resolve() }
      const elements: Elements = [
        ...common(person, 'text'),
        ['Content', text],
        ['MsgId', messageId()],
        ['AgentID', app.agentId],
      ]
      const { tried, taken } = deliver(person, elements, { kind: 'message' })
      const settled = taken.then(({ status }) => chats.deliver(person, message, status === 200 ? 'taken' : 'failed'))
      return { message, tried: Promise.race([tried, settled]), taken: settled }
    },
    press: (person, id, key) => {
      mustHaveClient(person)
      const message = chats.find(person.userid, id)
      if (message?.content.type !== 'card' || message.from !== 'bot') throw new LocalRefusal(404, '没有这张卡片。')
      const { content } = message
      if (message.recalled) throw new LocalRefusal(409, '这条消息已撤回。')
      if (content.replaced !== null) throw new LocalRefusal(409, '这张卡片已处理，按钮不能再按。')
      if (!content.buttons.some(button => button.key === key && button.url === null)) {
        throw new LocalRefusal(404, '卡片上没有这个按钮。')
      }
      const card = world.state.sent.get(id)?.card
      if (!card) throw new LocalRefusal(404, '没有这张卡片。')
      const code = issueCode(world, id, keyOf(person.userid))
      world.changed()
      const { tried, taken } = deliver(person, [...common(person, 'event'), ...pressed(card, key, code)], {
        kind: 'press',
        message: id,
      })
      const settled = taken.then(() => undefined)
      return { tried: Promise.race([tried, settled]), taken: settled }
    },
    repeatLast: async person => {
      const last = lasts.get(keyOf(person.userid))
      if (!last) throw new LocalRefusal(404, '这位成员还没有发过消息。')
      const answer = await callbacks.post(last.callback)
      take(person, last, answer)
      return answer.status ?? 0
    },
  }
}

/** `template_card_event`, or for an entry of the upper-right menu `template_card_menu_event` (vendor page 90240). */
function pressed(card: SentCard, key: string, code: string): Elements {
  const isMenu = card.menu.includes(key)
  const items: Elements = card.selected.map(({ question, options }) => [
    'SelectedItem',
    [
      ['QuestionKey', question],
      ['OptionIds', options.map(option => ['OptionId', option] as [string, string])],
    ],
  ])
  return [
    ['Event', isMenu ? 'template_card_menu_event' : 'template_card_event'],
    ['EventKey', key],
    ['TaskId', card.taskId],
    ['CardType', card.cardType],
    ['ResponseCode', code],
    ['AgentID', app.agentId],
    ...(items.length && !isMenu ? ([['SelectedItems', items]] as Elements) : []),
  ]
}

function mustHaveClient(person: Person): void {
  if (hasClient(person)) return
  if (person.status === 4) throw new LocalRefusal(403, '该成员尚未激活企业微信，不能发消息。')
  throw new LocalRefusal(403, '该成员已被禁用或已离开，不能发消息。')
}
