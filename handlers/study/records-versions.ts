import { z } from 'zod'
import type { ReadTx } from '../../store/transaction.ts'
import { Broken } from '../evidence/broken.ts'
import { hashOf, type NoticeRow, wholeText } from './notice.ts'
import { versionsOf } from './versions.ts'

/** The second officer; absent where none was needed. */
const agreedFields = { by: z.string().optional(), agreed: z.string().optional() }

export const Issued = z.object({
  notice: z.string(),
  hash: z.string(),
  title: z.string(),
  audience: z.string(),
  ...agreedFields,
})
export type Issued = z.infer<typeof Issued>

export const Corrected = z.object({
  notice: z.string(),
  version: z.number(),
  asks: z.number(),
  hash: z.string(),
  was: z.string(),
  title: z.string(),
  due: z.string(),
  difference: z.string(),
  ...agreedFields,
})
export type Corrected = z.infer<typeof Corrected>

/**
 * Holds the text, title and due date of every version against the facts of the issue and of the corrections (by fact id),
 * and the notice against the newest of them. Gives the hashes of the versions, the first first.
 */
export async function checkVersions(
  tx: ReadTx,
  notice: NoticeRow,
  issued: Issued,
  corrected: ReadonlyMap<string, Corrected>,
): Promise<string[]> {
  const { id } = notice
  const versions = await versionsOf(tx, id)
  if (versions.length !== corrected.size + 1 || notice.version !== versions.length) {
    throw new Broken(
      `${id} is at version ${notice.version} and has ${versions.length}, but ${corrected.size} corrections were attested`,
    )
  }
  let before = issued.hash
  let asks = 1
  for (const [index, version] of versions.entries()) {
    const name = index ? `version ${index + 1} of ${id}` : id
    const correction = version.fact === null ? undefined : corrected.get(version.fact)
    if (version.version !== index + 1 || index > 0 !== (correction?.version === index + 1)) {
      throw new Broken(`${name} has no fact`)
    }
    const says = correction ?? { ...issued, was: before, asks, due: version.due }
    const text = hashOf(wholeText(version))
    if (text !== version.hash || text !== says.hash || says.was !== before) {
      throw new Broken(`the text of ${name} is not the one issued`)
    }
    if (hashOf(version.title) !== says.title) throw new Broken(`the title of ${name} is not the one issued`)
    const lines = hashOf(version.difference.join('\n'))
    if (
      correction &&
      (lines !== correction.difference || (version.kind === 'substance') !== (says.asks === index + 1))
    ) {
      throw new Broken(`what ${name} changed is not what was attested`)
    }
    const { by, agreed } = says
    if (version.agreed ? version.agreed.by !== agreed || version.by !== by || by === agreed : agreed !== undefined) {
      throw new Broken(`who agreed to ${name} is not who was attested`)
    }
    if (version.due !== says.due) throw new Broken(`the due date of ${name} is not the one issued`)
    before = text
    asks = says.asks
  }
  if (versions[0]?.agreed?.by !== notice.agreed?.by) throw new Broken(`who agreed to ${id} is not who was attested`)
  const newest = versions.at(-1)
  if (!newest) throw new Broken(`${id} has no text`)
  const { title, due } = newest
  if (hashOf(wholeText(notice)) !== notice.hash || notice.hash !== newest.hash) {
    throw new Broken(`the text of ${id} is not the one issued`)
  }
  if (notice.title !== title) throw new Broken(`the title of ${id} is not the one issued`)
  const shown = versions.findLast(version => version.kind === 'substance')
  if ((notice.corrected?.difference ?? []).join('\n') !== (shown?.difference ?? []).join('\n')) {
    throw new Broken(`what ${id} says of its correction is not what was attested`)
  }
  if (notice.due !== due || notice.asks !== asks) throw new Broken(`${id} does not ask what was attested`)
  return versions.map(({ hash }) => hash)
}
