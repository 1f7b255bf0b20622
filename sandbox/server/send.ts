import { createHash, randomBytes } from 'node:crypto'
import type { ApiRoute } from './api-route.ts'
import { app } from './app.ts'
import type { CardFields } from './card-fields.ts'
import { isInteractive } from './card-fields.ts'
import { sentCard } from './card-content.ts'
import { appChat, type Chats } from './chats.ts'
import { keyOf, type Person } from './directory.ts'
import { readFields } from './fields.ts'
import { personTimesPerAccount, perMember, slidingWindow } from './limits.ts'
import { messageContent } from './message-content.ts'
import { type MessageFields, messageSchema } from './message-fields.ts'
import { recipientsOf } from './recipients.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

/** The longest interval of the duplicate check, in seconds. */
const longestInterval = 14_400
const name = 'message/send'

/** `message/send` (vendor page 90236). */
export function sendRoute(world: World, chats: Chats): ApiRoute {
  const { state, now } = world
  const perPerson = slidingWindow(...perMember)

  const take = (body: unknown): object => {
    const fields = readFields(messageSchema(body), body, name, world.finding)
    checkAgent(fields.agentid)
    const notes: string[] = []
    if (fields.duplicate_check_interval > longestInterval) notes.push('duplicate_check_interval is over 4 hours')
    const card = fields.msgtype === 'template_card' ? fields.template_card : undefined
    const content = messageContent(world, fields, words => notes.push(words))
    const { people, invaliduser, invalidparty, invalidtag } = recipientsOf(world, fields)
    if (card) checkCallback(world, card)
    if (card?.task_id !== undefined) takeTaskId(world, card.task_id)
    countPersonTimes(world, people.length)
    for (const words of notes) world.finding(words.startsWith(name) ? words : `${name}: ${words}`)

    const id = randomBytes(24).toString('base64url')
    const reached = people.filter(person => isWithinRate(person))
    state.sent.set(id, {
      id,
      at: now(),
      to: reached.map(({ userid }) => keyOf(userid)),
      card: card ? sentCard(card) : null,
    })
    chats.show(reached, { id, chat: appChat, by: name, what: fields.msgtype, content })
    world.changed()
    return {
      invaliduser: invaliduser.join('|'),
      invalidparty: invalidparty.join('|'),
      invalidtag: invalidtag.join('|'),
      unlicenseduser: '',
      msgid: id,
      ...(card && canChange(card) ? { response_code: issueCode(world, id) } : {}),
    }
  }

  /** WeCom drops what is too much for one member without a word (vendor page 90312). */
  const isWithinRate = (person: Person): boolean => {
    if (perPerson.take(keyOf(person.userid), now())) return true
    world.finding(`${name}: dropped, over 30 a minute or 1000 an hour to ${person.userid}`)
    return false
  }

  return {
    path: `/cgi-bin/${name}`,
    method: 'POST',
    answer: call => {
      const body = call.json()
      // Asked before anything else: a repeat is no second use of its task_id.
      const checked = duplicateCheck(body)
      if (!checked) return take(body)
      const hash = createHash('sha256').update(call.raw).digest('base64')
      const before = state.answered.get(hash)
      if (before && now() - before.at < checked.interval) return before.answer
      const answer = take(body)
      for (const [old, { at }] of state.answered) {
        if (now() - at < longestInterval * 1000) break
        state.answered.delete(old)
      }
      state.answered.delete(hash)
      state.answered.set(hash, { at: now(), answer })
      return answer
    },
  }
}

/** Whether the request wants to be dropped when it comes again, and for how long, in ms. */
function duplicateCheck(body: unknown): { interval: number } | null {
  if (!(body instanceof Object)) return null
  const { enable_duplicate_check: enabled, duplicate_check_interval: interval } = body as Record<string, unknown>
  if (Number(enabled) !== 1) return null
  const seconds = interval === undefined ? 1800 : Number(interval)
  return { interval: Math.min(Number.isFinite(seconds) ? seconds : 1800, longestInterval) * 1000 }
}

/** Throws `Refusal` unless the agentid is there (41011) and belongs to the token (301002). */
export function checkAgent(agentid: MessageFields['agentid']): void {
  if (agentid === undefined) throw new Refusal(41011, 'agentid missing')
  if (agentid !== app.agentId) throw new Refusal(301002, 'not allow operate another agent with this accesstoken')
}

const canChange = (card: CardFields): boolean => isInteractive(card.card_type) || card.action_menu !== undefined

/** What calls back needs the app's callback to be set (vendor page 90236). */
function checkCallback({ switches }: World, card: CardFields): void {
  if (switches.noCallbackConfigured && canChange(card)) throw new Refusal(43012, 'no callback url is set')
}

/** How long a task_id stays taken is not documented: here for ever. */
function takeTaskId({ state }: World, taskId: string): void {
  if (state.taskIds.has(taskId)) throw new Refusal(42014, 'task_id was used before')
  state.taskIds.add(taskId)
}

/** A code that changes a card once; a press's own changes the presser's card. */
export function issueCode(world: World, message: string, userid: string | null = null): string {
  const code = randomBytes(32).toString('base64url')
  world.state.codes.set(code, { message, at: world.now(), userid })
  return code
}

/** Accounts × 200 person-times a calendar day (vendor page 90312). */
function countPersonTimes(world: World, people: number): void {
  const { state, directory } = world
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(world.now())
  const count = (state.personTimes.day === day ? state.personTimes.count : 0) + people
  if (count > directory.plan.people.length * personTimesPerAccount) throw new Refusal(45009, 'person-times of the day')
  state.personTimes = { day, count }
}
