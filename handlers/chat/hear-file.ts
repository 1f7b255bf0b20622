import { z } from 'zod'
import type { Act, Answer, Desk } from '../act.ts'
import { Handed } from '../document/handed-in.ts'
import { takeFile } from '../study/file.ts'
import { adding } from '../saying.ts'
import { dialogues } from './capabilities.ts'
import { openDialogues } from './dialogue.ts'
import { firstWords } from './greet.ts'
import { texts } from './texts.ts'

export const FileHeard = z.object({
  /** When it was sent, as WeCom says, in milliseconds: files that overtake one another are put in order by it. */
  sent: z.number(),
  /** What `readHandedIn` gave. */
  handed: Handed,
  /** Into the notice that is being prepared (`open`), a `new` one, or the one of this id; see `takeFile`. */
  into: z.string().default('open'),
})

/** A file sent to the bot, read already. The office's becomes a part of its study notice; a sentence answers everybody else. */
export const hearFile: Act<z.infer<typeof FileHeard>> = async (input, desk) =>
  adding(await answerTo(input, desk), await firstWords(desk))

async function answerTo({ sent, handed, into }: z.infer<typeof FileHeard>, desk: Desk): Promise<Answer> {
  if (!desk.who.known) return texts.notListed
  if (desk.who.officeOf === null) return texts.filesOfOffice
  if ('sentence' in handed) return adding(texts.unreadable(handed.name, handed.sentence), await goOn(desk))
  return takeFile(handed.input, sent, into, desk)
}

/** How the dialogue that lies open goes on. */
async function goOn({ tx, who }: Desk): Promise<string | null> {
  const open = (await openDialogues(tx, who.id)).at(-1)
  return (open && (await dialogues.find(({ kind }) => kind === open.kind)?.resume(open.id, tx))) ?? null
}
