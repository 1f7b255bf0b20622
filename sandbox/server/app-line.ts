import type { LocalMessage } from '../wire.ts'
import { app } from './app.ts'
import type { Answer, Callback, Callbacks } from './callbacks.ts'
import type { Chats } from './chats.ts'
import { keyOf, type Person } from './directory.ts'
import { takePassive, type Trigger } from './passive.ts'
import { LocalRefusal } from './refusal.ts'
import { issueCode } from './send.ts'
import type { SentCard } from './state.ts'
import type { World } from './world.ts'
import { type Elements, writeXml } from './xml.ts'

/** What becomes of one callback. */
export interface Calling {
  /** One attempt has been made. */
  tried: Promise<void>
  /** The bot has taken or finally refused it. */
  taken: Promise<boolean>
}

/** The way from people to the app's callback. */
export interface AppLine {
  /** What somebody said: its MsgType, and the elements of that. */
  message(person: Person, type: string, elements: Elements): Calling
  press(person: Person, message: LocalMessage, key: string): Calling
  /** Makes the last callback of this person once more, byte for byte, and gives the status. */
  repeatLast(person: Person): Promise<number>
}

interface Last {
  callback: Callback
  trigger: Trigger
  answered: boolean
}

export function openAppLine(world: World, chats: Chats, callbacks: Callbacks): AppLine {
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

  function deliver(person: Person, elements: Elements, trigger: Trigger): Calling {
    const last: Last = { callback: callbacks.seal(writeXml(elements)), trigger, answered: false }
    lasts.set(keyOf(person.userid), last)
    let tried = (): void => undefined
    const first = new Promise<void>(resolve => (tried = resolve))
    const taken = callbacks
      .deliver(last.callback, answer => {
        take(person, last, answer)
        // Once everything that hangs on the end of the delivery is done, should this have been it.
        setImmediate(tried)
      })
      .then(({ status }) => status === 200)
    return { tried: Promise.race([first, taken.then(() => undefined)]), taken }
  }

  return {
    message: (person, type, elements) =>
      deliver(person, [...common(person, type), ...elements, ['MsgId', messageId()], ['AgentID', app.agentId]], {
        kind: 'message',
      }),
    press: (person, message, key) => {
      const card = world.state.sent.get(message.id)?.card
      if (!card) throw new LocalRefusal(404, '没有这张卡片。')
      const code = issueCode(world, message.id, keyOf(person.userid))
      world.changed()
      const trigger: Trigger = { kind: 'press', message: message.id }
      return deliver(person, [...common(person, 'event'), ...pressed(card, key, code)], trigger)
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
