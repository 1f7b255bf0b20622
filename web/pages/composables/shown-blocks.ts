import type { Block } from '../../api/views/shapes.ts'

/** Without blanks and brackets, in which a title over several lines differs from the same on one. */
const bare = (words: string): string => words.replace(/[\s（）()《》]/gu, '')

/**
 * The blocks as they are shown under a heading: a printed title that says what the heading says is left out,
 * and so is the label of the attachment above it. A title that the office has replaced stays.
 */
export function shownUnder(heading: string, blocks: readonly Block[]): readonly Block[] {
  const begins = blocks.findIndex(block => block.kind === 'title')
  if (begins < 0 || blocks.slice(0, begins).some(block => block.kind !== 'attachment')) return blocks
  const after = blocks.findIndex((block, index) => index > begins && block.kind !== 'title')
  const to = after < 0 ? blocks.length : after
  const printed = blocks.slice(begins, to).map(block => ('text' in block ? block.text : ''))
  return bare(printed.join('')) === bare(heading) ? blocks.slice(to) : blocks
}
