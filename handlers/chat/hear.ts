import { z } from 'zod'
import type { Act, Answer, Desk } from '../act.ts'
import { adding } from '../saying.ts'
import { dialogues, words } from './capabilities.ts'
import { type Open, openDialogues } from './dialogue.ts'
import { firstWords } from './greet.ts'
import { hearWord, mayUse, nearWord } from './words.ts'
import { texts } from './texts.ts'

export const TextHeard = z.object({
  message: z.string(),
  /** When it was sent, as WeCom says, in milliseconds: parts that overtake one another are put in order by it. */
  sent: z.number(),
})

/** Something written to the bot. The open dialogue hears it first; then the words; then the general answer. */
export const hearText: Act<z.infer<typeof TextHeard>> = async (input, desk) => {
  if (!desk.who.known) {
    const heard = hearWord(input.message, words)
    if (heard?.word.for === 'office') await desk.audit({ act: heard.word.names[0], outcome: 'refused' })
    return texts.notListed
  }
  const before = await openDialogues(desk.tx, desk.who.id)
  const answer = await answerTo(input, before.at(-1), desk)
  const after = await openDialogues(desk.tx, desk.who.id)
  return adding(
    answer.said,
    answer.byDialogue ? await backTo(before, after, desk) : await goOn(before, after, desk),
    await firstWords(desk),
  )
}

interface Heard {
  said: Answer
  /** The open dialogue took it for itself. */
  byDialogue: boolean
}

async function answerTo(
  { message, sent }: z.infer<typeof TextHeard>,
  open: Open | undefined,
  desk: Desk,
): Promise<Heard> {
  const heard = hearWord(message, words)
  const said = open && (await dialogueOf(open)?.hear({ id: open.id, message, sent, global: heard !== null }, desk))
  if (said !== undefined) return { said, byDialogue: true }
  if (!heard) {
    const near = nearWord(
      message,
      words.filter(word => mayUse(word, desk.who)),
    )
    return { said: texts.notUnderstood(message, near), byDialogue: false }
  }
  if (!mayUse(heard.word, desk.who)) {
    await desk.audit({ act: heard.word.names[0], outcome: 'refused' })
    return { said: texts.notYours(heard.word), byDialogue: false }
  }
  return { said: await heard.word.act({ rest: heard.rest, sent }, desk), byDialogue: false }
}

const dialogueOf = (open: Open) => dialogues.find(item => item.kind === open.kind)

const resume = async (open: Open | undefined, { tx }: Desk): Promise<string | null> =>
  (open && (await dialogueOf(open)?.resume(open.id, tx))) ?? null

/** A word interrupted: how the same dialogue goes on, unless the word has opened another or ended it. */
async function goOn(before: readonly Open[], after: readonly Open[], desk: Desk): Promise<string | null> {
  const open = after.at(-1)
  return open && open.id === before.at(-1)?.id ? resume(open, desk) : null
}

/** A dialogue has ended: how the one that it had interrupted goes on. */
async function backTo(before: readonly Open[], after: readonly Open[], desk: Desk): Promise<string | null> {
  return after.length < before.length ? resume(after.at(-1), desk) : null
}
