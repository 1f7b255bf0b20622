import { layoutOf, namesIn } from './layout.ts'
import { namesNotice } from './words.ts'

/** What tells a notice from its attachments. */
export interface Summary {
  /** As printed. */
  title: string | null
  /** It is a notice by itself: its title says so, and it is addressed or signed. */
  notice: boolean
  /** Titles of the attachments it announces, then of what its title hands on. */
  announces: string[]
}

export function summaryOf(text: string): Summary {
  const { head, listed, signature } = layoutOf(text)
  const title = head.title?.title ?? null
  const told = head.addressees !== null || signature.offices.length > 0 || signature.date !== null
  return {
    title,
    notice: title !== null && namesNotice(title) && told,
    announces: [...listed.map(entry => entry.title), ...namesIn(title ?? '')],
  }
}
