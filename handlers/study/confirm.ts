import { z } from 'zod'
import type { Tx } from '../../store/transaction.ts'
import type { Act, Answer, Desk } from '../act.ts'
import { beginDialogue, type Dialogue, endDialogue, openDialogues } from '../chat/dialogue.ts'
import type { PressAct } from '../chat/press.ts'
import type { Said } from '../chat/words.ts'
import { tidy } from '../chat/words.ts'
import { receiptOf } from '../receipt/code.ts'
import { type Saying, sayingsOf, text } from '../saying.ts'
import { shownTime } from '../time.ts'
import { readFirstCard, readPress, studyCard } from './card.ts'
import { type NoticeRow, recentNotices, waitingFor } from './notice.ts'
import { hasReached } from './reach.ts'
import { confirmationOf } from './standing.ts'
import { texts } from './texts.ts'
import { nowTold, wasTold } from './told.ts'
import { textOfVersion } from './versions.ts'

export const StudyTap = z.object({
  notice: z.string(),
  by: z.enum(['card', 'page', 'word']),
  /** The version that the page showed; pages opened before there were versions showed the first. */
  version: z.number().int().default(1),
})

/** What confirming came to. */
type Outcome =
  | { kind: 'done'; receipt: string }
  | { kind: 'repeated'; since: number }
  | { kind: 'read first'; notice: NoticeRow }
  | { kind: 'corrected'; notice: NoticeRow }
  | { kind: 'withdrawn'; notice: NoticeRow; since: number | null }
  | { kind: 'not addressed' }

/** How somebody confirms: a card and a page say which version they showed. */
type Way = { by: 'card' | 'page'; version: number } | { by: 'word' }

/** Confirms one study once: the one act behind the card's button, the page's and the word. */
async function confirm(id: string, way: Way, { tx, who, at, attest }: Desk): Promise<Outcome> {
  const notice = await tx.notices.get(id)
  const asked = notice && (await tx.audience.get([id, who.id]))
  if (!notice || !asked) return { kind: 'not addressed' }
  const since = (await confirmationOf(tx, id, who.id))?.at ?? null
  if (notice.state === 'withdrawn') return { kind: 'withdrawn', notice, since }
  if (since !== null) return { kind: 'repeated', since }
  if (await isUnseen(notice, way, who.id, tx)) {
    await nowTold(tx, notice, who.id)
    return { kind: 'corrected', notice }
  }
  if (notice.requireEnd && !(await hasReached(tx, notice, who.id))) return { kind: 'read first', notice }
  const { version, hash } = notice
  const { by } = way
  const fact = await attest({ type: 'study.confirmed', notice: id, hash, by, version })
  const receipt = receiptOf(await tx.facts.get(fact))
  const earlier = await tx.confirmations.get([id, who.id])
  if (earlier) await tx.earlierConfirmations.add({ ...earlier, version: String(earlier.version) })
  const { department } = asked
  await tx.confirmations.put({ notice: id, person: who.id, version, department, at, by, hash, fact, receipt })
  return { kind: 'done', receipt }
}

/**
 * Whether a correction would be confirmed unseen. A card shows no text, so a correction of the wording does not matter to
 * it; a page does, and only what it showed is confirmed.
 */
async function isUnseen(notice: NoticeRow, way: Way, person: string, tx: Tx): Promise<boolean> {
  if (way.by === 'word') return !(await wasTold(tx, notice, person))
  if (way.version === notice.version) return false
  if (way.by === 'card') return way.version < notice.asks
  return (await textOfVersion(tx, notice.id, way.version))?.hash !== notice.hash
}

function answerTo(outcome: Outcome, desk: Desk): Answer {
  switch (outcome.kind) {
    case 'done':
      return texts.done(outcome.receipt)
    case 'repeated':
      return texts.confirmedSince(shownTime(outcome.since, desk.at))
    case 'read first':
      return readFirstCard(outcome.notice)
    case 'corrected':
      return [text(texts.correctedSince), studyCard(outcome.notice, desk.at)]
    case 'withdrawn':
      return withdrawnWords(outcome, desk)
    case 'not addressed':
      return texts.notAddressed
  }
}

const withdrawnWords = ({ notice, since }: { notice: NoticeRow; since: number | null }, { at }: Desk): string =>
  texts.withdrawn(notice.withdrawn?.why ?? '', since === null ? null : shownTime(since, at))

/** The page's button, and whatever else names the notice. */
export const confirmStudy: Act<z.infer<typeof StudyTap>> = async ({ notice, by, version }, desk) => {
  const outcome = await confirm(notice, by === 'word' ? { by } : { by, version }, desk)
  // The page shows the new text itself.
  return outcome.kind === 'corrected' && by === 'page' ? texts.correctedPage : answerTo(outcome, desk)
}

/** The card's button: the card shows the final state; a later press is told since when, then its card changes too. */
export const pressConfirm: PressAct = {
  name: 'study.confirm',
  act: async ({ about, responseCode }, desk) => {
    const { notice, version } = readPress(about)
    const outcome = await confirm(notice, { by: 'card', version }, desk)
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
        return [text(withdrawnWords(outcome, desk)), close(texts.cardWithdrawn, null)]
      case 'corrected':
        return [...sayingsOf(answer), close(texts.cardCorrected, null)]
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
  if (waiting.length === 1) return answerTo(await confirm(only.id, { by: 'word' }, desk), desk)
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
      sayings.push(...sayingsOf(answerTo(await confirm(notice, { by: 'word' }, desk), desk)))
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
