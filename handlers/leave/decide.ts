import type { Answer, Desk } from '../act.ts'
import { beginDialogue, type Dialogue, endDialogue } from '../chat/dialogue.ts'
import type { PressAct } from '../chat/press.ts'
import { plainOf } from '../chat/words.ts'
import { type Saying, sayingsOf, text } from '../saying.ts'
import { hashOf } from '../study/notice.ts'
import { closeCards } from '../close-cards.ts'
import { decisionName, isPast, kindNames, type RequestRow } from './request.ts'
import { texts } from './texts.ts'
import { mayDecide } from './whom.ts'

export type Decision = 'granted' | 'refused'

/** What deciding came to: what is said, and what the card shows from then on; null leaves the card as it is. */
export interface Outcome {
  done: boolean
  said: string
  card: string | null
}

/** Decides once; whoever comes later is told who did, and when. `words` are told to the person with the decision. */
export async function decide(row: RequestRow, decision: Decision, words: string, desk: Desk): Promise<Outcome> {
  const { tx, who, at } = desk
  const name = (await tx.people.get(row.person))?.name ?? row.person
  const notice = await tx.notices.get(row.notice)
  if (!(await mayDecide(row, desk))) {
    await desk.audit({ act: decisionName(row.kind, decision), about: row.notice, outcome: 'refused' })
    return { done: false, said: who.id === row.person ? texts.notOwn : texts.notYours, card: null }
  }
  if (row.state === 'withdrawn') {
    return { done: false, said: texts.takenBackBefore(row, name), card: texts.cardTakenBack }
  }
  if (row.state !== 'asked') {
    const by = (await tx.people.get(row.decided?.by ?? ''))?.name ?? ''
    return { done: false, said: texts.decidedBefore(row, name, by, at), card: texts.cardDecided(row, by) }
  }
  if (!notice || (await isPast(tx, row))) return { done: false, said: texts.past(name, notice), card: texts.cardPast }

  const about = { request: row.id, notice: row.notice }
  const fact = await desk.attest({ type: 'study.request.decided', ...about, decision })
  const decided: RequestRow = { ...row, state: decision, decided: { at, by: who.id, fact } }
  const explained = words ? await explain(decided, words, desk) : decided
  await tx.requests.update(explained)
  const act = `${decisionName(row.kind, decision)}${kindNames[row.kind]}`
  await desk.audit({ act, about: `${row.notice}/${row.person}` })
  await closeCards(row.id, texts.cardDecided(decided, who.name), desk)
  await desk.say({ person: row.person }, text(texts.told(explained, who.name, notice, at)))
  return { done: true, said: texts.decided(decided, name, notice), card: texts.cardDecided(decided, who.name) }
}

async function explain(row: RequestRow, words: string, desk: Desk): Promise<RequestRow> {
  const about = { request: row.id, notice: row.notice }
  const fact = await desk.attest({ type: 'study.request.explained', ...about, words: hashOf(words) })
  return { ...row, answer: { words, at: desk.at, fact } }
}

/** After a decision without a reason: one line may still be written, where somebody is owed one. */
export async function offerToExplain(row: RequestRow, decision: Decision, desk: Desk): Promise<string | null> {
  if (decision === 'granted' && row.kind !== 'objection') return null
  await beginDialogue(desk, { kind: explainDialogue.kind, id: row.id })
  return texts.mayExplain
}

const press =
  (decision: Decision): PressAct['act'] =>
  async ({ about, responseCode }, desk) => {
    const row = await desk.tx.requests.get(about)
    if (!row) return texts.nothingWaits
    const { done, said, card } = await decide(row, decision, '', desk)
    const more = done ? await offerToExplain(row, decision, desk) : null
    const sayings: Saying[] = [text([said, more].filter(Boolean).join(''))]
    if (card !== null) sayings.unshift({ kind: 'close-card', responseCode, text: card, otherwise: null })
    return sayings
  }

/** 同意, 不同意, 采纳, 不采纳 on the card. */
export const leavePresses: PressAct[] = [
  { name: 'leave.grant', act: press('granted') },
  { name: 'leave.refuse', act: press('refused') },
]

const longestWords = 200
const none = /^(?:无|没有?|不写了?|不用了?|跳过|略|算了|取消)$/u

/** One line to the person, after a press. Anything else that is said ends the offer. */
export const explainDialogue: Dialogue = {
  kind: 'leave.explain',
  hear: async ({ id, message, global }, desk) => {
    const row = await desk.tx.requests.get(id)
    const words = message.replace(/\s+/gu, ' ').trim()
    if (!global && [...words].length > longestWords) return texts.tooLong
    await endDialogue(desk, { kind: explainDialogue.kind, id })
    if (global || row?.decided?.by !== desk.who.id || row.answer !== null) return undefined
    if (none.test(plainOf(message))) return texts.notExplained
    return tellWhy(row, words, desk)
  },
  resume: () => Promise.resolve(texts.explainWaits),
}

async function tellWhy(row: RequestRow, words: string, desk: Desk): Promise<Answer> {
  const explained = await explain(row, words, desk)
  await desk.tx.requests.update(explained)
  await desk.say({ person: row.person }, text(texts.toldWhy(row, desk.who.name, words)))
  return texts.explained((await desk.tx.people.get(row.person))?.name ?? '')
}

/** The same for the answer by word. */
export const withOffer = async (outcome: Outcome, row: RequestRow, decision: Decision, words: string, desk: Desk) =>
  sayingsOf(
    outcome.done && !words
      ? [outcome.said, await offerToExplain(row, decision, desk)].filter(Boolean).join('')
      : outcome.said,
  )
