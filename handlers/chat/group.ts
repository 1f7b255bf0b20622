import { z } from 'zod'
import type { Act, Answer, Desk } from '../act.ts'
import { Handed } from '../document/handed-in.ts'
import { bindChat, unbindChat } from '../group/bind.ts'
import { progressInGroup } from '../group/progress.ts'
import { texts } from '../group/texts.ts'
import { sayingsOf } from '../saying.ts'
import { waitingFor } from '../study/notice.ts'
import { words } from './capabilities.ts'
import { ownChat } from './conversation.ts'
import { hearText } from './hear.ts'
import { hearFile } from './hear-file.ts'
import { hearOther } from './other.ts'
import { type Heard, hearWord } from './words.ts'

export const GroupHeard = z.object({
  /** The group, as the smart bot's frames name it. */
  chat: z.string(),
  sent: z.number(),
  heard: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), message: z.string() }),
    z.object({ kind: z.literal('file'), handed: Handed }),
    z.object({ kind: z.literal('other') }),
  ]),
})
export type GroupHeard = z.infer<typeof GroupHeard>

/**
 * Something said to the smart bot in a group, before everybody's eyes. What concerns the group is answered there;
 * all else is done as if it had been said in the speaker's own chat, is answered there, and the group gets one line.
 */
export const hearGroup: Act<GroupHeard> = async (input, desk) => {
  if (!desk.who.known) return texts.inSingleChat
  const { heard } = input
  if (heard.kind !== 'text') return privately(await answerAlone(input, desk), texts, desk)
  if (!heard.message.trim()) return texts.help
  const word = hearWord(heard.message, words)
  const said = word && (await sayInGroup(word, input.chat, desk))
  if (said) return said
  const before = await waitingFor(desk.tx, desk.who.id, desk.at)
  const answer = await answerAlone(input, desk)
  const after = await waitingFor(desk.tx, desk.who.id, desk.at)
  // Who has learned something by the word is told so here: that much everybody could hear.
  return privately(answer, after.length < before.length ? { ...texts, continued: () => texts.recorded } : texts, desk)
}

/** What is answered before everybody: no names, nothing of one person. Null where it belongs into the own chat. */
async function sayInGroup({ word, rest }: Heard, chat: string, desk: Desk): Promise<string | null> {
  switch (word.names[0]) {
    case '帮助':
      return texts.help
    case '绑定':
      return bindChat(rest, chat, desk)
    case '解绑':
      return unbindChat(chat, desk)
    case '进度':
      return progressInGroup(rest, chat, desk)
    default:
      return null
  }
}

function answerAlone({ heard, sent }: GroupHeard, desk: Desk): Promise<Answer> {
  switch (heard.kind) {
    case 'text':
      return hearText({ message: heard.message, sent }, desk)
    case 'file':
      return hearFile({ handed: heard.handed, sent, into: 'open' }, desk)
    case 'other':
      return hearOther({ kind: 'picture' }, desk)
  }
}

/** Answers somebody apart from the group, and gives the line that the group sees. */
async function privately(
  answer: Answer,
  { continued }: Pick<typeof texts, 'continued'>,
  { tx, who, say }: Desk,
): Promise<string> {
  const own = await ownChat(tx, who.id)
  for (const saying of sayingsOf(answer)) await say({ person: who.id, via: own }, saying)
  return continued(own !== null)
}
