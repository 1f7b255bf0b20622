import type { Desk } from '../act.ts'
import { type Item, itemFor } from './library.ts'

/** Remembers what was listed, so that `案例 2` means the second of it. */
export const rememberList = ({ tx, who, at }: Desk, items: readonly Item[]): Promise<void> =>
  tx.caseLists.put({ person: who.id, refs: items.map(({ ref }) => ref), at })

/** How many were listed last. */
export const listedCount = async ({ tx, who }: Desk): Promise<number> =>
  (await tx.caseLists.get(who.id))?.refs.length ?? 0

/** The one of this number on the last list, if it may still be read; else null. */
export async function listedItem({ tx, who }: Desk, number: number): Promise<Item | null> {
  const ref = (await tx.caseLists.get(who.id))?.refs[number - 1]
  return ref === undefined ? null : itemFor(tx, who, ref)
}

/** `2`, `第2份`, `第二个`; null where the words are none. */
export function numberIn(words: string): number | null {
  const [, digits, one] =
    /^第?\s*(?:(\d{1,2})|([一二三四五六七八九]))\s*[份个条]?$/u.exec(words.normalize('NFKC').trim()) ?? []
  if (digits) return Number(digits)
  return one ? '一二三四五六七八九'.indexOf(one) + 1 : null
}
