import type { Desk } from '../act.ts'
import { findDepartments } from '../directory/organisation.ts'
import { monthBeside, named, noticeMeant } from '../study/notice.ts'
import { dateOf, minutesOf, shownDate } from '../time.ts'
import { figuresOf } from './figures.ts'
import { askedIn, noticesFor, type Scope, scopeOf } from './group.ts'
import type { Meeting } from './meeting.ts'
import { objectors } from './objectors.ts'
import { absenteesOf, type Group, hostOf, type Question } from './people-told.ts'
import { texts } from './texts.ts'
import type { Told } from './told.ts'

/** Where a telling stands: a question, the end of it because it cannot go on, or a session with nothing open. */
export type Step = { question: Question; told: Told } | { stop: string } | { meeting: Meeting; told: Told }

/** The next thing to ask, one at a time; what is clear is kept. */
export async function nextStep(told: Told, desk: Desk): Promise<Step> {
  const scope = await scopeOf(desk.tx, desk.who)
  const where = departmentsOf(told, scope)
  if ('stop' in where) return where
  if ('question' in where) return { ...where, told }
  const known = { ...told, departments: where.departments, unclear: where.unclear }
  const group = await groupOf(known, where.departments, scope, desk)
  if ('stop' in group) return group
  if ('question' in group) return { ...group, told: known }
  const clear = { ...known, notice: group.notice.id }
  const question = doubtOf(clear, group, desk)
  if (question) return { question, told: clear }
  const absent = await absenteesOf(clear, group, desk)
  if ('question' in absent) return { ...absent, told: clear }
  const label = where.departments.map(id => scope.organisation.label(id)).join('、')
  const figures = figuresOf(clear, absent.found, group.asked, label)
  if ('question' in figures) return { ...figures, told: clear }
  const objected = await objectors(clear.date, group.notice.id, figures.found.attended, desk)
  if (objected.length) return { question: { asking: 'who', text: texts.objectedSince(objected) }, told: clear }
  const host = await hostOf(clear, group, desk)
  if ('question' in host) return { ...host, told: clear }
  const { part, from, to } = clear
  const meeting: Meeting = {
    notice: group.notice,
    departments: where.departments,
    date: clear.date ?? '',
    part,
    from,
    to,
    place: clear.place ?? '',
    host: host.found,
    absent: absent.found,
    points: clear.points ?? '',
    again: clear.again,
    ...figures.found,
  }
  return { meeting, told: clear }
}

type Where = { stop: string } | { question: Question } | { departments: string[]; unclear: string[] }

/** The departments that met: those named, else the one that this person leads. */
function departmentsOf(told: Told, { organisation, unit, office, own, within }: Scope): Where {
  if (told.departments) return { departments: told.departments, unclear: told.unclear }
  const whole = /^(?:全院|全体|全部|全单位|都是|所有科室)$/u
  if (told.departmentNames.some(name => whole.test(name))) return { departments: own, unclear: told.unclear }
  const several = office || own.length > 1
  const names = [...told.departmentNames]
  // 内科 in the sentence of somebody who has several departments may be short for one of them.
  const unclear = told.unclear.filter(piece => {
    const { found } = several ? findDepartments(organisation, unit, [piece]) : { found: [] }
    if (found.length) names.push(piece)
    return !found.length
  })
  const { found, missing, ambiguous } = findDepartments(organisation, unit, names)
  const [doubt] = ambiguous
  if (doubt) {
    const labels = doubt.choices.map(({ id }) => organisation.label(id))
    return {
      question: {
        asking: 'department',
        text: texts.whichDepartment(doubt.name, labels),
        choices: doubt.choices.map(({ id }) => id),
      },
    }
  }
  if (missing[0]) return { question: { asking: 'department', text: texts.noDepartment(missing[0]) } }
  const foreign = found.find(({ id }) => !within.includes(id))
  if (foreign) return { stop: texts.notYours(foreign.name) }
  if (found.length) {
    const inner = new Set(found.flatMap(({ id }) => organisation.subtree(id).slice(1)))
    return { departments: found.map(({ id }) => id).filter(id => !inner.has(id)), unclear }
  }
  if (!several) return own.length ? { departments: own, unclear } : { stop: texts.noDepartmentLed }
  if (office) return { question: { asking: 'department', text: texts.askDepartment } }
  const labels = own.map(id => organisation.label(id))
  return { question: { asking: 'department', text: texts.askWhichOwn(labels), choices: own } }
}

/** The notice that was studied, and whom it asks of these departments. */
async function groupOf(
  told: Told,
  departments: string[],
  scope: Scope,
  desk: Desk,
): Promise<{ stop: string } | { question: Question } | Group> {
  const { tx, at } = desk
  const notices = await noticesFor(tx, departments, scope, at)
  if (!notices.length) return { stop: texts.noNotice }
  const groups: Group[] = []
  for (const notice of notices) {
    groups.push({ notice, departments, scope, asked: await askedIn(tx, notice.id, departments, scope.organisation) })
  }
  const isOwed = ({ asked }: Group): boolean => asked.some(({ standing }) => standing === 'missing')
  const words = told.month ?? told.title ?? ''
  const meant =
    told.notice ?? (words ? noticeMeant(notices, told.month ? monthWords(told.month) : words, at)?.id : null)
  if (words && !meant) return { stop: texts.noSuchNotice(notices.map(titled)) }
  const owed = groups.filter(isOwed)
  const chosen = meant ? groups.filter(({ notice }) => notice.id === meant) : owed.length ? owed : groups.slice(0, 1)
  const [only] = chosen
  if (!only) return { stop: texts.noNotice }
  if (chosen.length > 1) {
    const text = texts.whichNotice(chosen.map(({ notice }) => titled(notice)))
    return { question: { asking: 'notice', text, choices: chosen.map(({ notice }) => notice.id) } }
  }
  if (!only.asked.length) return { stop: texts.nobodyAsked(named(only.notice)) }
  const left = only.asked.filter(({ standing }) => standing === 'missing')
  return told.again ? { ...only, asked: left } : only
}

const titled = (notice: Group['notice']): string => `${named(notice)}${monthBeside(notice)}`
/** `-10` is how `monthNamed` gives a month without its year. */
const monthWords = (month: string): string =>
  month.startsWith('-') ? `${Number(month.slice(1))}月` : `${month.slice(0, 4)}年${Number(month.slice(5))}月`

/** What was said twice, not understood, or cannot be as to time. */
function doubtOf(told: Told, { notice }: Group, { at }: Desk): Question | null {
  const [twice] = told.twice
  if (twice) return { asking: 'twice', text: texts.saidTwice(twice.field, twice.values) }
  if (told.unclear.length) return { asking: 'unclear', text: texts.unclear(told.unclear) }
  const { date, from } = told
  if (date === null) return { asking: 'date', text: texts.askDate }
  const today = dateOf(at)
  if (date > today || (date === today && from !== null && from > minutesOf(at))) {
    return { asking: 'date', text: texts.notYet(shownDate(date, at), date === today) }
  }
  const issued = dateOf(notice.issued ?? notice.at)
  if (date < issued && !told.sure.includes(`early ${date}`)) {
    return { asking: 'early', text: texts.beforeIssue(shownDate(date, at), shownDate(issued, at)), choices: [date] }
  }
  return null
}
