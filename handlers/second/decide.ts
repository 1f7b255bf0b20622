import type { Answer, Desk } from '../act.ts'
import { closeCards } from '../close-cards.ts'
import { releaseAgreed } from '../drafting/dialogue.ts'
import { type DraftKind, kindOf } from '../drafting/draft.ts'
import { personOf } from '../roles.ts'
import { type Saying, sayingsOf, text } from '../saying.ts'
import type { SecondRow } from './row.ts'
import { change } from './setting.ts'
import { texts } from './texts.ts'
import { cannotDecide, type Outcome } from './turn.ts'

/** A second officer agrees: it goes out in the name of the first, with both in the record. */
export async function agree(row: SecondRow, kinds: readonly DraftKind[], desk: Desk): Promise<Outcome> {
  const cannot = await cannotDecide(row, desk)
  if (cannot) return cannot
  const { tx, who, at } = desk
  const first = await personOf(tx, row.by, desk.house, at)
  if (first.officeOf !== row.unit) return { said: texts.notOffice(first.name || row.by), card: null, done: false }
  await tx.seconds.update({ ...row, state: 'agreed', decided: { at, by: who.id } })
  await desk.audit({ act: texts.agree(row), about: row.by, detail: row.what === 'release' ? `${row.people} 人` : '' })
  await closeCards(row.id, texts.cardAgreed(who.name), desk)
  const card = texts.cardAgreed(who.name)
  if (row.draft === null) {
    const said = await change(row.unit, row.over, { by: row.by, agreed: who.id }, desk)
    await desk.say({ person: row.by }, text(`${texts.agreedTold(who.name)}${said}`))
    return { said: `${texts.agreed}${said}`, card, done: true }
  }
  const draft = await tx.drafts.get(row.draft)
  const kind = draft && kindOf(kinds, draft)
  if (!draft || !kind) return { said: texts.changed, card: texts.cardVoid, done: false }
  // What is released is the first's: notice, dialogue and draft. Who does it, as fact and audit log say, is the second.
  const answer = await releaseAgreed(draft, kind, { by: who.id, at }, { ...desk, who: first })
  const out = (await tx.drafts.get(draft.id))?.state === 'released'
  const words = sayingsOf(answer)
  await desk.say({ person: row.by }, text(out ? texts.agreedTold(who.name) + textIn(words) : texts.notSent(who.name)))
  if (!out) for (const saying of words) await desk.say({ person: row.by }, saying)
  return {
    said: out ? withBefore(texts.agreed, words) : texts.notSentSecond(first.name) + textIn(words),
    card,
    done: true,
  }
}

/** The texts of an answer; its cards are the releaser's. */
const textIn = (words: readonly Saying[]): string =>
  words.flatMap(saying => (saying.kind === 'text' ? [saying.text] : [])).join('\n')

const withBefore = (before: string, words: readonly Saying[]): Answer => [
  text(`${before}${textIn(words)}`),
  ...words.filter(saying => saying.kind !== 'text'),
]
