import type { Answer, Desk } from '../act.ts'
import { text } from '../saying.ts'
import { studyCard } from '../study/card.ts'
import { handOver, tellGroups } from '../study/issue.ts'
import { correctionsOf, named, type NoticeRow } from '../study/notice.ts'
import { standingsOf } from '../study/standing.ts'
import { shownDate } from '../time.ts'
import type { Correction } from './content.ts'
import { texts } from './texts.ts'

/** Tells whom a correction concerns, and the office what was done. `aloud`: also one of the wording, to everybody. */
export async function tell(
  notice: NoticeRow,
  { notice: before, kind, changes }: Correction,
  aloud: boolean,
  desk: Desk,
): Promise<Answer> {
  const { tx, at } = desk
  const about = correctionsOf(notice.id, notice.version)
  const audience = await stillHere(notice.id, desk)
  const title = named(notice)
  if (kind === 'substance') return askAgain(notice, audience, desk)
  const { standings } = await standingsOf(tx, notice.id)
  const waiting = audience.filter(person => !standings.has(person))
  if (notice.due !== before.due && waiting.length) {
    const words = texts.toldDue(title, shownDate(notice.due, at), shownDate(before.due, at))
    await desk.say({ people: waiting }, text(words), { about, unless: notice.id })
  }
  if (kind === 'due') return texts.done.due(title, shownDate(notice.due, at), waiting.length)
  if (!aloud || !audience.length) return texts.done.wording(title)
  await desk.say({ people: audience }, text(texts.toldWording(title, changes.lines)), { about })
  return texts.done.told(title, audience.length)
}

/** One card to everybody who is asked and not excused, with what it means for what they did before. */
async function askAgain(notice: NoticeRow, audience: readonly string[], desk: Desk): Promise<Answer> {
  const { tx, at } = desk
  const { standings } = await standingsOf(tx, notice.id)
  const people = audience.filter(person => !standings.has(person))
  const confirmed = new Set((await tx.confirmations.list('notice', [notice.id])).map(row => row.person))
  const attended = new Set(
    (await tx.attendance.list('notice', [notice.id])).filter(row => row.state === 'counted').map(row => row.person),
  )
  const earlier = (person: string): string =>
    confirmed.has(person) ? texts.earlierConfirmed : attended.has(person) ? texts.earlierAttended : ''
  const options = { about: correctionsOf(notice.id, notice.version), unless: notice.id }
  for (const words of [texts.earlierConfirmed, texts.earlierAttended, '']) {
    const some = people.filter(person => earlier(person) === words)
    if (some.length) await handOver(notice, some, studyCard(notice, at, words), desk, options)
  }
  await tellGroups(notice, desk, { about: options.about })
  return texts.done.substance(named(notice), people.length)
}

/** Who was asked and has not left the directory. */
async function stillHere(notice: string, { tx }: Desk): Promise<string[]> {
  const gone = new Set((await tx.people.list('all', [])).filter(row => row.left !== null).map(row => row.id))
  return (await tx.audience.list('notice', [notice])).map(row => row.person).filter(person => !gone.has(person))
}
