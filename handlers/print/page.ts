/** A document while it is written. */
export interface Page {
  doc: PDFKit.PDFDocument
  /** Of the letters of the text, in points. */
  size: number
  /** Of a line, in points. */
  width: number
  /** The words as they can be set. */
  text: (words: string) => string
}

export const margin = { top: 70, bottom: 64, left: 76, right: 76 }
export const { left } = margin
/** Space between lines, as a share of the size. */
export const leading = 0.42
