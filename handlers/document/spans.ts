/** A stretch of text in one weight. */
export interface Span {
  text: string
  bold: boolean
}

/** Parts `**bold**` from the rest. A sign without its partner is left as it stands. */
export function spansOf(text: string): Span[] {
  const pieces = text.split('**')
  const paired = pieces.length % 2 === 1 ? pieces.length : pieces.length - 1
  const spans: Span[] = []
  pieces.forEach((piece, index) => {
    if (index >= paired) spans.push({ text: `**${piece}`, bold: false })
    else if (piece) spans.push({ text: piece, bold: index % 2 === 1 })
  })
  return spans
}
