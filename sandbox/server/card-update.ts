import { z } from 'zod'
import type { ApiRoute } from './api-route.ts'
import { appCard, checkCard } from './card-checks.ts'
import { cardContent, sentCard } from './card-content.ts'
import { CardFields, isInteractive } from './card-fields.ts'
import type { Chats } from './chats.ts'
import { keyOf, type Person } from './directory.ts'
import { flag, integer, readFields } from './fields.ts'
import { day } from './limits.ts'
import { Refusal } from './refusal.ts'
import { checkAgent } from './send.ts'
import type { ResponseCode, Sent } from './state.ts'
import type { World } from './world.ts'

/** Hours that a response_code serves, in ms (vendor page 94888). */
const codeLives = 3 * day
const name = 'message/update_template_card'

const Update = z.object({
  userids: z.array(z.string()).default([]),
  partyids: z.array(integer).default([]),
  tagids: z.array(integer).default([]),
  atall: flag.default(0),
  agentid: integer.optional(),
  response_code: z.string().default(''),
  button: z.object({ replace_name: z.string().default('') }).optional(),
  template_card: CardFields.optional(),
  enable_id_trans: flag.optional(),
})
type Update = z.infer<typeof Update>

/** `message/update_template_card` (vendor page 94888): greys the buttons, or puts another card in the place of one. */
export function updateRoute(world: World, chats: Chats): ApiRoute {
  const { state, directory } = world
  return {
    path: `/cgi-bin/${name}`,
    method: 'POST',
    answer: call => {
      const update = readFields(Update, call.json(), name, world.finding)
      checkAgent(update.agentid)
      const { code, sent } = codeOf(world, update.response_code)
      checkUpdate(world, update, sent)
      const { people, invaliduser } = targets(update, sent, code)
      const { button, template_card: card } = update
      state.codes.delete(update.response_code)
      if (card && sent.card) sent.card = { ...sentCard(card), taskId: card.task_id || sent.card.taskId }
      chats.replace(people, sent.id, 'update_template_card', content => {
        if (card) return cardContent(card)
        return content.type === 'card' ? { ...content, replaced: button?.replace_name ?? '' } : content
      })
      world.changed()
      return { invaliduser }
    },
  }

  /**
   * Whom of those named the card can be changed for: who got it, and with a press's own code the presser alone.
   * Whether such a code may change the cards of others is not documented; it may not here.
   */
  function targets(update: Update, sent: Sent, code: ResponseCode): { people: Person[]; invaliduser: string[] } {
    const { userids, partyids, tagids, atall } = update
    if (userids.length > 1000) throw new Refusal(40035, 'userids too long')
    if (partyids.length > 100) throw new Refusal(82002, 'too many departments')
    if (tagids.length > 100) throw new Refusal(82003, 'too many tags')
    if (!atall && !userids.length && !partyids.length && !tagids.length) throw new Refusal(82101, 'no target')
    const got = new Set(code.userid === null ? sent.to : [code.userid])
    const named = atall
      ? [...got]
      : [...userids.map(keyOf), ...directory.under(partyids).map(({ userid }) => keyOf(userid))]
    const people = [...new Set(named)].filter(id => got.has(id)).flatMap(id => directory.person(id) ?? [])
    if (!people.length) throw new Refusal(82102, 'no target has got this message')
    return { people, invaliduser: atall ? [] : userids.map(keyOf).filter(id => !got.has(id)) }
  }
}

/** Unknown, used and expired codes are all the same to WeCom. */
function codeOf({ state, now }: World, value: string): { code: ResponseCode; sent: Sent } {
  const code = state.codes.get(value)
  const sent = code && state.sent.get(code.message)
  if (!code || !sent || now() - code.at >= codeLives) throw new Refusal(60140, 'invalid response_code')
  return { code, sent }
}

function checkUpdate(world: World, { button, template_card: card }: Update, sent: Sent): void {
  if (card) {
    const isMember = (userid: string) => world.directory.person(userid) !== undefined
    checkCard(card, { limits: appCard, where: name, note: world.finding, replacing: true, isMember })
    if (button) world.finding(`${name}: both button and template_card`)
  } else if (!button) {
    throw new Refusal(40058, 'button or template_card missing')
  } else {
    if (!button.replace_name) throw new Refusal(42020, 'replace_name missing')
    if (!isInteractive(sent.card?.cardType ?? '')) throw new Refusal(42017, 'this card has no buttons')
  }
}
