import { fullDate } from '../date-line.ts'
import { datesIn, shown } from '../dates.ts'
import { halfDigits } from '../lines.ts'
import type { Check } from './check.ts'

/** The date under the signature and that of 印发 differ. */
export const issueDefects: Check = ({ layout: { lines, signature } }) => {
  if (signature.date === null) return []
  const printed = lines.flatMap(({ text }) => {
    if (text.length > 120 || !text.endsWith('印发')) return []
    return fullDate(datesIn(halfDigits(text)).at(-1)?.date ?? null) ?? []
  })
  const other = printed.find(date => date !== signature.date)
  if (other === undefined) return []
  return [`落款日期是${shown(signature.date)}，印发日期是${shown(other)}，以哪个为准？`]
}
