import { createHash } from 'node:crypto'
import { markOf, notKept } from '../picture-marks.ts'
import type { FilePicture, PictureType } from './text.ts'

/** What is kept of a notice at most; nothing is made smaller. */
export const pictureLimits = { count: 20, bytes: 300 * 1024, sum: 3 * 1024 * 1024 }

/** More points take a phone's memory, however few bytes they are packed in. */
const mostPoints = 40_000_000

/** As far as a PNG says at its beginning. */
const pointsOf = (bytes: Uint8Array, type: PictureType): number => {
  if (type !== 'image/png' || bytes.length < 24) return 0
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return view.getUint32(16) * view.getUint32(20)
}

/** Collects the pictures of a file in the order of its text. */
export class Album {
  readonly #kept = new Map<string, FilePicture>()
  #sum = 0
  images = 0

  get pictures(): FilePicture[] {
    return [...this.#kept.values()]
  }

  /** Counts a picture and gives the mark that stands for it; null: it was too large to be unpacked at all. */
  add(bytes: Uint8Array | null): string {
    this.images++
    if (bytes === null) return notKept.size
    const type = pictureType(bytes)
    if (type === null) return notKept.format
    if (bytes.length > pictureLimits.bytes || pointsOf(bytes, type) > mostPoints) return notKept.size
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    if (this.#kept.has(sha256)) return markOf(sha256)
    if (this.#kept.size >= pictureLimits.count || this.#sum + bytes.length > pictureLimits.sum) return notKept.many
    this.#kept.set(sha256, { sha256, type, bytes: new Uint8Array(bytes) })
    this.#sum += bytes.length
    return markOf(sha256)
  }

  /** Counts one that cannot be had, and gives its mark. */
  miss(mark: string): string {
    this.images++
    return mark
  }

  /** Forgets the pictures whose marks are not in the text after all. */
  in(text: string): FilePicture[] {
    return this.pictures.filter(({ sha256 }) => text.includes(markOf(sha256)))
  }
}

/** By the first bytes alone. Drawings (SVG, EMF, WMF) are none: they can hold programs, or no browser shows them. */
export function pictureType(bytes: Uint8Array): PictureType | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 12)).toString('latin1')
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (/^GIF8[79]a/.test(start)) return 'image/gif'
  return /^RIFF.{4}WEBP/s.test(start) ? 'image/webp' : null
}
