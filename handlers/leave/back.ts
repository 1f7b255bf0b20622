import type { Act, Desk } from '../act.ts'
import { beginDialogue, type Dialogue, endDialogue, openDialogues } from '../chat/dialogue.ts'
import { chosenFrom } from '../chat/telling.ts'
import { plainOf, type Said } from '../chat/words.ts'
import { text } from '../saying.ts'
import { isSettled, standingOf } from '../study/standing.ts'
import { closeCards } from '../close-cards.ts'
import { isPast, type RequestKind, type RequestRow, requestsBy } from './request.ts'
import { texts } from './texts.ts'

/** `销假`, `取消请假`, `取消异议`: what waits is taken back, and what was granted; the person owes the study again. */
const sayBack =
  (kinds: readonly RequestKind[]): Act<Said> =>
  async (_said, desk) => {
    const { tx, who, at } = desk
    const rows: RequestRow[] = []
    for (const row of await requestsBy(tx, who.id, at)) {
      if (kinds.includes(row.kind) && (await canBeTakenBack(row, desk))) rows.push(row)
    }
    const [only] = rows
    if (!only) return texts.nothingToTakeBack
    if (rows.length === 1) return takeBack(only, desk)
    for (const open of await openDialogues(tx, who.id)) {
      if (open.kind === backDialogue.kind) await endDialogue(desk, open)
    }
    await beginDialogue(desk, { kind: backDialogue.kind, id: rows.map(({ id }) => id).join(',') })
    return texts.whichBack(await linesOf(rows, desk))
  }

/** 请假 and 免学 as long as they excuse from a notice that asks; an objection until it is decided. */
async function canBeTakenBack(row: RequestRow, { tx }: Desk): Promise<boolean> {
  if (row.state === 'asked') return !(await isPast(tx, row))
  if (row.state !== 'granted' || row.kind === 'objection') return false
  if ((await tx.notices.get(row.notice))?.state !== 'issued') return false
  return ['leave', 'exempt'].includes(await standingOf(tx, row.notice, row.person))
}

async function linesOf(rows: readonly RequestRow[], { tx, at }: Desk): Promise<string[]> {
  const lines: string[] = []
  for (const row of rows) {
    const notice = await tx.notices.get(row.notice)
    if (notice) lines.push(texts.backLine(row, notice, at))
  }
  return lines
}

async function takeBack(row: RequestRow, desk: Desk): Promise<string> {
  const { tx, who, at } = desk
  const notice = await tx.notices.get(row.notice)
  if (!notice || row.person !== who.id) return texts.nothingToTakeBack
  const fact = await desk.attest({ type: 'study.request.withdrawn', request: row.id, notice: row.notice })
  await tx.requests.update({ ...row, state: 'withdrawn', withdrawn: { at, fact } })
  await closeCards(row.id, texts.cardTakenBack, desk)
  if (row.decided) await desk.say({ person: row.decided.by }, text(texts.takenBackTold(row, who.name, notice)))
  return texts.takenBack(row, notice, await isSettled(tx, notice.id, who.id), at)
}

export const sayBackAll = sayBack(['leave', 'exempt'])
export const sayBackLeave = sayBack(['leave'])
export const sayBackExempt = sayBack(['exempt'])
export const sayBackObjection = sayBack(['objection'])

const cancels = /^(?:取消|算了|不收回了?|不用了?|放弃)$/u

/** Which of several is taken back. */
export const backDialogue: Dialogue = {
  kind: 'leave.back',
  hear: async ({ id, message, global }, desk) => {
    const open = { kind: backDialogue.kind, id }
    const ids = id.split(',')
    const plain = plainOf(message)
    if (cancels.test(plain)) {
      await endDialogue(desk, open)
      return texts.notTakenBack
    }
    const chosen = chosenFrom(plain, ids.length)
    if (chosen === null) return global ? undefined : texts.noSuchNumber(ids.length)
    if (chosen === 'wrong') return texts.noSuchNumber(ids.length)
    await endDialogue(desk, open)
    const said: string[] = []
    for (const place of chosen) {
      const row = await desk.tx.requests.get(ids[place] ?? '')
      const still = row && (await canBeTakenBack(row, desk))
      said.push(still ? await takeBack(row, desk) : texts.nothingToTakeBack)
    }
    return said.join('\n')
  },
  resume: id => Promise.resolve(texts.noSuchNumber(id.split(',').length)),
}
