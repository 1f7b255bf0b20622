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

const stackOf = async (tx: Tx, person: string) => (await tx.dialogues.get(person))?.stack ?? []

/** The innermost open dialogue. */
export async function openDialogue(tx: Tx, person: string): Promise<Open | undefined> {
  return (await stackOf(tx, person)).at(-1)
}

/** Opens a dialogue above what is open. The same kind is not stacked twice: the newer one takes its place. */
export async function beginDialogue({ tx, who, at }: Desk, open: Open): Promise<void> {
  const rest = (await stackOf(tx, who.id)).filter(item => item.kind !== open.kind)
  await tx.dialogues.put({ person: who.id, stack: [...rest, { ...open, suspended: false }], at })
}

/** Ends a dialogue wherever it stands in the stack. */
export async function endDialogue({ tx, who, at }: Desk, kind: string): Promise<void> {
  const rest = (await stackOf(tx, who.id)).filter(item => item.kind !== kind)
  if (rest.length) await tx.dialogues.put({ person: who.id, stack: rest, at })
  else await tx.dialogues.delete(who.id)
}
