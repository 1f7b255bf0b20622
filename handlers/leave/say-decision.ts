import { z } from 'zod'
import type { Act, Answer, Desk } from '../act.ts'
import type { Dialogue } from '../chat/dialogue.ts'
import { beginTelling, chosenFrom, endTelling, toldIn } from '../chat/telling.ts'
import { plainOf, type Said } from '../chat/words.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { day, monthOf } from '../time.ts'
import { monthNamed, noticeMonth } from '../study/notice.ts'
import { refuseWaiting } from '../second/refuse.ts'
import { secondToDecide } from '../second/waiting.ts'
import { decide, type Decision, withOffer } from './decide.ts'
import { decisionName, kindNames, type RequestKind, type RequestRow, waitingRequests } from './request.ts'
import { texts } from './texts.ts'
import { callName, mayDecide } from './whom.ts'

/** What waits for this person's decision, the oldest first. */
export async function waitingFor(desk: Desk): Promise<RequestRow[]> {
  const { who } = desk
  if (who.officeOf === null && !who.leads.length) return []
  const mine: RequestRow[] = []
  for (const row of await waitingRequests(desk.tx, desk.at)) if (await mayDecide(row, desk)) mine.push(row)
  return mine
}

/** `同意 张三 请假`, `不同意 张三 请假 原因`: for houses without buttons, and whoever likes words better. */
const sayDecision =
  (decision: Decision): Act<Said> =>
  async ({ rest }, desk) => {
    const waiting = await waitingFor(desk)
    const said = rest.replace(/\s+/gu, ' ').trim()
    if (!said) return nothingSaid(decision, waiting, desk)
    const { rows, words } = await meant(said, waiting, desk)
    const [only] = rows
    if (!only) {
      const before = await decidedBefore(said, decision, desk)
      return before ?? (await aboutRelease(said, decision, desk)) ?? nothingMeant(said, waiting, desk)
    }
    if (rows.length === 1) return withOffer(await decide(only, decision, words, desk), only, decision, words, desk)
    await beginTelling(decideDialogue.kind, { decision, words, ids: rows.map(({ id }) => id) }, desk)
    return texts.whichRequest(decisionName(only.kind, decision), await shortLines(rows, desk))
  }

export const sayAgree = sayDecision('granted')
export const sayDisagree = sayDecision('refused')

/** What waits, with the words to say. `不同意` alone where nothing but a release waits is about that. */
async function nothingSaid(decision: Decision, waiting: readonly RequestRow[], desk: Desk): Promise<Answer> {
  const refused = decision === 'refused' && !waiting.length ? await refuseWaiting('', desk) : null
  if (refused !== null) return refused
  const lines = [await secondToDecide(desk), waiting.length ? await waitingLines(waiting, desk) : null]
  return lines.filter(line => line !== null).join('\n') || texts.nothingWaits
}

/** `不同意 附件有误` names nobody and nothing that was asked for: it is about a release that waits. */
const aboutRelease = (said: string, decision: Decision, desk: Desk): Promise<Answer> =>
  decision === 'refused' && !kindNamed(said) ? refuseWaiting(said, desk) : Promise.resolve(null)

async function nothingMeant(said: string, waiting: readonly RequestRow[], desk: Desk): Promise<Answer> {
  const first = said.split(' ')[0] ?? ''
  if (!waiting.length) return `${texts.notAmong(first)}${texts.nothingWaits}`
  return `${texts.notAmong(first)}${await waitingLines(waiting, desk)}`
}

/** The requests of whom the words name, narrowed by the kind and the month, and what is left: the reason. */
async function meant(
  said: string,
  among: readonly RequestRow[],
  { tx, at }: Desk,
): Promise<{ rows: RequestRow[]; words: string }> {
  const found: { row: RequestRow; kind: RequestKind | null; month: string | null; words: string }[] = []
  for (const row of among) {
    const person = await tx.people.get(row.person)
    const after = afterName(said, person?.name ?? '') ?? afterName(said, person?.userid ?? '')
    if (after === null) continue
    const [, kind, more = ''] = /^(?:的|申请)*(请假|免学|异议|申请)?[\s:：,，。]*(.*)$/su.exec(after) ?? []
    const [first = '', ...others] = more.split(' ')
    const month = monthNamed(first, at)
    const words = (month === null ? more : others.join(' ')).trim()
    found.push({ row, kind: kindNamed(kind ?? said), month, words })
  }
  const months = await Promise.all(
    found.map(async ({ row }) => {
      const notice = await tx.notices.get(row.notice)
      return notice ? noticeMonth(notice) : ''
    }),
  )
  const fitting = found.filter(
    ({ row, kind, month }, place) =>
      (kind === null || row.kind === kind) && (month === null || (months[place] ?? '').endsWith(month)),
  )
  return { rows: fitting.map(({ row }) => row), words: fitting[0]?.words ?? '' }
}

