import { layoutOf } from './layout.ts'
import { type Material, noticeIn } from './notice.ts'
import { type Plan, planOf } from './plan.ts'
import { namesNotice } from './words.ts'

/** What a document is read as: the answer of the command `read`. */
export interface DocumentReading extends Partial<Plan> {
  kind: 'notice' | 'plan' | 'other'
  title: string | null
  month: string | null
  issuers: string[]
  issued: string | null
  due: string | null
  attachments: Material[]
  /** The whole text, exactly. */
  text: string
}

/**
 * Reads any document. A plan where a plan's text is inside, also under a 印发 letter; else a notice where the title
 * says so, or where a text has a title that names a study month, or a title and addressees; else `other`.
 */
export function readDocument(text: string): DocumentReading {
  const layout = layoutOf(text)
  const { title, month, issuers, addressees, issued, due, attachments } = noticeIn(text, layout, null)
  const plan = planOf(text, layout, issued)
  const notice = title !== null && (namesNotice(title) || addressees !== null || month !== null)
  const kind = plan ? 'plan' : notice ? 'notice' : 'other'
  return { kind, title, month, issuers, issued, due, attachments, text, ...plan }
}
