import type { Block } from '../../api/views/shapes.ts'

/** Without blanks and brackets, in which a title over several lines differs from the same on one. */
const bare = (words: string): string => words.replace(/[\s（）()《》]/gu, '')

/** A line of markdown that only divides. */
const divides = (block: Block): boolean => block.kind === 'paragraph' && /^(?:-{3,}|\*{3,}|_{3,})$/u.test(block.text)

/** How many lines of a letterhead may stand above the printed title. */
const letterhead = 6

/**
 * The blocks as they are shown under a heading: a printed title that says what the heading says is left out,
 * and so is the label of the attachment above it; a letterhead above it stays. A title that the office has replaced stays.
 */
export function shownUnder(heading: string, blocks: readonly Block[]): readonly Block[] {
  const shown = blocks.filter(block => !divides(block))
  const begins = shown.findIndex(block => block.kind === 'title')
  if (begins < 0 || begins > letterhead) return shown
  const after = shown.findIndex((block, index) => index > begins && block.kind !== 'title')
  const to = after < 0 ? shown.length : after
  const printed = shown.slice(begins, to).map(block => ('text' in block ? block.text : ''))
  if (bare(printed.join('')) !== bare(heading)) return shown
  return [...shown.slice(0, begins).filter(block => block.kind !== 'attachment'), ...shown.slice(to)]
}
