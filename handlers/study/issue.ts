import { z } from 'zod'
import type { Act, Desk, SayOptions } from '../act.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { spread } from '../drafting/dialogue.ts'
import { departmentsOf, membersOf } from '../drafting/scope.ts'
import { groupsOf } from '../group/where.ts'
import type { CardSaying } from '../saying.ts'
import { agreedIn } from '../second/agreed.ts'
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
    ...agreedIn(notice),
  })

  const due = (group: number): number => (notice.release === null ? at : spread(at, group))
  const people = members.map(member => member.person.id)
  for (let i = 0; i < people.length; i += groupSize) {
    const some = people.slice(i, i + groupSize)
    await handOver(notice, some, studyCard(notice, at), desk, { about: notice.id, due: due(i / groupSize) })
  }
  await tellGroups(notice, desk, { about: notice.id, due: due(0) })
  return people.length
}

/** How long a card of this notice is worth sending. */
const untilOf = ({ due }: NoticeRow, at: number): number => Math.max(endOf(due), at + day)

/** Sends the card, and where there are no pages the text as a file. */
export async function handOver(
  notice: NoticeRow,
  people: readonly string[],
  card: CardSaying,
  desk: Desk,
  options: SayOptions,
): Promise<void> {
  const until = untilOf(notice, desk.at)
  const { pages } = desk.house
  // A corrected one says what was corrected rather than how to read.
  await desk.say({ people }, pages || notice.corrected ? card : withFile(card), { ...options, until })
  // Counted apart: whether the card arrived is what is asked.
  if (!pages) await desk.say({ people }, noticeFileSaying(notice), { ...options, about: filesOf(notice.id), until })
}

/** Once to each bound group of the scope, without names. */
export async function tellGroups(notice: NoticeRow, desk: Desk, options: SayOptions): Promise<void> {
  const { tx, at } = desk
  const reached = new Set(departmentsOf(await readOrganisation(tx), notice.unit, notice.scope))
  for (const { to } of await groupsOf(tx, reached)) {
    await desk.say(to, groupCard(notice, at, desk.house.pages), { ...options, until: untilOf(notice, at) })
  }
}
