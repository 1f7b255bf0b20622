/** What is printed, in the terms of an official paper: plain data, so that it can be handed to a thread. */
export interface Paper {
  /** The name of the document, as its properties say it. */
  title: string
  blocks: PaperBlock[]
  /** Said at the foot of each page, beside the number of the page. */
  foot?: string
  /** Everything shall stand on one page: the letters are made smaller as far as they stay readable. */
  onePage?: true
}

export type PaperBlock =
  | { kind: 'title'; text: string }
  /** A line under the title, centred. */
  | { kind: 'subtitle'; text: string }
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  /** Indented by two characters. */
  | { kind: 'paragraph'; text: string }
  /** Not indented: addressees, labels, lists with their own numbers. */
  | { kind: 'line'; text: string }
  | { kind: 'right'; text: string }
  /** Hashes and codes: small, breaks anywhere. */
  | { kind: 'code'; text: string }
  /** `widths` are shares of the line; the first row is repeated on each page where `head` is set. */
  | { kind: 'table'; rows: string[][]; widths?: number[]; head?: true }
  /** A square code that holds this text, with words beside it. */
  | { kind: 'qr'; holds: string; beside: string[] }
  /** A picture as it was kept, base64; what cannot be printed is named by `otherwise`. */
  | { kind: 'picture'; bytes: string; otherwise: string }
  /** An empty space of so many lines. */
  | { kind: 'space'; lines: number }
  | { kind: 'page' }

/** What came out. */
export interface Printed {
  bytes: Uint8Array
  pages: number
  /** Characters that the font does not have, each as `U+20BB7`: printed by that name, never as a box. */
  missing: string[]
}
