import { z } from 'zod'
import type { ApiRoute } from './api-route.ts'
import type { Chats } from './chats.ts'
import { readFields } from './fields.ts'
import { day } from './limits.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

const Recall = z.object({ msgid: z.string().default('') })

/** `message/recall`, within 24 h of sending (vendor page 94867). */
export const recallRoute = (world: World, chats: Chats): ApiRoute => ({
  path: '/cgi-bin/message/recall',
  method: 'POST',
  answer: call => {
    const { msgid } = readFields(Recall, call.json(), 'message/recall', world.finding)
    if (!msgid) throw new Refusal(40063, 'msgid missing')
    const sent = world.state.sent.get(msgid)
    if (!sent) throw new Refusal(40058, 'invalid msgid')
    if (world.now() - sent.at >= day) throw new Refusal(42052, 'msgid expired')
    chats.recall(
      sent.to.flatMap(id => world.directory.person(id) ?? []),
      msgid,
    )
    return {}
  },
})
