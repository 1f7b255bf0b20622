import 'pdfkit'

declare global {
  namespace PDFKit {
    interface PDFDocument {
      /** Reads a PNG or JPEG; throws for anything else. Sizes in dots. `image` takes what it gives. */
      openImage(bytes: Buffer): Buffer & { width: number; height: number }
    }
  }
}
