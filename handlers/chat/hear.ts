import { z } from 'zod'
import type { Act, Answer, Desk } from '../act.ts'
import { text, type Saying } from '../saying.ts'
import { dialogues, words } from './capabilities.ts'
import { openDialogue } from './dialogue.ts'
import { firstWords } from './greet.ts'
import { hearWord, mayUse } from './words.ts'
import { texts } from './texts.ts'

export const TextHeard = z.object({
  message: z.string(),
  /** When it was sent, as WeCom says, in milliseconds: parts that overtake one another are put in order by it. */
  sent: z.number(),
})

/** Something written to the bot. The open dialogue hears it first; then the words; then the general answer. */
export const hearText: Act<z.infer<typeof TextHeard>> = async (input, desk) => {
  if (!desk.who.known) return texts.notListed
  const answer = await answerTo(input, desk)
  return withGreeting(answer, await firstWords(desk))
}

async function answerTo({ message, sent }: z.infer<typeof TextHeard>, desk: Desk): Promise<Answer> {
  const open = await openDialogue(desk.tx, desk.who.id)
  const dialogue = open && dialogues.find(item => item.kind === open.kind)
  const heard = hearWord(message, words)
  if (open && dialogue) {
    const answer = await dialogue.hear({ id: open.id, message, sent, global: heard !== null }, desk)
    if (answer !== undefined) return answer
  }
  if (!heard) return resuming(texts.notUnderstood(message), await dialogue?.resume(open?.id ?? '', desk.tx))
  if (!mayUse(heard.word, desk.who)) {
    await desk.audit({ act: heard.word.names[0], outcome: 'refused' })
    return texts.notYours(heard.word)
  }
  const answer = await heard.word.act({ rest: heard.rest, sent }, desk)
  const still = await openDialogue(desk.tx, desk.who.id)
  const interrupted = dialogue && open && still?.kind === open.kind && still.id === open.id
  return interrupted ? resuming(answer, await dialogue.resume(open.id, desk.tx)) : answer
}

/** Adds the sentence that says how to go on. */
function resuming(answer: Answer, sentence: string | null | undefined): Answer {
  if (!sentence) return answer
  if (typeof answer === 'string') return `${answer}\n\n${sentence}`
  const sayings: readonly Saying[] = answer === null ? [] : 'kind' in answer ? [answer] : answer
  return [...sayings, text(sentence)]
}

function withGreeting(answer: Answer, greeting: string | null): Answer {
  if (!greeting) return answer
  if (answer === null) return greeting
  if (typeof answer === 'string') return `${answer}\n\n${greeting}`
  return [...('kind' in answer ? [answer] : answer), text(greeting)]
}
