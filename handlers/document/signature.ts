import { beforeDate, dateOnLine, fullDate } from './date-line.ts'
import type { Line } from './lines.ts'
import { isOffice, withoutStamp } from './words.ts'

/** What stands under a document. Line indexes tell where. */
export interface Signature {
  /** One a printed line, `甲办、乙室` kept together; several on one line only where wide blanks part them. */
  offices: string[]
  officeLines: number[]
  /** The full date under them: `2026-11-05`. */
  date: string | null
  dateLine: number | null
}

/** Lines under a signature that are not part of it. */
const below =
  /^(?:抄送|主送|报送|公开|（网络|\(网络|联系|电话|邮箱|电子邮箱|[-—=_*]{3,}$|\d{1,3}$|[（(]?此件|共印)|印发$/

/**
 * Finds the signature at the end of the lines `from` to `to`, skipping the `listLines` that announce attachments and what is printed below.
 * Without a date, only lines that are the name of an office count.
 */
export function signatureIn(
  lines: readonly Line[],
  from: number,
  to: number,
  listLines: ReadonlySet<number> = new Set(),
): Signature {
  const signature: Signature = { offices: [], officeLines: [], date: null, dateLine: null }
  for (let index = to - 1; index >= from; index--) {
    const text = lines[index]?.text ?? ''
    if (!text || listLines.has(index)) continue
    if (!take(signature, text, index) && (signature.offices.length > 0 || !below.test(text))) break
    if (signature.offices.length > 0 && /[。：]$/.test(text)) break
  }
  signature.offices.reverse()
  signature.officeLines.reverse()
  return signature
}

function take(signature: Signature, text: string, index: number): boolean {
  const date = dateOnLine(text)
  if (date && signature.date === null && signature.offices.length === 0) {
    signature.date = fullDate(date)
    signature.dateLine = index
    return true
  }
  const dated = signature.date === null ? beforeDate(text) : null
  if (dated && isOffice(dated.before)) {
    signature.date = fullDate(dated.date)
    addOffices(signature, dated.before, index)
    return true
  }
  if (!isOffice(text) || signature.offices.length >= 8) return false
  addOffices(signature, text, index)
  return true
}

function addOffices(signature: Signature, text: string, index: number): void {
  const parts = text.split(/ {2,}|\t+|\u3000+/).filter(Boolean)
  const several = parts.length > 1 && parts.every(part => part.length > 3 && isOffice(part))
  // Collected from the bottom up.
  signature.offices.push(...(several ? parts.map(withoutStamp).reverse() : [withoutStamp(text)]))
  signature.officeLines.push(index)
}
