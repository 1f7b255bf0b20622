import mammoth from 'mammoth'
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
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(printed) }, options)
  return textOfHtml(value)
}

/** Every paragraph is a `p`, and no picture is read. */
const options = {
  includeDefaultStyleMap: false,
  includeEmbeddedStyleMap: false,
  ignoreEmptyParagraphs: false,
  convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
}
