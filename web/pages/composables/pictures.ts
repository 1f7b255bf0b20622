import type { InjectionKey, Ref } from 'vue'
import { type PictureMark, pictureMarks } from '../../../handlers/document/picture-marks.ts'
import type { TextView } from '../../api/views/shapes.ts'

/** Where the pictures of a text are had, and what they are called. */
export interface PictureShelf {
  folder: string
  /** From 1, in the order of the text; the same picture has one number. */
  numberOf: (sha256: string | null) => number | null
}

export const pictureShelf: InjectionKey<Readonly<Ref<PictureShelf>>> = Symbol('pictures')

/** The pictures of a text and its materials. */
export function shelfOf(folder: string, view: Pick<TextView, 'blocks' | 'materials'>): PictureShelf {
  const numbers = new Map<string, number>()
  for (const { raw } of [view, ...view.materials].flatMap(({ blocks }) => blocks)) {
    for (const { sha256 } of pictureMarks(raw)) {
      if (sha256 && !numbers.has(sha256)) numbers.set(sha256, numbers.size + 1)
    }
  }
  return { folder, numberOf: sha256 => (sha256 === null ? null : (numbers.get(sha256) ?? null)) }
}

/** A text in stretches: words, and the pictures among them. */
export function withPictures(text: string): (string | PictureMark)[] {
  const pieces: (string | PictureMark)[] = []
  let from = 0
  for (const mark of pictureMarks(text)) {
    if (mark.at > from) pieces.push(text.slice(from, mark.at))
    pieces.push(mark)
    from = mark.at + mark.raw.length
  }
  if (from < text.length) pieces.push(text.slice(from))
  return pieces
}
