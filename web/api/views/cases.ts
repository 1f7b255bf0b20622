import { casePage, type Item, itemsOf, ownText, sourceAt, whence } from '../../../handlers/cases/library.ts'
import type { Found } from '../../../handlers/cases/search.ts'
import { marked, snippetOf } from '../../../handlers/cases/snippet.ts'
import { blocksOf } from '../../../handlers/document/blocks.ts'
import type { ReadTx } from '../../../store/transaction.ts'
import type { CaseView, FoundView } from './shapes.ts'

/** What was found, with the hits told apart; nothing is marked up, so nothing can be taken for markup. */
export const foundView = ({ items, more }: Found, words: readonly string[], near: string[]): FoundView => ({
  items: items.map(item => ({
    ref: item.ref,
    title: marked(item.title, words),
    whence: whence(item),
    snippet: snippetOf(item, words),
  })),
  more,
  near,
})

/** One text, and what else came with it. Whoever may not read it has been turned away before. */
export async function caseView(tx: ReadTx, id: string, part: string): Promise<CaseView | null> {
  const source = await sourceAt(tx, id)
  const items = source ? itemsOf(source) : []
  const item = items.find(({ ref }) => ref === `${id}/${part}`) ?? items[0]
  if (!source || !item) return null
  // The notice itself is opened as such, where it can be confirmed.
  const materials = items.filter(({ ref }) => !ref.endsWith(`/${ownText}`))
  const others: Item[] = materials.length > 1 || materials[0] !== item ? materials : []
  return {
    title: item.title,
    whence: whence(item),
    blocks: blocksOf(item.raw),
    notice: source.kind === 'notice' ? id : null,
    ref: item.ref,
    others: others.map(({ ref, title }) => ({ page: casePage(ref).replace(/^\/h5/, ''), ref, title })),
  }
}
