import { z } from 'zod'
import type { Act } from '../act.ts'
import { text } from '../saying.ts'
import { waitingFor } from '../study/notice.ts'
import { Conversation } from '../conversation.ts'
import { texts } from './texts.ts'

export const ChatEntered = z.object({ chat: Conversation })

/** A greeting is of no use later than this, and WeCom no longer takes one then. */
const greetsFor = 4500

/** Somebody opened the chat with the smart bot, the first time that day: how much is owed, and how to go on. */
export const greet: Act<z.infer<typeof ChatEntered>> = async ({ chat }, { tx, who, at, say }) => {
  const words = who.known ? texts.greeting((await waitingFor(tx, who.id, at)).length) : texts.notListed
  await say({ person: who.id, via: chat }, text(words), { until: at + greetsFor })
  return null
}
