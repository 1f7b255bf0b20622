import type { Person } from '../../../handlers/person.ts'
import type { Checked } from '../../../handlers/receipt/check.ts'
import { receiptOf } from '../../../handlers/receipt/code.ts'
import type { Records } from '../../../handlers/receipt/lines.ts'
import { fieldsOf, isAbout, isOurs, saidBy } from '../../../handlers/receipt/owner.ts'
import { stampOf } from '../../../handlers/time.ts'
import type { ReadTx } from '../../../store/transaction.ts'
import type { ReceiptView, RecordsView } from './shapes.ts'

/** One's own records as the page lists them. */
export const recordsView = ({ records, next }: Records): RecordsView => ({
  records: records.flatMap(({ notice, title, lines }) =>
    [...lines].reverse().map(({ at, what, how, receipt, text }) => ({
      at: stampOf(at),
      what,
      how,
      title,
      page: pageOf(notice.id, text?.version ?? notice.version, notice.version),
      withdrawn: notice.state === 'withdrawn',
      receipt,
      hash: text?.hash ?? null,
      version: text?.version ?? null,
    })),
  ),
  next,
})

/** Where the text is read as it was; within the pages' base. */
const pageOf = (notice: string, version: number, newest: number): string =>
  version === newest ? `/notices/${notice}` : `/notices/${notice}/versions/${version}`

export interface Looked {
  view: ReceiptView
  /** The fact of somebody else that the office was shown; null where nobody's name was. */
  others: string | null
}

/**
 * What a check says: to whom the receipt belongs and to the office of the unit whose, what and when; to everybody else
 * only whether there is such a receipt and whether it agrees. Where two share a code, one's own comes first.
 */
export async function receiptView(
  tx: ReadTx,
  who: Person,
  { code, isCode, checked }: { code: string; isCode: boolean; checked: readonly Checked[] },
): Promise<Looked> {
  if (!isCode) return { view: { code, state: 'malformed', whose: null }, others: null }
  const [first] = checked
  if (!first) return { view: { code, state: 'absent', whose: null }, others: null }
  for (const mine of [true, false]) {
    for (const item of checked) {
      if (!(mine ? await isAbout(tx, item.fact, who.id) : await isOurs(tx, item.fact, who))) continue
      const view = { code: receiptOf(item.fact), state: stateOf(item), whose: await whoseView(tx, item, who) }
      return { view, others: mine ? null : item.fact.id }
    }
  }
  return { view: { code: receiptOf(first.fact), state: stateOf(first), whose: null }, others: null }
}

const stateOf = ({ broken }: Checked): ReceiptView['state'] => (broken === null ? 'holds' : 'broken')

async function whoseView(tx: ReadTx, { fact, link, waiting }: Checked, who: Person): Promise<ReceiptView['whose']> {
  const { hash, person, version, notice } = fieldsOf(fact)
  const name = (await tx.people.get(person ?? fact.who))?.name ?? person ?? fact.who
  const newest = notice === undefined ? undefined : (await tx.notices.get(notice))?.version
  return {
    // A session counts many: each is shown it as the own one, without the host's name in its place.
    name: (await isAbout(tx, fact, who.id)) ? who.name : name,
    what: await saidBy(tx, fact),
    at: stampOf(fact.at),
    hash: hash ?? null,
    page: notice === undefined || newest === undefined ? null : pageOf(notice, version ?? 1, newest),
    link: link && { number: link.seq, at: stampOf(link.at) },
    waiting,
  }
}
