import { z } from 'zod'
import type { Act, Answer, Desk } from '../act.ts'
import { beginDialogue, type Dialogue, endDialogue, openDialogues } from '../chat/dialogue.ts'
import type { PressAct } from '../chat/press.ts'
import type { Said } from '../chat/words.ts'
import { tidy } from '../chat/words.ts'
import { type Saying, sayingsOf, text } from '../saying.ts'
import { shownTime } from '../time.ts'
import { readFirstCard } from './card.ts'
import { type NoticeRow, receiptCode, recentNotices, waitingFor } from './notice.ts'
import { hasReached } from './reach.ts'
import { confirmationOf } from './standing.ts'
import { texts } from './texts.ts'

export const StudyTap = z.object({ notice: z.string(), by: z.enum(['card', 'page', 'word']) })

/** What confirming came to. */
type Outcome =
  | { kind: 'done'; receipt: string }
  | { kind: 'repeated'; since: number }
  | { kind: 'read first'; notice: NoticeRow }
  | { kind: 'withdrawn'; notice: NoticeRow }
  | { kind: 'not addressed' }

/** Confirms one study once: the one act behind the card's button, the page's and the word. */
async function confirm(id: string, by: 'card' | 'page' | 'word', { tx, who, at, attest }: Desk): Promise<Outcome> {
  const notice = await tx.notices.get(id)
  const asked = notice && (await tx.audience.get([id, who.id]))
  if (!notice || !asked) return { kind: 'not addressed' }
  const since = await confirmationOf(tx, id, who.id)
  if (since) return { kind: 'repeated', since: since.at }
  if (notice.state === 'withdrawn') return { kind: 'withdrawn', notice }
  if (notice.requireEnd && !(await hasReached(tx, notice, who.id))) return { kind: 'read first', notice }
  const fact = await attest({ type: 'study.confirmed', notice: id, hash: notice.hash, by, version: notice.version })
  const earlier = await tx.confirmations.get([id, who.id])
  if (earlier) await tx.earlierConfirmations.add({ ...earlier, version: String(earlier.version) })
  await tx.confirmations.put({
    notice: id,
    person: who.id,
    version: notice.version,
    department: asked.department,
    at,
    by,
    hash: notice.hash,
    fact,
  })
  return { kind: 'done', receipt: receiptCode((await tx.facts.get(fact))?.commitment ?? '') }
}

function answerTo(outcome: Outcome, desk: Desk): Answer {
  switch (outcome.kind) {
    case 'done':
      return texts.done(outcome.receipt)
    case 'repeated':
      return texts.confirmedSince(shownTime(outcome.since, desk.at))
    case 'read first':
      return readFirstCard(outcome.notice)
    case 'withdrawn':
      return texts.withdrawn(outcome.notice.withdrawn?.why ?? '')
    case 'not addressed':
      return texts.notAddressed
  }
}

/** The page's button, and whatever else names the notice. */
export const confirmStudy: Act<z.infer<typeof StudyTap>> = async ({ notice, by }, desk) =>
  answerTo(await confirm(notice, by, desk), desk)

/** The card's button: the card shows the final state; a later press is told since when, then its card changes too. */
export const pressConfirm: PressAct = {
  name: 'study.confirm',
  act: async ({ about, responseCode }, desk) => {
    const outcome = await confirm(about, 'card', desk)
    const close = (words: string, otherwise: string | null): Saying => ({
      kind: 'close-card',
      responseCode,
      text: words,
      otherwise,
    })
    const answer = answerTo(outcome, desk)
    switch (outcome.kind) {
      case 'done':
        return close(texts.cardDone(desk.at), texts.done(outcome.receipt))
      case 'repeated':
        return [
          text(texts.confirmedSince(shownTime(outcome.since, desk.at))),
          close(texts.cardDone(outcome.since), null),
        ]
      case 'withdrawn':
        return [text(texts.withdrawn(outcome.notice.withdrawn?.why ?? '')), close(texts.cardWithdrawn, null)]
      case 'read first':
      case 'not addressed':
        return answer
    }
  },
}

/** `已学习`: confirms the study that waits; asks which where several do. */
export const sayLearned: Act<Said> = async (_said, desk) => {
  const waiting = await waitingFor(desk.tx, desk.who.id, desk.at)
  const [only] = waiting
  if (!only) return texts.nothingWaits(await lastConfirmation(desk))
  if (waiting.length === 1) return answerTo(await confirm(only.id, 'word', desk), desk)
  for (const open of await openDialogues(desk.tx, desk.who.id)) {
    if (open.kind === whichDialogue.kind) await endDialogue(desk, open)
  }
  await beginDialogue(desk, { kind: whichDialogue.kind, id: waiting.map(notice => notice.id).join(',') })
  return texts.which(waiting)
}

/** `收到`, `已阅`: that a message has come, not that it was studied. Nothing is recorded, and the way to it is said. */
export const sayNearly: Act<Said> = async (_said, desk) => {
  const waiting = await waitingFor(desk.tx, desk.who.id, desk.at)
  return waiting.length ? texts.nearly(waiting) : texts.nothingWaits(await lastConfirmation(desk))
}

/** Which of several studies was meant: a number, or 全部. */
export const whichDialogue: Dialogue = {
  kind: 'study.which',
  hear: async ({ id, message, global }, desk) => {
    const said = tidy(message).normalize('NFKC')
    const ids = id.split(',')
    const all = /^(?:全部|都学习?了|都已学习|全都学了)$/u.test(said)
    const number = /^(?:第)?(\d+)(?:个|项|份)?$/u.exec(said)
    const chosen = all ? ids : number ? ids.slice(Number(number[1]) - 1, Number(number[1])) : []
    if (!chosen.length || (number && number[1] === '0'))
      return global || !number ? undefined : texts.noSuchNumber(ids.length)
    await endDialogue(desk, { kind: whichDialogue.kind, id })
    const sayings: Saying[] = []
    for (const notice of chosen) {
      sayings.push(...sayingsOf(answerTo(await confirm(notice, 'word', desk), desk)))
    }
    return sayings
  },
  resume: id => Promise.resolve(texts.whichWaits(id.split(',').length)),
}

async function lastConfirmation({ tx, who, at }: Desk): Promise<string | null> {
  let last = 0
  for (const notice of await recentNotices(tx, null, at)) {
    const confirmed = await confirmationOf(tx, notice.id, who.id)
    if (confirmed && confirmed.at > last) last = confirmed.at
  }
  return last ? shownTime(last, at) : null
}
