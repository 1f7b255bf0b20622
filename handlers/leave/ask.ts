import { z } from 'zod'
import type { Act, Answer, Desk } from '../act.ts'
import type { Dialogue } from '../chat/dialogue.ts'
import { beginTelling, chosenFrom, endTelling, tellOn, toldIn } from '../chat/telling.ts'
import { readsLikeReport, texts as chat } from '../chat/texts.ts'
import { plainOf, type Said } from '../chat/words.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { hashOf, monthNamed, noticeMonth, type NoticeRow, recentNotices, waitingFor } from '../study/notice.ts'
import { askDeciders } from './card.ts'
import { isPast, type RequestKind, type RequestRow, requestsBy } from './request.ts'
import { texts } from './texts.ts'
import { callName, decidersOf } from './whom.ts'

const Told = z.object({
  kind: z.enum(['leave', 'exempt', 'objection']),
  /** Null as long as nothing was said; empty where none is wanted. */
  why: z.string().nullable(),
  notices: z.array(z.string()),
  /** Which of them are meant is known. */
  chosen: z.boolean(),
})
type Told = z.infer<typeof Told>

const longestWhy = 200
const cancels = /^(?:取消|算了|不用了?|不办了?|不请了?|不请假了?|不申请了?|不提了?|放弃)$/u
const none = /^(?:无|没有?|没有原因|不写了?|不说|跳过|略)$/u

/** `请假 产假到明年3月`, `免学 已退休返聘`, `异议 ……`: asks what is missing, then asks the head. */
export async function ask(kind: RequestKind, words: string, desk: Desk): Promise<Answer> {
  const rest = words.replace(/\s+/gu, ' ').trim()
  if (/^(?:怎么|如何|怎样)/u.test(rest)) return texts.how
  if (readsLikeReport(rest)) return chat.noComplaints
  if ([...rest].length > longestWhy) return texts.tooLong
  const { waiting, before } = await candidates(kind, desk)
  if (!waiting.length) return before ?? texts.nothingToAsk(kind)
  const [first = '', ...more] = rest.split(' ')
  const month = monthNamed(first, desk.at)
  const meant = month === null ? [] : waiting.filter(notice => noticeMonth(notice).endsWith(month))
  const why = (meant.length ? more.join(' ') : rest).trim()
  const notices = meant.length ? meant : waiting
  return goOn({
    told: { kind, why: why || null, notices: notices.map(({ id }) => id), chosen: notices.length === 1 },
    open: null,
    desk,
  })
}

/** The notices it may be about, and what is said where all of them wait for a decision already. */
async function candidates(kind: RequestKind, desk: Desk): Promise<{ waiting: NoticeRow[]; before: string | null }> {
  const { tx, who, at } = desk
  const notices = kind === 'objection' ? await addressed(desk) : await waitingFor(tx, who.id, at)
  const asked = await openRequests(kind, desk)
  const waiting = notices.filter(({ id }) => !asked.has(id))
  const [last] = notices.slice(-1)
  const row = last && asked.get(last.id)
  if (!row) return { waiting, before: null }
  return { waiting, before: texts.askedBefore(row, last, (await decidersOf(row, desk)).names, at) }
}

/** Everything this person was asked for lately, done or not, the newest first. */
async function addressed({ tx, who, at }: Desk): Promise<NoticeRow[]> {
  const all: NoticeRow[] = []
  for (const notice of await recentNotices(tx, null, at)) {
    if (await tx.audience.get([notice.id, who.id])) all.push(notice)
  }
  return all
}

/** What of this kind waits for a decision, by notice: 请假 and 免学 come to the same. */
async function openRequests(kind: RequestKind, { tx, who, at }: Desk): Promise<Map<string, RequestRow>> {
  const same = (row: RequestRow): boolean => (row.kind === 'objection') === (kind === 'objection')
  const open = new Map<string, RequestRow>()
  for (const row of await requestsBy(tx, who.id, at)) {
    if (row.state === 'asked' && same(row) && !(await isPast(tx, row))) open.set(row.notice, row)
  }
  return open
}

interface Step {
  told: Told
  /** The dialogue's id, where one is open. */
  open: string | null
  desk: Desk
}

/** Asks for what is still missing, else hands it in. */
async function goOn({ told, open, desk }: Step): Promise<Answer> {
  const { kind, why, chosen } = told
  const notices = await noticesOf(told, desk)
  const [first] = notices
  if (!first) return texts.nothingToAsk(kind)
  if (chosen && why !== null) {
    const answer = await handIn(kind, notices, why, desk)
    if (open !== null) await endTelling({ kind: askDialogue.kind, id: open }, 'done', desk)
    return answer
  }
  if (open === null) await beginTelling(askDialogue.kind, told, desk)
  else await tellOn(open, told, desk)
  return chosen ? texts.whyAsked(kind, await whomOf(kind, first, desk)) : texts.whichNotice(kind, notices)
}

