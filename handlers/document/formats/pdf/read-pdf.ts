import { getDocumentProxy } from 'unpdf'
import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs'
import type { FileText } from '../text.ts'
import { damaged, locked, tooLarge, Unreadable } from '../unreadable.ts'
import { ChineseTables } from './cmaps.ts'
import { withoutFurniture } from './furniture.ts'
import { type Page, pageOf } from './pages.ts'
import { paragraphsFrom } from './paragraphs.ts'
import { noRules, rulesOf } from './rules.ts'
import { wordsOf } from './words.ts'
import './node20.ts'

const mostPages = 500

/**
 * Reads a PDF that has text: printed lines put together to paragraphs, ruled tables as lines with tabs.
 * Page numbers and running heads are left out; a page that is only a picture is marked as one.
 */
export async function readPdf(bytes: Uint8Array): Promise<FileText> {
  const document = await opened(bytes)
  if (document.numPages > mostPages) throw tooLarge()
  const pages: Page[] = []
  let images = 0
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const words = await wordsOf(page)
    if (words.length === 0) images++
    pages.push(pageOf(words, words.length ? await rulesOf(page) : noRules, sizeOf(page)))
    page.cleanup()
  }
  if (images === pages.length) throw withoutText()
  return { text: paragraphsFrom(withoutFurniture(pages)).join('\n'), images, pictures: [] }
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

function sizeOf(page: PDFPageProxy): { width: number; height: number } {
  const { width, height } = page.getViewport({ scale: 1 })
  return { width, height }
}
