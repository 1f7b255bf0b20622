import type { Desk } from '../act.ts'
import { closeCards } from '../close-cards.ts'
import { officeOf } from '../office/members.ts'
import { type CardSaying, type Saying } from '../saying.ts'
import { day } from '../time.ts'
import { waitingIn } from './request.ts'
import type { SecondRow } from './row.ts'
import { texts } from './texts.ts'

/** The other officers of a unit. */
export async function othersIn(unit: string, desk: Desk): Promise<string[]> {
  return (await officeOf(unit, desk)).filter(id => id !== desk.who.id)
}

/** `李敏、杨帆` */
export async function namesOf(ids: readonly string[], { tx }: Pick<Desk, 'tx'>): Promise<string> {
  return (await Promise.all(ids.map(async id => (await tx.people.get(id))?.name ?? id))).join('、')
}

/**
 * Asks other officers: the same preview (`shown`) and a card of their own. What was asked before about the same, by the
 * same person, is asked no more.
 */
export async function askSecond(
  about: Pick<SecondRow, 'unit' | 'what' | 'draft' | 'revision' | 'over' | 'people' | 'asked'>,
  { name, page, shown }: { name: string; page: string | null; shown: readonly Saying[] },
  desk: Desk,
): Promise<void> {
  const { tx, who, at } = desk
  for (const old of await waitingIn(desk, about.unit)) {
    if (old.what !== about.what || (old.draft !== about.draft && old.draft !== null)) continue
    await tx.seconds.update({ ...old, state: 'void' })
    await closeCards(old.id, texts.cardVoid, desk)
  }
  const row: SecondRow = { ...about, id: desk.id(), by: who.id, at, state: 'asked', decided: null, words: '' }
  await tx.seconds.add(row)
  await desk.audit({ act: row.what === 'release' ? '提请发布' : '提请更改双人发布', about: row.asked.join('/') })
  const people = [...row.asked]
  for (const saying of shown) await desk.say({ people }, saying)
  await desk.say({ people }, card(row, who.name, name, page), { about: row.id, until: at + 7 * day })
}

function card(row: SecondRow, by: string, name: string, page: string | null): CardSaying {
  return {
    kind: 'card',
    title: texts.cardTitle(row, by, name),
    summary: texts.cardSummary(row),
    lines: [{ name: '也可回复', value: `${texts.agree(row)}；或：不同意 原因` }],
    page,
    pageLabel: '打开预览',
    buttons: [
      { text: texts.agree(row), press: `second.agree:${row.id}` },
      { text: texts.refuse, press: `second.refuse:${row.id}` },
    ],
    word: texts.agree(row),
  }
}
