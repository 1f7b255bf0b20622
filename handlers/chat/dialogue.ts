import type { Tx } from '../../store/transaction.ts'
import type { Answer, Desk } from '../act.ts'

/** A dialogue somebody has open: its kind, and the id of what it is about. */
export interface Open {
  kind: string
  id: string
}

/** How a kind of dialogue goes on. One stack a person, the same on every channel. */
export interface Dialogue {
  kind: string
  /**
   * Hears a message while the dialogue is the innermost. `undefined` says that it was not meant for the dialogue:
   * then a global word or the general help answers, and `resume` says how to go on.
   * `global` tells that the message is also a word that works at any time.
   */
  hear: (
    input: { id: string; message: string; sent: number; global: boolean },
    desk: Desk,
  ) => Promise<Answer | undefined>
  /** One sentence on how to go on after an interruption. */
  resume: (id: string, tx: Tx) => Promise<string | null>
}

const same = (a: Open, b: Open): boolean => a.kind === b.kind && a.id === b.id

/** What somebody has open, the innermost last. */
export async function openDialogues(tx: Tx, person: string): Promise<readonly Open[]> {
  return (await tx.dialogues.get(person))?.stack ?? []
}

/** Opens a dialogue above what is open; what it interrupts waits until it has ended. */
export async function beginDialogue(desk: Desk, open: Open): Promise<void> {
  const rest = (await openDialogues(desk.tx, desk.who.id)).filter(item => !same(item, open))
  await keep(desk, [...rest, { kind: open.kind, id: open.id }])
}

/** Ends a dialogue wherever it stands in the stack. */
export async function endDialogue(desk: Desk, open: Open): Promise<void> {
  await keep(
    desk,
    (await openDialogues(desk.tx, desk.who.id)).filter(item => !same(item, open)),
  )
}

async function keep({ tx, who, at }: Desk, stack: Open[]): Promise<void> {
  if (stack.length) await tx.dialogues.put({ person: who.id, stack, at })
  else await tx.dialogues.delete(who.id)
}
