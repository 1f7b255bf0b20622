import type { Desk } from '../act.ts'
import { texts } from './texts.ts'

/** What is processed, why, how long and whom to ask: once a person, inside the first answer and never as a gate. */
export async function firstWords({ tx, who, at }: Desk): Promise<string | null> {
  return (await tx.greeted.add({ person: who.id, at })) ? texts.privacy : null
}