async function noticesOf({ notices }: Told, { tx }: Desk): Promise<NoticeRow[]> {
  const rows = await Promise.all(notices.map(id => tx.notices.get(id)))
  return rows.flatMap(row => (row?.state === 'issued' ? [row] : []))
}

async function whomOf(kind: RequestKind, notice: NoticeRow, desk: Desk): Promise<string> {
  const department = (await desk.tx.audience.get([notice.id, desk.who.id]))?.department ?? ''
  const { names } = await decidersOf({ kind, notice: notice.id, person: desk.who.id, department }, desk)
  return names || '纪委办'
}

/** One request for each notice, and a card to whoever decides; nothing is kept where nobody can. */
async function handIn(kind: RequestKind, notices: readonly NoticeRow[], why: string, desk: Desk): Promise<Answer> {
  const { tx, who, at } = desk
  const organisation = await readOrganisation(tx)
  const call = await callName(who.id, desk)
  const whom = new Set<string>()
  const all: { notice: NoticeRow; department: string; people: readonly string[] }[] = []
  for (const notice of notices) {
    const department = (await tx.audience.get([notice.id, who.id]))?.department ?? ''
    const { people, names } = await decidersOf({ kind, notice: notice.id, person: who.id, department }, desk)
    if (!people.length) return texts.nobodyDecides
    whom.add(names)
    all.push({ notice, department, people })
  }
  for (const { notice, department, people } of all) {
    const id = desk.id()
    const about = { kind, notice: notice.id, department }
    const fact = await desk.attest({ type: 'study.requested', request: id, ...about, why: hashOf(why) })
    const undecided = { state: 'asked', decided: null, answer: null, withdrawn: null } as const
    const row: RequestRow = { id, person: who.id, ...about, why, at, ...undecided, fact }
    await tx.requests.add(row)
    await askDeciders(row, notice, { people, name: who.name, call, department: organisation.label(department) }, desk)
  }
  return texts.asked(kind, notices, why, [...whom].join('、'))
}

/** Which notice, then why. */
export const askDialogue: Dialogue = {
  kind: 'leave.ask',
  hear: async ({ id, message, global }, desk) => {
    const told = await toldIn(desk.tx, id, Told)
    if (!told) return undefined
    const plain = plainOf(message)
    if (cancels.test(plain)) {
      await endTelling({ kind: askDialogue.kind, id }, 'cancelled', desk)
      return texts.cancelled
    }
    return told.chosen ? hearWhy(id, told, message, global, desk) : hearWhich(id, told, plain, global, desk)
  },
  resume: async (id, tx) => {
    const told = await toldIn(tx, id, Told)
    return told && texts.waits(told.kind)
  },
}

async function hearWhich(id: string, told: Told, plain: string, global: boolean, desk: Desk) {
  const chosen = chosenFrom(plain, told.notices.length)
  if (chosen === null) return global ? undefined : texts.noSuchNumber(told.notices.length)
  if (chosen === 'wrong' || (told.kind === 'objection' && chosen.length > 1)) {
    return texts.noSuchNumber(told.notices.length)
  }
  const notices = chosen.flatMap(place => told.notices[place] ?? [])
  return goOn({ told: { ...told, notices, chosen: true }, open: id, desk })
}

async function hearWhy(id: string, told: Told, message: string, global: boolean, desk: Desk) {
  if (global) return undefined
  const why = message.replace(/\s+/gu, ' ').trim()
  if (readsLikeReport(why)) {
    await endTelling({ kind: askDialogue.kind, id }, 'cancelled', desk)
    return chat.noComplaints
  }
  if ([...why].length > longestWhy) return texts.tooLong
  const isNone = none.test(plainOf(why))
  if (isNone && told.kind === 'objection') {
    await endTelling({ kind: askDialogue.kind, id }, 'cancelled', desk)
    return texts.cancelled
  }
  return goOn({ told: { ...told, why: isNone ? '' : why }, open: id, desk })
}

/** `请假 …`. */
export const sayLeave: Act<Said> = ({ rest }, desk) => ask('leave', rest, desk)

/** `免学 …`. */
export const sayExempt: Act<Said> = ({ rest }, desk) => ask('exempt', rest, desk)
