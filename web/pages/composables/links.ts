/** A stretch of text, with the address where it is one. */
export interface Stretch {
  text: string
  href: string | null
}

/** Only what cannot but be an address: it ends before Chinese, blanks and a closing punctuation mark. */
const address = /https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]*[\w\-~/#@$&*+=%]/g

/** Parts a text at the addresses in it. No character is lost. */
export function withLinks(text: string): Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  for (const match of text.matchAll(address)) {
    if (match.index > from) stretches.push({ text: text.slice(from, match.index), href: null })
    stretches.push({ text: match[0], href: match[0] })
    from = match.index + match[0].length
  }
  if (from < text.length) stretches.push({ text: text.slice(from), href: null })
  return stretches
}
