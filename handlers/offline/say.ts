import { z } from 'zod'
import type { Act, Answer, Desk } from '../act.ts'
import type { Dialogue } from '../chat/dialogue.ts'
import { beginTelling, chosenFrom, endTelling, tellOn, toldIn } from '../chat/telling.ts'
import { plainOf, type Said } from '../chat/words.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { noticeMonth, type NoticeRow, noticesTo } from '../study/notice.ts'
import { day } from '../time.ts'
import { readOffline, type Reading, scopeOf } from './read.ts'
import { type Recorded, recordOffline, recordOutsider, whyNot } from './record.ts'
import { texts } from './texts.ts'

const Told = z.object({
  people: z.array(z.string()),
  outsiders: z.array(z.object({ name: z.string(), category: z.string(), department: z.string() })),
  date: z.string().nullable(),
  note: z.string(),
  /** The notices it may be about; one where that is known. */
  notices: z.array(z.string()),
})
type Told = z.infer<typeof Told>

const longestNote = 200
const agrees = /^(?:确认|确认无误|无误|没错|确定|是的?|对的?|好的?|可以|记吧?|ok)$/u
const cancels = /^(?:取消|算了|不记了?|不录了?|不代录了?|不用了?|放弃|不对|错了)$/u

/** `代录 张三 线下学习`: reads back whom, which study and when; recorded only once that is confirmed. */
export const sayOffline: Act<Said> = async ({ rest }, desk) => {
  const reading = await readOffline(rest, desk)
  if ('asks' in reading) return reading.asks
  const note = [...reading.note].slice(0, longestNote).join('')
  const notices = await noticesFor(reading, desk)
  const [first] = notices
  if (!first) return texts.noNotice
  const open = await recordable(reading, notices, desk)
  if (!open.length) {
    const reasons = await Promise.all(reading.people.map(({ id }) => reasonFor(id, first, desk)))
    return texts.nobodyLeft(reasons.map(({ name, why }) => `${name}${why ?? ''}`))
  }
  const told: Told = {
    people: reading.people.map(({ id }) => id),
    outsiders: reading.outsiders,
    date: reading.date,
    note,
    notices: open.map(({ id }) => id),
  }
  await beginTelling(offlineDialogue.kind, told, desk)
  return open.length > 1 ? texts.whichNotice(open) : readBack(told, desk)
}

/** The studies that were asked for in these departments lately, the newest first. */
async function noticesFor({ month }: Reading, desk: Desk): Promise<NoticeRow[]> {
  const { tx, who, at } = desk
  const organisation = await readOrganisation(tx)
  const unit = who.officeOf ?? who.unit
  const asked = { unit, above: organisation.unitsAbove(unit), departments: await scopeOf(desk) }
  return (await noticesTo(tx, asked, at)).filter(
    notice =>
      notice.state === 'issued' &&
      (notice.issued ?? 0) > at - 93 * day &&
      (month === null || noticeMonth(notice).endsWith(month)),
  )
}

/** Those by which somebody of them still owes; where only outsiders are named, the newest. */
async function recordable({ people }: Reading, notices: readonly NoticeRow[], { tx }: Desk): Promise<NoticeRow[]> {
  if (!people.length) return notices.slice(0, 1)
  const open: NoticeRow[] = []
  for (const notice of notices) {
    const reasons = await Promise.all(people.map(({ id }) => whyNot(tx, notice.id, id)))
    if (reasons.includes(null)) open.push(notice)
  }
  return open
}

async function reasonFor(person: string, notice: NoticeRow, { tx }: Desk): Promise<Recorded> {
  return { name: (await tx.people.get(person))?.name ?? person, why: await whyNot(tx, notice.id, person) }
}

async function readBack(told: Told, desk: Desk): Promise<Answer> {
  const { tx, at } = desk
  const notice = await tx.notices.get(told.notices[0] ?? '')
  if (!notice) return texts.noNotice
  const organisation = await readOrganisation(tx)
  const insiders: string[] = []
  const left: string[] = []
  for (const person of told.people) {
    const { name, why } = await reasonFor(person, notice, desk)
    const department = (await tx.audience.get([notice.id, person]))?.department ?? ''
    if (why === null) insiders.push(`${name}（${organisation.label(department)}）`)
    else left.push(`${name}${why}`)
  }
  const outsiders = told.outsiders.map(row =>
    texts.outsider(row.name, row.category, organisation.label(row.department)),
  )
  return texts.readBack(notice, { insiders, outsiders, left }, told, at)
}

/** Which study, then the confirmation of what was read back. */
export const offlineDialogue: Dialogue = {
  kind: 'offline',
  hear: async ({ id, message, global }, desk) => {
    const told = await toldIn(desk.tx, id, Told)
    if (!told) return undefined
    const open = { kind: offlineDialogue.kind, id }
    const plain = plainOf(message)
    if (cancels.test(plain)) {
      await endTelling(open, 'cancelled', desk)
      return texts.cancelled
    }
    if (told.notices.length > 1) {
      const chosen = chosenFrom(plain, told.notices.length)
      if (chosen === null && global) return undefined
      if (chosen === null || chosen === 'wrong' || chosen.length !== 1) return texts.noSuchNumber(told.notices.length)
      const one = { ...told, notices: told.notices.slice(chosen[0], (chosen[0] ?? 0) + 1) }
      await tellOn(id, one, desk)
      return readBack(one, desk)
    }
    if (!agrees.test(plain)) return global ? undefined : texts.notChanged
    await endTelling(open, 'done', desk)
    return record(told, desk)
  },
  resume: async (id, tx) => {
    const told = await toldIn(tx, id, Told)
    return told && (told.notices.length > 1 ? texts.whichWaits : texts.waits)
  },
}

/** Looks anew who may be recorded and who has done since: time has passed since it was read back. */
async function record(told: Told, desk: Desk): Promise<Answer> {
  const { tx } = desk
  const notice = await tx.notices.get(told.notices[0] ?? '')
  if (notice?.state !== 'issued') return texts.noNotice
  const scope = new Set(await scopeOf(desk))
  const all: Recorded[] = []
  for (const person of told.people) {
    const department = (await tx.people.get(person))?.departments ?? []
    if (!department.some(id => scope.has(id))) continue
    all.push(await recordOffline(person, notice, told, desk))
  }
  for (const outsider of told.outsiders) {
    if (scope.has(outsider.department)) all.push(await recordOutsider(outsider, notice, told, desk))
  }
  return texts.recorded(
    all.flatMap(({ name, why }) => (why === null ? [name] : [])),
    all.flatMap(({ name, why }) => (why === null ? [] : [`${name}${why}`])),
  )
}
