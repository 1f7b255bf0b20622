import type { Answer, Desk } from '../act.ts'
import { beginDialogue, type Dialogue, endDialogue } from '../chat/dialogue.ts'
import { plainOf } from '../chat/words.ts'
import { closeCards } from '../close-cards.ts'
import { text } from '../saying.ts'
import { waitingFor } from './request.ts'
import type { SecondRow } from './row.ts'
import { texts } from './texts.ts'
import { cannotDecide, type Outcome } from './turn.ts'
import { linesOf } from './waiting.ts'

/** A second officer does not agree: back to the first, with the reason. Nothing goes out, and the preview stays. */
export async function refuse(row: SecondRow, words: string, desk: Desk): Promise<Outcome> {
  const cannot = await cannotDecide(row, desk)
  if (cannot) return cannot
  const { tx, who, at } = desk
  const first = (await tx.people.get(row.by))?.name ?? row.by
  await tx.seconds.update({ ...row, state: 'refused', decided: { at, by: who.id }, words })
  await desk.audit({ act: row.what === 'release' ? '不同意发布' : '不同意更改双人发布', about: row.by })
  await closeCards(row.id, texts.cardRefused(who.name), desk)
  const told = row.what === 'setting' ? texts.refusedSetting(who.name, words) : texts.refusedTold(who.name, words)
  await desk.say({ person: row.by }, text(told))
  if (!words) await beginDialogue(desk, { kind: refuseDialogue.kind, id: row.id })
  return {
    said: `${texts.refused(first)}${words ? '' : texts.mayExplain}`,
    card: texts.cardRefused(who.name),
    done: true,
  }
}

/** `不同意 原因` where a release waits: null where none does. */
export async function refuseWaiting(words: string, desk: Desk): Promise<Answer> {
  const rows = await waitingFor(desk)
  const [only] = rows
  if (!only) return null
  return rows.length === 1
    ? (await refuse(only, words.trim(), desk)).said
    : texts.waitingLines(await linesOf(rows, desk))
}

const longest = 200
const none = /^(?:无|没有?|不写了?|不用了?|跳过|略|算了|取消)$/u

/** One line to the first, after a press. Anything else that is said ends the offer. */
export const refuseDialogue: Dialogue = {
  kind: 'second.why',
  hear: async ({ id, message, global }, desk) => {
    const { tx, who } = desk
    const row = await tx.seconds.get(id)
    const words = message.replace(/\s+/gu, ' ').trim()
    if (!global && [...words].length > longest) return texts.tooLong
    await endDialogue(desk, { kind: refuseDialogue.kind, id })
    if (global || row?.decided?.by !== who.id || row.words) return undefined
    if (none.test(plainOf(message))) return texts.notExplained
    await tx.seconds.update({ ...row, words })
    await desk.say({ person: row.by }, text(texts.toldWhy(who.name, words)))
    return texts.explained((await tx.people.get(row.by))?.name ?? row.by)
  },
  resume: () => Promise.resolve(texts.explainWaits),
}
