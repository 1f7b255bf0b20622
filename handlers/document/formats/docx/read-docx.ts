import mammoth from 'mammoth'
import { notKept } from '../../picture-marks.ts'
import { Album } from '../album.ts'
import type { FileText } from '../text.ts'
import { damaged } from '../unreadable.ts'
import { textOfHtml } from './html-text.ts'
import { readNumbering } from './numbering-part.ts'
import { bytesOf, pack, related, textOf, unpack } from './package.ts'
import { asPrinted } from './print.ts'
import { readStyles } from './styles-part.ts'

/**
 * Reads a .docx: body and notes, in their order, with the labels that Word generates.
 * Headers, footers, comments and what tracked changes deleted are left out; what they inserted is in.
 */
export async function readDocx(bytes: Uint8Array): Promise<FileText> {
  const parts = unpack(bytes)
  const main = related(parts, '', 'officeDocument') ?? 'word/document.xml'
  const xml = textOf(parts[main])
  if (xml === undefined) throw damaged(new Error('no main part'))
  const part = (type: string): string => related(parts, main, type) ?? `word/${type}.xml`
  const styles = readStyles(textOf(parts[part('styles')]) ?? '<none/>')
  const numbering = readNumbering(textOf(parts[part('numbering')]) ?? '<none/>', styles.listOfStyle)
  // Without its numbering part mammoth makes no lists of what is labelled already.
  const { [part('numbering')]: _, ...rest } = parts
  const printed = pack({ ...rest, [main]: bytesOf(asPrinted(xml, numbering, styles)) })
  const album = new Album()
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(printed) }, optionsWith(album))
  const text = textOfHtml(value)
  const charts = text.split(notKept.chart).length - 1
  return { text, images: album.images + charts, pictures: album.in(text) }
}

/** Every paragraph is a `p`; a picture goes to the album, one after another, and its mark is the `src`. */
function optionsWith(album: Album) {
  let last: Promise<unknown> = Promise.resolve()
  return {
    includeDefaultStyleMap: false,
    includeEmbeddedStyleMap: false,
    ignoreEmptyParagraphs: false,
    convertImage: mammoth.images.imgElement(image => {
      const added = last.then(async () => ({ src: await markIn(album, image) }))
      last = added
      return added
    }),
  }
}

type Image = Parameters<Parameters<typeof mammoth.images.imgElement>[0]>[0]

/** A picture without bytes was too large to be unpacked. */
async function markIn(album: Album, image: Image) {
  const { contentType } = image
  const bytes = await bytesIn(image)
  if (bytes === 'linked') return album.miss(notKept.linked)
  const shown = /^image\/(?:png|jpe?g|gif|webp)$/i.test(contentType)
  return bytes === null && !shown ? album.miss(notKept.format) : album.add(bytes)
}

/** Whatever is not in the package throws, at once or later. */
async function bytesIn(image: Image): Promise<Uint8Array | 'linked' | null> {
  try {
    return await image.readAsBuffer()
  } catch (error) {
    return error instanceof Error && error.message.includes('external image') ? 'linked' : null
  }
}
