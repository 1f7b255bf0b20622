import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import type { ReadTx, Tx } from '../../store/transaction.ts'
import { pictureMarks } from '../document/picture-marks.ts'
import { wholeText } from './notice.ts'

export type Picture = Pick<RowOf<Collections['pictures']>, 'sha256' | 'type' | 'bytes'>

/** The digests of the pictures in a text, each once, in order. */
export const picturesIn = (text: string): string[] => [
  ...new Set(pictureMarks(text).flatMap(({ sha256 }) => sha256 ?? [])),
]

/** Copies the pictures of a notice's text from its draft to the notice: also for a version of one, by the notice's id. */
export async function keepInNotice(
  tx: Tx,
  draft: string,
  notice: { id: string } & Parameters<typeof wholeText>[0],
): Promise<void> {
  for (const sha256 of picturesIn(wholeText(notice))) {
    const picture = await tx.draftPictures.get([draft, sha256])
    if (picture) await tx.pictures.add({ notice: notice.id, sha256, type: picture.type, bytes: picture.bytes })
  }
}

/** A picture of a notice or a draft, by its digest. */
export const pictureOf = (
  tx: ReadTx,
  of: { notice: string } | { draft: string },
  sha256: string,
): Promise<Picture | undefined> =>
  'notice' in of ? tx.pictures.get([of.notice, sha256]) : tx.draftPictures.get([of.draft, sha256])
