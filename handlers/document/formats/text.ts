/** The kinds of pictures that every browser shows and that hold no program. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const
export type PictureType = (typeof pictureTypes)[number]

export interface FilePicture {
  /** SHA-256 of the bytes, hex. */
  sha256: string
  type: PictureType
  bytes: Uint8Array
}

/** What a file says, as one text that `readDocument` understands. */
export interface FileText {
  text: string
  /** How many pictures stand in it, those not kept included; each has a mark in the text, but for a stamp over a signature. */
  images: number
  /** Those kept, each once, in the order of their marks. */
  pictures: FilePicture[]
}
