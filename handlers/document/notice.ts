import { datesIn } from './dates.ts'
import { fullDate } from './date-line.ts'
import { contentOf } from './content.ts'
import { dueIn } from './due.ts'
import { issuersOf } from './issuers.ts'
import { type Layout, layoutOf } from './layout.ts'
import { halfDigits } from './lines.ts'
import { paragraphsOf } from './paragraphs.ts'
import { missingIn } from './missing.ts'
import { monthOfTitle } from './month.ts'

/** An attachment whose body is in the text. */
export interface Material {
  /** Its own title; where it has none the announced one, else its label (`附件1`). */
  title: string
  /** Its exact characters, from the line of its label on. */
  text: string
}

/** What a notice says. What it does not say is null or empty, never guessed. */
export interface Notice {
  /** As printed, broken lines joined; a bracketed line under it belongs to it. */
  title: string | null
  /** 文号: `某医〔2026〕9号`. */
  number: string | null
  /** `2026-11`, where the title names a study month. */
  month: string | null
  /** One for each line of the signature, or those named in the title. */
  issuers: string[]
  /** `各科室、各部门` */
  addressees: string | null
  purpose: string | null
  /** The cases and materials named in the text. */
  study: string[]
  requirements: string[]
  /** The date under the signature, else of 印发: `2026-11-05`. */
  issued: string | null
  /** 完成期限: `2026-11-30`, or `11-30` where no year is known. */
  due: string | null
  /** The text before the first attachment, exactly. */
  body: string
  /** `body` and the texts of these, one after another, are the whole text, character by character. */
  attachments: Material[]
  /** Sentences for the office: what is missing and what to do. */
  missing: string[]
}

/**
 * Reads a notice. `today` (`2026-11-12`) gives the year of `11月30日前` and decides what `本月底前` means,
 * unless a printed date of issue does; without either, such a due date is `11-30` or null.
 *
 * A text is never changed: no line end is normalised, no blank taken out of `body` or an attachment.
 */
export function readNotice(text: string, today: string | null = null): Notice {
  return noticeIn(text, layoutOf(text), today)
}

/** The same, where the layout is known already. */
export function noticeIn(text: string, layout: Layout, today: string | null): Notice {
  const { head, lines, listLines, signature, attachments, letterTo } = layout
  const at = (line: number): number => lines[line]?.start ?? text.length
  const issued = signature.date ?? printedDate(lines.map(line => line.text))
  const reference = issued ?? today
  const title = head.title?.title ?? null
  const month = title === null ? null : monthOfTitle(title, reference)
  const signed = Math.min(letterTo, ...signature.officeLines, signature.dateLine ?? letterTo)
  const own = lines.filter((_, index) => index >= head.to && index < signed && !listLines.has(index))
  const paragraphs = paragraphsOf(own).map(paragraph => paragraph.text)
  return {
    title,
    number: head.number,
    month,
    issuers: issuersOf(head, signature),
    addressees: head.addressees,
    ...contentOf(paragraphs, attachments.length),
    issued,
    due: dueIn(paragraphs.join('\n'), reference, month),
    body: text.slice(0, at(layout.bodyTo)),
    attachments: attachments.map(({ title, from, to }) => ({ title, text: text.slice(at(from), at(to)) })),
    missing: missingIn(text, layout),
  }
}

/** `某局办公室　2026年11月5日印发` */
function printedDate(lines: readonly string[]): string | null {
  for (const line of lines) {
    if (line.length > 120 || !line.endsWith('印发')) continue
    const found = datesIn(halfDigits(line)).at(-1)
    if (found && /^\s{0,4}印发$/.test(line.slice(found.end))) return fullDate(found.date)
  }
  return null
}
