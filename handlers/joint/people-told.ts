import type { Desk } from '../act.ts'
import type { PersonRow } from '../directory/organisation.ts'
import type { NoticeRow } from '../study/notice.ts'
import type { Asked, Scope } from './group.ts'
import type { SessionRow } from './session.ts'
import { texts } from './texts.ts'
import type { Asking, Told } from './told.ts'
import { namesLike, peopleMeant } from './who-is.ts'

/** One clear question; the numbers of an answer stand for `choices`. */
export interface Question {
  asking: Asking
  text: string
  choices?: string[]
  about?: string
}

type Found<T> = { question: Question } | { found: T }

export interface Group {
  notice: NoticeRow
  departments: string[]
  scope: Scope
  asked: Asked[]
}

/** The absentees as people of the directory; asks about the first name that is unknown or stands for several. */
export async function absenteesOf(told: Told, group: Group, desk: Desk): Promise<Found<SessionRow['absent']>> {
  const found: SessionRow['absent'] = []
  for (const { name, reason } of told.absent ?? []) {
    const who = await whoIs(name, 'absentee', told, group, desk)
    if ('question' in who) return who
    found.push({ person: who.found?.id ?? null, name: who.found?.name ?? name, reason })
  }
  const twice = found.find(
    ({ person }, index) => person !== null && found.findIndex(one => one.person === person) < index,
  )
  if (twice) return { question: { asking: 'who', text: texts.namedTwice(twice.name) } }
  return { found }
}

/** Who led the session. */
export async function hostOf(told: Told, group: Group, desk: Desk): Promise<Found<SessionRow['host']>> {
  const { host } = told
  if (host === null) return { question: { asking: 'host', text: texts.askHost } }
  if (/^(?:我|本人|我自己|我本人)$/u.test(host)) return { found: { name: desk.who.name, person: desk.who.id } }
  const who = await whoIs(host, 'host', told, group, desk)
  if ('question' in who) return who
  return { found: { name: who.found?.name ?? host, person: who.found?.id ?? null } }
}

async function whoIs(
  name: string,
  asking: 'absentee' | 'host',
  { means }: Told,
  { departments, scope, asked }: Group,
  { tx }: Desk,
): Promise<Found<PersonRow | null>> {
  const chosen = means[name]
  if (chosen === null) return { found: null }
  if (chosen !== undefined) return { found: (await tx.people.get(chosen)) ?? null }
  const all = await peopleMeant(tx, name, departments, scope)
  const here = all.filter(({ id }) => asked.some(({ person }) => person.id === id))
  const people = here.length && asking === 'absentee' ? here : all
  const [only] = people
  if (only && people.length === 1) {
    const near = scope.organisation
    const inside = departments.some(id => near.subtree(id).some(below => only.departments.includes(below)))
    if (inside || asking === 'host') return { found: only }
    const where = near.label(only.departments[0] ?? '')
    return { question: { asking, text: texts.elsewhere(name, where), about: name, choices: [only.id] } }
  }
  if (!only) {
    const like = await namesLike(tx, name, departments, scope)
    const text = asking === 'host' ? texts.noHost(name) : texts.noAbsentee(name, like)
    return { question: { asking, text, about: name } }
  }
  const choices = people.map(person => ({
    name: person.name,
    where: scope.organisation.label(person.departments[0] ?? ''),
    position: person.position,
    userid: person.userid,
  }))
  return {
    question: { asking, text: texts.whichPerson(name, choices), choices: people.map(({ id }) => id), about: name },
  }
}
