import type { ReadTx } from '../../store/transaction.ts'
import type { Saying } from '../saying.ts'
import { casePage, type Item, itemsOf, sourceAt, whence } from './library.ts'

/** Hands a text of the library over where there are no pages. Only for who may read it: the file asks nobody. */
export const caseFileSaying = (item: Item): Saying => ({
  kind: 'file',
  make: 'case',
  of: item.ref,
  name: `${item.title.slice(0, 60)}.txt`,
  summary: `“${item.title}”全文`,
  page: casePage(item.ref),
})

/** The text as a file: UTF-8, marked as such for Windows. Null where there is none. */
export async function caseFile(tx: ReadTx, ref: string): Promise<Uint8Array | null> {
  const source = await sourceAt(tx, ref.split('/')[0] ?? '')
  const item = source && itemsOf(source).find(one => one.ref === ref)
  return item ? Buffer.from(`\ufeff${item.title}\n${whence(item)}\n\n${item.text}`) : null
}
