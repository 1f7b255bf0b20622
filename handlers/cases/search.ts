import type { ReadTx } from '../../store/transaction.ts'
import type { Person } from '../person.ts'
import { placeOf, wordsIn } from './bare.ts'
import { type Item, itemsOf, mayRead, ownText, type Source, sourcesFor } from './library.ts'

export interface Found {
  /** What may be read by who asked: titles that fit before texts that do, the newest first among each. */
  items: Item[]
  /** There is more; how much is not told, since counting would have to look at everything. */
  more: boolean
}

/** So many notices are asked whether this person may read them: each is a look into its own month. */
const mostLooks = 600

/**
 * Looks for every word of a query in the whole library. No query finds everything, the newest first.
 *
 * There is no index: the texts are in memory anyway, and looking through twenty years of them costs a few
 * milliseconds, while an index of all pairs of characters costs seconds to build and ten times their memory.
 */
export async function searchCases(
  tx: ReadTx,
  who: Person,
  query: string,
  { skip = 0, limit }: { skip?: number; limit: number },
): Promise<Found> {
  const words = wordsIn(query)
  if (!words.length && query.trim()) return { items: [], more: false }
  const since = (await tx.people.get(who.id))?.joined ?? Infinity
  const readers = readersOf(tx, who, since)
  const items: Item[] = []
  for (const item of await fitting(tx, who, words)) {
    if (!(await readers(item.source))) continue
    if (items.push(item) > skip + limit) break
  }
  return { items: items.slice(skip, skip + limit), more: items.length > skip + limit }
}

/** What fits, in the order it is shown, whoever may read it. */
async function fitting(tx: ReadTx, who: Person, words: readonly string[]): Promise<Item[]> {
  const inTitle: Item[] = []
  const inText: Item[] = []
  for (const source of await sourcesFor(tx, who)) {
    let fits = 0
    for (const item of itemsOf(source)) {
      const titled = words.every(word => placeOf(word, item.bareTitle) >= 0)
      if (!titled && !words.every(word => placeOf(word, item.bareTitle) >= 0 || placeOf(word, item.bareText) >= 0))
        continue
      // The covering text names its materials: it is shown where none of them fits.
      if (isCover(item) && fits > 0) continue
      fits++
      if (titled && !isCover(item)) inTitle.push(item)
      else inText.push(item)
    }
  }
  return [...inTitle, ...inText]
}

const isCover = ({ source, ref }: Item): boolean =>
  source.kind === 'notice' && source.row.materials.length > 0 && ref.endsWith(`/${ownText}`)

/** Asks once for each source. Who came later was not asked for what had been issued before: no month is opened for it. */
function readersOf(tx: ReadTx, who: Person, since: number): (source: Source) => Promise<boolean> {
  const known = new Map<string, boolean>()
  return async source => {
    const { id } = source.row
    const before = known.get(id)
    if (before !== undefined) return before
    const isOwn = who.officeOf === source.row.unit
    const isLate = source.kind === 'notice' && (source.row.issued ?? 0) < since
    const may = isOwn || (!isLate && known.size < mostLooks) ? await mayRead(tx, who, source) : false
    known.set(id, may)
    return may
  }
}
