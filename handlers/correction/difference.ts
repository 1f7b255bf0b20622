import { stretchesOf } from './lcs.ts'

/** A piece of a difference; the `before` of all pieces make the old text, the `after` the new, character by character. */
export interface Piece {
  same: boolean
  before: string
  after: string
}

/** Sentences with all that stands behind them: nothing is lost. */
const sentences = (text: string): string[] =>
  text.match(/[^。！？；\n]*(?:[。！？；]+[”’」』）)》]*|\n+|$)/gu)?.filter(Boolean) ?? []

/** The mark of a picture, a number with its marks, a Latin word, blanks, or one character. */
const tokens = (text: string): string[] =>
  text.match(/［图片(?:：[^［］\n]{1,80})?］|\d+(?:[.,:：]\d+)*|[A-Za-z]+|\s+|[\s\S]/gu) ?? []

/** What is this short between two changes reads as part of one. */
const island = 2
/** Less in common than this and it is another text: shown as a whole, not in shreds. */
const likeness = 0.4

/** The difference of two texts: by sentence first, then within the sentences that changed by word. */
export function differenceOf(before: string, after: string): Piece[] {
  const found = stretchesOf(sentences(before), sentences(after)).flatMap(({ same, before, after }): Piece[] => {
    const whole = { same, before: before.join(''), after: after.join('') }
    return same ? [whole] : within(whole)
  })
  return withoutIslands(found)
}

function within(change: Piece): Piece[] {
  const pieces = stretchesOf(tokens(change.before), tokens(change.after)).map(({ same, before, after }) => ({
    same,
    before: before.join(''),
    after: after.join(''),
  }))
  const common = pieces.reduce((sum, piece) => sum + (piece.same ? piece.before.trim().length : 0), 0)
  return common < likeness * Math.min(change.before.trim().length, change.after.trim().length) ? [change] : pieces
}

function withoutIslands(pieces: readonly Piece[]): Piece[] {
  const kept: Piece[] = []
  pieces.forEach((piece, index) => {
    const last = kept.at(-1)
    const small = piece.same && piece.before.trim().length < island && !piece.before.includes('\n')
    const between = last?.same === false && pieces[index + 1]?.same === false
    if (last && (last.same === piece.same || (small && between))) {
      last.before += piece.before
      last.after += piece.after
    } else kept.push({ ...piece })
  })
  return kept
}

/** What was changed, with where it stands in both texts. */
export interface Change {
  before: string
  after: string
  from: number
  to: number
}

/** The changes alone. `from` counts characters of the old text, `to` of the new. */
export function changesOf(pieces: readonly Piece[]): Change[] {
  const changes: Change[] = []
  let from = 0
  let to = 0
  for (const { same, before, after } of pieces) {
    if (!same) changes.push({ before, after, from, to })
    from += before.length
    to += after.length
  }
  return changes
}

/**
 * What one made of a text, made of what another made of the same text meanwhile. Null where both touch one place:
 * nobody's words are put together with another's.
 */
export function mergeOf(base: string, mine: string, theirs: string): string | null {
  const moved = changesOf(differenceOf(base, theirs))
  let text = theirs
  for (const { before, after, from } of changesOf(differenceOf(base, mine)).reverse()) {
    const end = from + before.length
    if (moved.some(other => other.from <= end && other.from + other.before.length >= from)) return null
    const shift = moved
      .filter(other => other.from < from)
      .reduce((sum, other) => sum + other.after.length - other.before.length, 0)
    text = text.slice(0, from + shift) + after + text.slice(end + shift)
  }
  return text
}
