import { z } from 'zod'
import { type Act, type Desk, entry } from '../act.ts'
import { sayingsOf } from '../saying.ts'
import { dateOf, isDate, minutesOf, shownDate } from '../time.ts'
import { askedIn, noticesFor, scopeOf } from './group.ts'
import type { Meeting } from './meeting.ts'
import { objectors } from './objectors.ts'
import { readBack } from './read-back.ts'
import { recordMeeting } from './record.ts'
import { texts } from './texts.ts'

const minutes = z.number().int().min(0).max(1439).nullable()

/** A session as it is filled in on the page. */
export const JointForm = z.object({
  notice: z.string(),
  departments: z.array(z.string()).min(1).max(200),
  date: z.string(),
  from: minutes,
  to: minutes,
  place: z.string().trim().max(60),
  /** A person of the directory, or the name of somebody else. */
  host: z.object({ person: z.string().nullable(), name: z.string().trim().max(30) }),
  absent: z.array(z.object({ person: z.string(), reason: z.string().trim().max(40) })).max(3000),
  /** Present without being listed, as 进修 and 规培. */
  others: z.number().int().min(0).max(999),
  points: z.string().trim().max(4000),
  /** What was read back is right: only then is anything recorded. */
  sure: z.boolean(),
})
export type JointForm = z.infer<typeof JointForm>

/** What a form came to: recorded under `id`; or `said` is what would be recorded (`ready`), else what is wrong. */
export interface JointAnswer {
  id: string | null
  ready: boolean
  said: string
}

const answer = (id: string | null, ready: boolean, said: string): string =>
  JSON.stringify({ id, ready, said } satisfies JointAnswer)

/** The page's way to record a session: reads back first, records once that is said to be right. Answers JSON. */
const recordOnPage: Act<JointForm> = async (form, desk) => {
  const meeting = await meetingOf(form, desk)
  if (typeof meeting === 'string') return answer(null, false, meeting)
  if (!form.sure) return answer(null, true, words(await readBack(meeting, desk)))
  const session = await recordMeeting(meeting, desk)
  return answer(session.id, true, words(texts.recorded(session, '', false)))
}

const words = (said: Parameters<typeof sayingsOf>[0]): string =>
  sayingsOf(said)
    .flatMap(saying => (saying.kind === 'text' ? saying.text : []))
    .join('\n')
    // The page has buttons of its own for what the chat asks to be said.
    .replace(/\n无误请回复.*$/su, '')

/** The form as a session that can be recorded, or a sentence on what is wrong with it. */
async function meetingOf(form: JointForm, desk: Desk): Promise<Meeting | string> {
  const { tx, who, at } = desk
  const scope = await scopeOf(tx, who)
  if (form.departments.some(id => !scope.within.includes(id))) {
    await desk.audit({ act: '登记集中学习', about: form.notice, outcome: 'refused' })
    return texts.notYours('所选科室')
  }
  const inner = new Set(form.departments.flatMap(id => scope.organisation.subtree(id).slice(1)))
  const departments = form.departments.filter(id => !inner.has(id))
  const notice = (await noticesFor(tx, departments, scope, at)).find(({ id }) => id === form.notice)
  if (!notice) return texts.noNotice
  const today = dateOf(at)
  if (!isDate(form.date)) return texts.askDate
  const late = form.date > today || (form.date === today && (form.from ?? 0) > minutesOf(at))
  if (late) return texts.notYet(shownDate(form.date, at), form.date === today)
  if (form.from !== null && form.to !== null && form.to <= form.from) return texts.endBeforeStart

  const asked = await askedIn(tx, notice.id, departments, scope.organisation)
  const reasons = new Map(form.absent.map(({ person, reason }) => [person, reason]))
  const attended = asked.filter(({ person }) => !reasons.has(person.id))
  const absent = asked.flatMap(({ person }) =>
    reasons.has(person.id) ? [{ person: person.id, name: person.name, reason: reasons.get(person.id) ?? '' }] : [],
  )
  if (absent.length !== reasons.size) return texts.listChanged
  const host = form.host.person === null ? undefined : await tx.people.get(form.host.person)
  if (form.host.person === null ? !form.host.name : host === undefined || host.left !== null) return texts.askHostOnPage
  const objected = await objectors(form.date, notice.id, attended, desk)
  if (objected.length) return texts.objectedOnPage(objected)
  const present = attended.length + form.others
  if (!present) return texts.nobodyThere
  return {
    notice,
    departments,
    date: form.date,
    part: null,
    from: form.from,
    to: form.from === null ? null : form.to,
    place: form.place,
    host: { name: host?.name ?? form.host.name, person: host?.id ?? null },
    absent,
    points: form.points,
    expected: present + absent.length,
    present,
    attended,
    again: false,
  }
}

export const jointActs = { 'joint.record': entry(JointForm, recordOnPage) }
