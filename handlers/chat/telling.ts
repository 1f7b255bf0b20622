import type { z } from 'zod'
import type { Tx } from '../../store/transaction.ts'
import type { Desk } from '../act.ts'
import { beginDialogue, endDialogue, type Open, openDialogues } from './dialogue.ts'

/** Opens a dialogue about something told in several steps. What was told is kept apart, encrypted: it holds names and reasons. */
export async function beginTelling(kind: string, told: object, desk: Desk): Promise<void> {
  await dropTellings(kind, desk)
  const id = desk.id()
  await desk.tx.tellings.add({ id, by: desk.who.id, at: desk.at, state: 'open', told: JSON.stringify(told) })
  await beginDialogue(desk, { kind, id })
}

/** Whoever begins anew gives up what was half told before. */
async function dropTellings(kind: string, desk: Desk): Promise<void> {
  for (const open of await openDialogues(desk.tx, desk.who.id)) {
    if (open.kind === kind) await endTelling(open, 'cancelled', desk)
  }
}

/** What was told so far; null where it has ended. */
export async function toldIn<S extends z.ZodType>(
  tx: Pick<Tx, 'tellings'>,
  id: string,
  schema: S,
): Promise<z.infer<S> | null> {
  const row = await tx.tellings.get(id)
  return row?.state === 'open' ? schema.parse(JSON.parse(row.told)) : null
}

/** Keeps what is known now. */
export async function tellOn(id: string, told: object, { tx }: Desk): Promise<void> {
  const row = await tx.tellings.get(id)
  if (row) await tx.tellings.update({ ...row, told: JSON.stringify(told) })
}

export async function endTelling(open: Open, state: 'done' | 'cancelled', desk: Desk): Promise<void> {
  const row = await desk.tx.tellings.get(open.id)
  // What was told has become a record of its own, or nothing: it is not kept twice.
  if (row) await desk.tx.tellings.update({ ...row, state, told: '{}' })
  await endDialogue(desk, open)
}

/** A choice from a numbered list, as places from 0: `2`, `第2个`, `1、3`, `全部`; `wrong` where there is no such number; null where it is none. */
export function chosenFrom(plain: string, count: number): number[] | 'wrong' | null {
  if (/^(?:全部|所有|全都|都是)$/u.test(plain)) return Array.from({ length: count }, (_, place) => place)
  if (!/^(?:第?\d{1,3}(?:个|项|份|条)?[和,、.]?)+$/u.test(plain)) return null
  const places = [...new Set((plain.match(/\d+/gu) ?? []).map(number => Number(number) - 1))]
  return places.every(place => place >= 0 && place < count) ? places : 'wrong'
}
