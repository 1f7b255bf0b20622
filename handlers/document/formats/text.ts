/** What a file says, as one text that `readDocument` understands. */
export interface FileText {
  text: string
  /** How many pictures stand in it; each is marked by `pictureMark`, but for a stamp over a signature. */
  images: number
}

export const pictureMark = '［图片］'
