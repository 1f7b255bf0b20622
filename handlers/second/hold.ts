import type { Answer, Desk } from '../act.ts'
import type { DraftKind, DraftRow } from '../drafting/draft.ts'
import { membersOf } from '../drafting/scope.ts'
import { type Saying, sayingsOf, text } from '../saying.ts'
import { shownTime } from '../time.ts'
import { askSecond, namesOf, othersIn } from './ask.ts'
import { overOf } from './request.ts'
import type { SecondRow } from './row.ts'
import { texts } from './texts.ts'

/**
 * Stands before every release: where it reaches more people than the office has set, or the releaser names a colleague,
 * others of the office are asked first. Undefined where it may go out, or where the release itself says what is missing.
 */
export async function holdForSecond(
  draft: DraftRow,
  kind: DraftKind,
  named: string | null,
  desk: Desk,
): Promise<Answer | undefined> {
  const { tx, at } = desk
  const over = await overOf(tx, draft.unit)
  if (over === null && named === null) return undefined
  const people = await reachOf(draft, desk)
  if (!people || (kind.ready && !(await kind.ready(draft, desk)))) return undefined
  if (named === null && over !== null && people <= over) return undefined

  const others = await othersIn(draft.unit, desk)
  if (!others.length) return texts.nobody(over)
  const asked = named === null ? others : await officerNamed(named, others, desk)
  if (typeof asked === 'string') return asked
  const before = await askedBefore(draft, asked, desk)
  if (before) return texts.askedBefore(await namesOf(before.asked, desk), shownTime(before.at, at))
  const preview = sayingsOf(await kind.preview(draft, desk))
  const now = (await tx.drafts.get(draft.id)) ?? draft
  const row = { unit: draft.unit, draft: draft.id, revision: now.revision, over: null, people, asked }
  const about: Pick<SecondRow, 'unit' | 'what' | 'draft' | 'revision' | 'over' | 'people' | 'asked'> = {
    ...row,
    what: 'release',
  }
  const page = preview.find(saying => saying.kind === 'card')?.page ?? null
  await askSecond(about, { name: kind.name, page, shown: withoutOrders(preview) }, desk)
  return texts.asked(await namesOf(asked, desk), asked.length > 1)
}

/** How many people a release reaches; null where it goes to nobody. A correction reaches those asked. */
async function reachOf(draft: DraftRow, { tx }: Desk): Promise<number | null> {
  if (draft.kind === 'case') return null
  const notice = draft.corrects === null ? undefined : await tx.notices.get(draft.corrects)
  if (notice?.issued) return tx.audience.count('notice', [notice.id])
  const { unit, scope } = notice ?? draft
  return (await membersOf(tx, unit, scope)).length
}

async function officerNamed(name: string, others: readonly string[], { tx }: Desk): Promise<string[] | string> {
  const people = (await Promise.all(others.map(id => tx.people.get(id)))).flatMap(row => row ?? [])
  const found = people.filter(row => row.name === name || row.id === name.toLowerCase())
  if (found.length > 1) {
    return texts.several(
      name,
      found.map(({ userid }) => userid),
    )
  }
  return found[0] ? [found[0].id] : texts.notOfficer(name)
}

/** Asked already for exactly this: said again it asks nobody twice. */
async function askedBefore(draft: DraftRow, asked: readonly string[], { tx }: Desk): Promise<SecondRow | undefined> {
  const rows = await tx.seconds.list('draft', [draft.id])
  return rows.find(
    row => row.state === 'asked' && row.revision === draft.revision && row.asked.join() === [...asked].join(),
  )
}

/** The preview as the first saw it; what to answer to it is said by the card. */
const withoutOrders = (preview: readonly Saying[]): Saying[] =>
  preview.flatMap(saying =>
    saying.kind === 'text'
      ? [
          text(
            saying.text
              .replace(/^(?:无误请回复|继续写要改).*$/gmu, '')
              .replace(/\n{3,}/gu, '\n\n')
              .trim(),
          ),
        ]
      : [],
  )
