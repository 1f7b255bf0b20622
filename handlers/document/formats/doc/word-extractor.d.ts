declare module 'word-extractor/lib/word-ole-extractor.js' {
  interface Piece {
    text: string
    unicode: boolean
    size: number
    length: number
    startCp: number
    endCp: number
    startFilePos: number
    endFilePos: number
    bpc: 1 | 2
  }

  interface Extracted {
    getBody(options: { filterUnicode: boolean }): string
    getFootnotes(options: { filterUnicode: boolean }): string
    getEndnotes(options: { filterUnicode: boolean }): string
    getTextboxes(options: { filterUnicode: boolean; includeHeadersAndFooters: boolean }): string
  }

  export default class WordOleExtractor {
    protected _pieces: Piece[]
    extract(reader: unknown): Promise<Extracted>
    protected documentStream(document: unknown, name: string): Promise<unknown>
    protected streamBuffer(stream: unknown): Promise<Buffer>
    protected extractWordDocument(document: unknown, file: Buffer): Promise<Extracted>
    protected writePieces(file: Buffer, table: Buffer): void
    protected writeCharacterProperties(file: Buffer, table: Buffer): void
    protected writeParagraphProperties(file: Buffer, table: Buffer): void
  }
}

declare module 'word-extractor/lib/buffer-reader.js' {
  export default class BufferReader {
    constructor(bytes: Buffer)
    open(): Promise<void>
  }
}
