import { getDocumentProxy } from 'unpdf'
import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs'
import { isDateLine } from '../../date-line.ts'
import { isOffice } from '../../words.ts'
import { notKept } from '../../picture-marks.ts'
import { Album, pictureLimits } from '../album.ts'
import type { FileText } from '../text.ts'
import { damaged, locked, tooLarge, Unreadable } from '../unreadable.ts'
import { ChineseTables } from './cmaps.ts'
import { withoutFurniture } from './furniture.ts'
import { linesFrom } from './lines.ts'
import { matrixOf } from './matrix.ts'
import { Objects } from './objects.ts'
import { type MarkedPicture, type Page, pageOf } from './pages.ts'
import { paragraphsFrom } from './paragraphs.ts'
import { pictureBytes } from './picture-bytes.ts'
import { type PlacedPicture, picturesOn } from './pictures.ts'
import { noRules, rulesOf } from './rules.ts'
import { type Word, wordsOf } from './words.ts'
import './node20.ts'

const mostPages = 500
/** Points: smaller ones are signs and lines. */
const smallest = 16
/** The share of a page from which a picture under text is the page itself, as after text recognition. */
const wholePage = 0.7
/** On so many pages the same picture is a head or a foot. */
const often = 3

/**
 * Reads a PDF that has text: printed lines put together to paragraphs, tables as lines with tabs, ruled ones and those
 * whose columns are clear without; pictures where they stand, as far as they are JPEG or simple enough to become PNG.
 * Page numbers and running heads are left out; a page that is only a picture is marked as one.
 */
export async function readPdf(bytes: Uint8Array): Promise<FileText> {
  // pdf.js takes the bytes away.
  const objects = new Objects(new Uint8Array(bytes))
  const document = await opened(bytes)
  if (document.numPages > mostPages) throw tooLarge()
  const read: { words: Word[]; rules: Awaited<ReturnType<typeof rulesOf>>; size: Size; placed: PlacedPicture[] }[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const words = await wordsOf(page)
    const rules = words.length ? await rulesOf(page) : noRules
    read.push({ words, rules, size: sizeOf(page), placed: placedOn(objects, page) })
    page.cleanup()
  }
  if (read.every(({ words }) => words.length === 0)) throw withoutText()
  const running = runningIn(read.map(({ placed }) => placed))
  const album = new Album()
  const pages = read.map(({ words, rules, size, placed }): Page => {
    const marked = words.length
      ? placed
          .filter(one => isShown(one, size) && !running.has(placeOf(one)))
          .flatMap(one => marksOf(one, words, album, objects))
      : scanned(placed, album, objects)
    return pageOf(words, rules, size, marked)
  })
  const text = paragraphsFrom(withoutFurniture(pages)).join('\n')
  return { text, images: album.images, pictures: album.in(text) }
}

interface Size {
  width: number
  height: number
}

/** A broken file may have readable text all the same. */
function placedOn(objects: Objects, page: PDFPageProxy): PlacedPicture[] {
  try {
    return picturesOn(objects, page.ref?.num ?? 0, matrixOf(page.getViewport({ scale: 1 }).transform))
  } catch {
    return []
  }
}

function isShown({ left, top, right, bottom }: PlacedPicture, { width, height }: Size): boolean {
  const [across, down] = [right - left, bottom - top]
  const outside = right < 0 || bottom < 0 || left > width || top > height
  return !outside && across >= smallest && down >= smallest && across * down < wholePage * width * height
}

const placeOf = ({ object, left, top }: PlacedPicture): string => `${object} ${Math.round(left)} ${Math.round(top)}`

/** The places where the same picture stands on page after page. */
function runningIn(pages: readonly PlacedPicture[][]): Set<string> {
  const counts = new Map<string, number>()
  for (const placed of pages) {
    for (const place of new Set(placed.map(placeOf))) counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  return new Set([...counts].flatMap(([place, count]) => (count >= often ? [place] : [])))
}

/** A stamp over a signature counts, but must not come between its lines. */
function marksOf(picture: PlacedPicture, words: readonly Word[], album: Album, objects: Objects): MarkedPicture[] {
  const over = linesFrom(words.filter(({ y }) => y > picture.top && y < picture.bottom)).filter(
    ({ left, right }) => left < picture.right && right > picture.left,
  )
  const mark = markOf(picture, album, objects)
  const stamped = over.some(({ text }) => isOffice(text.trim()) || isDateLine(text.trim()))
  return stamped ? [] : [{ y: (picture.top + picture.bottom) / 2, mark }]
}

function markOf({ object }: PlacedPicture, album: Album, objects: Objects): string {
  const bytes = object === null ? null : pictureBytes(objects, object)
  if (bytes === null) return album.miss(notKept.format)
  return bytes === 'large' || bytes.length > pictureLimits.bytes ? album.miss(notKept.size) : album.add(bytes)
}

/** A page without words: its largest picture is what it shows. */
function scanned(placed: readonly PlacedPicture[], album: Album, objects: Objects): MarkedPicture[] {
  const area = ({ left, right, top, bottom }: PlacedPicture): number => (right - left) * (bottom - top)
  const [largest] = placed.toSorted((a, b) => area(b) - area(a))
  if (largest) return [{ y: 0, mark: markOf(largest, album, objects) }]
  album.images++
  return []
}

const withoutText = (): Unreadable =>
  new Unreadable('这份 PDF 里没有文字，像是扫描件或图片，请发 Word 版，或先做文字识别（OCR）、另存后再发。')

/** Pictures are not decoded, and no font is looked for on this machine. */
async function opened(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  try {
    return await getDocumentProxy(bytes, {
      verbosity: 0,
      maxImageSize: 1,
      useSystemFonts: false,
      disableFontFace: true,
      stopAtErrors: false,
      cMapUrl: 'tables/',
      cMapPacked: false,
      BinaryDataFactory: ChineseTables,
      useWorkerFetch: false,
    })
  } catch (error) {
    throw error instanceof Error && error.name === 'PasswordException' ? locked() : damaged(error)
  }
}

function sizeOf(page: PDFPageProxy): Size {
  const { width, height } = page.getViewport({ scale: 1 })
  return { width, height }
}