const kindNamed = (words: string): RequestKind | null =>
  (['leave', 'exempt', 'objection'] as const).find(kind => words.includes(kindNames[kind])) ?? null

/** What follows a name that stands for itself: not 张伟 in 张伟强. Null where it is not named. */
function afterName(said: string, name: string): string | null {
  if (!name) return null
  const escaped = name.toLowerCase().replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
  const found = new RegExp(
    `(?:^|[\\s、，,：:]|请假|免学|异议)${escaped}(?=$|[\\s、，,：:。]|的|请假|免学|异议|申请)`,
    'u',
  ).exec(said.toLowerCase())
  return found ? said.slice(found.index + found[0].length).trim() : null
}

/** Somebody else was quicker: who and when. */
async function decidedBefore(said: string, decision: Decision, desk: Desk): Promise<string | null> {
  const { tx, at } = desk
  const past: RequestRow[] = []
  for (const state of ['granted', 'refused', 'withdrawn'] as const) {
    past.push(...(await tx.requests.list('state', [state], { after: monthOf(at - 93 * day) })))
  }
  const { rows } = await meant(said, past, desk)
  const mine: RequestRow[] = []
  for (const row of rows) if (await mayDecide(row, desk)) mine.push(row)
  const last = mine.sort((a, b) => a.at - b.at).at(-1)
  return last ? (await decide(last, decision, '', desk)).said : null
}

/** One line a request, with the words to say. */
export async function waitingLines(rows: readonly RequestRow[], desk: Desk): Promise<string> {
  const lines = await linesOf(rows, desk, ({ row, name, call, department, notice }) =>
    texts.waitingLine(row, name, call, department, notice),
  )
  return texts.waitingLines(lines)
}

const shortLines = (rows: readonly RequestRow[], desk: Desk): Promise<string[]> =>
  linesOf(rows, desk, ({ row, name, department, notice }) => texts.shortLine(row, name, department, notice))

async function linesOf(
  rows: readonly RequestRow[],
  desk: Desk,
  line: (about: {
    row: RequestRow
    name: string
    call: string
    department: string
    notice: Parameters<typeof texts.shortLine>[3]
  }) => string,
): Promise<string[]> {
  const { tx } = desk
  const organisation = await readOrganisation(tx)
  const lines: string[] = []
  for (const row of rows) {
    const notice = await tx.notices.get(row.notice)
    const name = (await tx.people.get(row.person))?.name ?? row.person
    const call = await callName(row.person, desk)
    if (notice) lines.push(line({ row, name, call, department: organisation.label(row.department), notice }))
  }
  return lines
}

const Told = z.object({ decision: z.enum(['granted', 'refused']), words: z.string(), ids: z.array(z.string()) })
const cancels = /^(?:取消|算了|不决定了?|先不决定|不用了?|放弃)$/u

/** Which of several requests was meant. */
export const decideDialogue: Dialogue = {
  kind: 'leave.decide',
  hear: async ({ id, message, global }, desk) => {
    const told = await toldIn(desk.tx, id, Told)
    if (!told) return undefined
    const open = { kind: decideDialogue.kind, id }
    const plain = plainOf(message)
    if (cancels.test(plain)) {
      await endTelling(open, 'cancelled', desk)
      return texts.notDecided
    }
    const chosen = chosenFrom(plain, told.ids.length)
    if (chosen === null) return global ? undefined : texts.noSuchNumber(told.ids.length)
    if (chosen === 'wrong') return texts.noSuchNumber(told.ids.length)
    await endTelling(open, 'done', desk)
    const said: string[] = []
    for (const place of chosen) {
      const row = await desk.tx.requests.get(told.ids[place] ?? '')
      if (row) said.push((await decide(row, told.decision, told.words, desk)).said)
    }
    return said.join('\n')
  },
  resume: async (id, tx) => ((await toldIn(tx, id, Told)) ? texts.decideWaits : null),
}
