import type { Act, Desk } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { placeOf, wordsIn } from './bare.ts'
import { sayCases } from './find.ts'
import { type Item, itemsOf } from './library.ts'
import { listedItem, numberIn, rememberList } from './list.ts'
import { texts } from './texts.ts'

const shown = 15

/** The cases of this person's office that it keeps, the newest first. */
export async function ownCases({ tx, who }: Desk): Promise<Item[]> {
  const rows = await tx.cases.list('unit', [who.officeOf ?? ''])
  return rows
    .filter(row => row.state === 'kept')
    .flatMap(row => itemsOf({ kind: 'case', row }))
    .sort((a, b) => b.at - a.at)
}

/** `案例库`: what the office keeps; for everybody else the newest materials. */
export const sayOwnCases: Act<Said> = async (said, desk) => {
  if (desk.who.officeOf === null) return sayCases(said, desk)
  const own = await ownCases(desk)
  if (!own.length) return texts.noOwn('')
  await rememberList(desk, own.slice(0, shown))
  return texts.owned(
    own.slice(0, shown).map(({ title }) => title),
    own.length > shown,
  )
}

/** Those of `items` that words name: by their titles, else by their texts. */
export function meantBy<I extends Pick<Item, 'bareTitle' | 'bareText'>>(items: readonly I[], said: string): I[] {
  const words = wordsIn(said)
  if (!words.length) return []
  const within = (text: string) => words.every(word => placeOf(word, text) >= 0)
  const exact = items.filter(({ bareTitle }) => bareTitle === words.join(''))
  if (exact.length) return exact
  const titled = items.filter(({ bareTitle }) => within(bareTitle))
  return titled.length ? titled : items.filter(({ bareText }) => within(bareText))
}

/** `删除案例 红包`: hides a case; what was issued with it stays. */
export const sayRemoveCase: Act<Said> = async ({ rest }, desk) => {
  const words = rest.trim()
  if (!words) return texts.removeWhich
  const own = await ownCases(desk)
  const number = numberIn(words)
  const listed = number === null ? null : await listedItem(desk, number)
  const meant = number === null ? meantBy(own, words) : own.filter(({ ref }) => ref === listed?.ref)
  const [only] = meant
  if (!only) return texts.noOwn(words)
  if (meant.length > 1) {
    await rememberList(desk, meant.slice(0, shown))
    return texts.several(
      meant.slice(0, shown).map(({ title }) => title),
      '删除案例',
    )
  }
  if (only.source.kind !== 'case') return texts.noOwn(words)
  const { row } = only.source
  await desk.tx.cases.update({ ...row, state: 'withdrawn', withdrawn: { at: desk.at, by: desk.who.id } })
  await desk.attest({ type: 'case.withdrawn', case: row.id })
  await desk.audit({ act: '删除案例', about: row.id, detail: row.title })
  return texts.removed(row.title)
}
