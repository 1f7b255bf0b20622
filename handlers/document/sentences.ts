/** A sentence and where it begins. `text` is an exact piece of what was searched, outer white space left out. */
export interface Sentence {
  text: string
  at: number
}

const ends = new Set(['。', '！', '？', '\n', '\r'])
const closing = new Set(['”', '’', '）', ')', '》'])

/** Splits at 。！？ and line ends; a closing quote or bracket stays with its sentence. Linear. */
export function sentencesIn(text: string): Sentence[] {
  const found: Sentence[] = []
  let start = 0
  const push = (end: number): void => {
    const piece = text.slice(start, end)
    const bare = piece.trim()
    if (bare) found.push({ text: bare, at: start + piece.length - piece.trimStart().length })
    start = end
  }
  for (let index = 0; index < text.length; index++) {
    if (!ends.has(text.charAt(index))) continue
    let end = index + 1
    while (closing.has(text.charAt(end))) end++
    push(end)
    index = end - 1
  }
  push(text.length)
  return found
}

const opening: Record<string, string> = { '（': '）', '(': ')', '“': '”', '《': '》', '〔': '〕' }
const closers = new Set(Object.values(opening))

/** Splits a sentence at ，；, outside brackets and quotes. A bracket that never closes does not swallow the rest. */
export function clausesIn(sentence: string): string[] {
  const clauses: string[] = []
  let depth = 0
  let start = 0
  const balanced = isBalanced(sentence)
  for (let index = 0; index < sentence.length; index++) {
    const sign = sentence.charAt(index)
    if (balanced && sign in opening) depth++
    else if (balanced && closers.has(sign)) depth--
    else if (depth === 0 && /[，；,;]/.test(sign)) {
      clauses.push(sentence.slice(start, index + 1))
      start = index + 1
    }
  }
  return [...clauses, sentence.slice(start)].filter(clause => clause.trim())
}

function isBalanced(sentence: string): boolean {
  let depth = 0
  for (const sign of sentence) {
    if (sign in opening) depth++
    else if (closers.has(sign) && --depth < 0) return false
  }
  return depth === 0
}
