import type { Tx } from '../../store/transaction.ts'
import { pictureLimits } from '../document/formats/album.ts'
import type { HandedIn } from '../document/handed-in.ts'
import { markOf, notKept } from '../document/picture-marks.ts'

/**
 * Keeps the pictures of a file with a draft, within the limits of a notice. Gives the file's text, in which those beyond
 * the limits are marked as not kept.
 */
export async function keepInDraft(tx: Tx, draft: string, file: HandedIn, at: number): Promise<string> {
  const kept = await tx.draftPictures.list('draft', [draft])
  const known = new Set(kept.map(({ sha256 }) => sha256))
  let sum = kept.reduce((bytes, picture) => bytes + sizeOf(picture), 0)
  let { text } = file
  for (const picture of file.pictures) {
    if (known.has(picture.sha256)) continue
    if (known.size >= pictureLimits.count || sum + sizeOf(picture) > pictureLimits.sum) {
      text = text.replaceAll(markOf(picture.sha256), notKept.many)
      continue
    }
    await tx.draftPictures.add({ ...picture, draft, at })
    known.add(picture.sha256)
    sum += sizeOf(picture)
  }
  return text
}

const sizeOf = ({ bytes }: { bytes: string }): number => Math.floor(bytes.length * 0.75)

/** Deletes the pictures of a draft that was given up or is written anew. */
export async function dropFromDraft(tx: Tx, draft: string): Promise<void> {
  for (const { sha256 } of await tx.draftPictures.list('draft', [draft])) await tx.draftPictures.delete([draft, sha256])
}
