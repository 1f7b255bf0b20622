/** A character beside which a line break or a blank means nothing. */
const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’《》〔〕—…·\u{20000}-\u{3ffff}]/u

/** Joins the lines of a printed title: nothing between Chinese characters, one blank between words. */
export function joined(parts: readonly string[]): string {
  const filled = parts.filter(part => part !== '')
  return filled.map((part, index) => separator(filled[index - 1], part) + part).join('')
}

function separator(before: string | undefined, part: string): string {
  return before === undefined || wide.test(lastOf(before)) || wide.test(firstOf(part)) ? '' : ' '
}

/** Blanks between two Chinese characters are broken lines of a picture: taken out. */
export function closedUp(text: string): string {
  return joined(text.split(/[ \t\u3000]+/))
}

/** The same inside 《》 only: outside, a blank may stand between two issuing offices. */
export function closedUpNames(title: string): string {
  return title
    .split(/(《[^》]{0,200}》)/)
    .map(piece => (piece.startsWith('《') ? closedUp(piece) : piece.replace(/[ \t\u3000]+/g, ' ')))
    .join('')
}

const firstOf = (text: string): string => String.fromCodePoint(text.codePointAt(0) ?? 32)
const lastOf = (text: string): string => [...text.slice(-2)].at(-1) ?? ' '
