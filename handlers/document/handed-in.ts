import { z } from 'zod'
import { textOfFile } from './formats.ts'
import { pictureTypes } from './formats/text.ts'
import { Unreadable } from './formats/unreadable.ts'
import { trim } from './lines.ts'
import { summaryOf } from './summary.ts'

/** A picture out of a file: its bytes say what it is. */
export const HandedPicture = z.object({
  /** SHA-256 of the bytes, hex; the text has it in the mark where the picture stands. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  type: z.enum(pictureTypes),
  /** Base64. */
  bytes: z.string(),
})
export type HandedPicture = z.infer<typeof HandedPicture>

/** A file that has been read: what an act may take, since reading it is slow. */
export const HandedIn = z.object({
  /** Without folders. */
  name: z.string().min(1).max(255),
  /** Its text, with a mark where each picture stands. */
  text: z.string().min(1),
  pictures: z.array(HandedPicture),
  /** How many pictures are in it, those not kept included. */
  images: z.number().int(),
  /** As printed. */
  title: z.string().nullable(),
  /** It is a notice by itself: its title says so, and it is addressed or signed. */
  notice: z.boolean(),
  /** Titles of the attachments it announces, and of what it hands on. */
  announces: z.array(z.string()),
})
export type HandedIn = z.infer<typeof HandedIn>

/** What an act is told of a file: what is in it, or one sentence on why it cannot be read and what to do. */
export const Handed = z.union([z.object({ input: HandedIn }), z.object({ name: z.string(), sentence: z.string() })])
export type Handed = z.infer<typeof Handed>

/**
 * Reads a file that somebody hands in, in a worker and with the limits of `textOfFile`; never inside an act.
 * Give what comes out to the act `chat.file`, whichever it is: it has the answer for both. Nothing is kept here.
 * Throws only for faults of ours.
 */
export async function readHandedIn(name: string, bytes: Uint8Array): Promise<Handed> {
  const short = trim(name.replace(/^.*[/\\]/s, '')).slice(-200) || '文件'
  try {
    const { text, images, pictures: found } = await textOfFile(short, bytes)
    const pictures = found.map(({ bytes, ...picture }) => ({
      ...picture,
      bytes: Buffer.from(bytes).toString('base64'),
    }))
    return { input: { name: short, text, pictures, images, ...summaryOf(text) } }
  } catch (error) {
    if (error instanceof Unreadable) return { name: short, sentence: error.message }
    throw error
  }
}
