import type { Head } from './title.ts'
import type { Signature } from './signature.ts'
import { isOffice } from './words.ts'

/** Who issues: named before 关于 in the title, else signed below, else in the letterhead. */
export function issuersOf(head: Head, signature: Signature): string[] {
  const titled = inTitle(head.title?.title ?? '')
  if (titled.length) return titled
  if (signature.offices.length) return signature.offices
  return head.letterhead === null ? [] : head.letterhead.split(/[ \u3000]+/).filter(Boolean)
}

/** `甲局 乙局关于印发…`: offices are parted by blanks, a name by itself never is. */
function inTitle(title: string): string[] {
  const before = /^([^《》]{2,80}?)\s?(?:关于|印发《|转发《)/.exec(title)?.[1]?.trim() ?? ''
  const parts = before.split(/[ \u3000]+/).filter(Boolean)
  return parts.length > 0 && parts.every(isOffice) ? parts : []
}
