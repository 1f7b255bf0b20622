import { z } from 'zod'
import type { Act, Desk } from '../act.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { spread } from '../drafting/dialogue.ts'
import { departmentsOf, membersOf } from '../drafting/scope.ts'
import { groupsOf } from '../group/where.ts'
import { day, endOf } from '../time.ts'
import { groupCard, studyCard } from './card.ts'
import { audienceDigest, audienceLines, filesOf, hashOf, type NoticeRow } from './notice.ts'
import { noticeFileSaying, withFile } from './notice-file.ts'

export const StudyIssue = z.object({ notice: z.string() })

/** A scheduled notice whose moment has come. Cancelled or already issued ones stay as they are. */
export const issueScheduled: Act<z.infer<typeof StudyIssue>> = async ({ notice: id }, desk) => {
  const notice = await desk.tx.notices.get(id)
  if (notice?.state === 'scheduled') await issue(notice, desk)
  return null
}

/** How many go into one call; spread over minutes where time, not a person, sends. */
const groupSize = 1000

/**
 * Freezes the audience, attests the issue and tells everybody once, and each bound group once without names.
 * Gives the number of people asked.
 */
export async function issue(notice: NoticeRow, desk: Desk): Promise<number> {
  const { tx, at } = desk
  const members = await membersOf(tx, notice.unit, notice.scope)
  const audience = members.map(({ person, department }) => ({ notice: notice.id, person: person.id, department }))
  for (const row of audience) await tx.audience.add(row)
  await tx.asked.add({ notice: notice.id, people: audienceLines(audience) })
  await tx.notices.put({ ...notice, state: 'issued', issued: at, release: null })
  await desk.attest({
    type: 'study.issued',
    notice: notice.id,
    hash: notice.hash,
    title: hashOf(notice.title),
    people: members.length,
    audience: audienceDigest(audience),
  })

  const { pages } = desk.house
  const card = pages ? studyCard(notice, at) : withFile(studyCard(notice, at))
  const until = Math.max(endOf(notice.due), at + day)
  const people = members.map(member => member.person.id)
  for (let i = 0; i < people.length; i += groupSize) {
    const due = notice.release === null ? at : spread(at, i / groupSize)
    const some = { people: people.slice(i, i + groupSize) }
    await desk.say(some, card, { about: notice.id, due, until })
    // Counted apart: whether the card arrived is what is asked.
    if (!pages) await desk.say(some, noticeFileSaying(notice), { about: filesOf(notice.id), due, until })
  }
  const reached = new Set(departmentsOf(await readOrganisation(tx), notice.unit, notice.scope))
  for (const { to } of await groupsOf(tx, reached)) {
    const due = notice.release === null ? at : spread(at, 0)
    await desk.say(to, groupCard(notice, at, pages), { about: notice.id, due, until })
  }
  return people.length
}
