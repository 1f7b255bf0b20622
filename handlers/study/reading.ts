import { noTitle } from '../document/missing.ts'
import { monthOfTitle } from '../document/month.ts'
import { readNotice } from '../document/notice.ts'
import type { DraftRow } from '../drafting/draft.ts'
import { textOf } from '../drafting/draft.ts'
import { dateOf } from '../time.ts'

/** What the office's text says, as the preview shows it and the notice keeps it. */
export interface DraftReading {
  title: string | null
  month: string | null
  issuers: string[]
  addressees: string | null
  due: string | null
  /** The notice without its materials. */
  body: string
  materials: { id: string; title: string; text: string }[]
  /** Sentences on what could not be found. */
  missing: string[]
}

/** Reads a draft as of a moment, which decides what `本月底前` means. */
export function readDraft(draft: DraftRow, at: number): DraftReading {
  const reading = readNotice(textOf(draft), dateOf(at))
  const own = draft.title === null ? null : monthOfTitle(draft.title, dateOf(at))
  return {
    title: reading.title,
    month: own ?? reading.month,
    issuers: reading.issuers,
    addressees: reading.addressees,
    due: reading.due,
    body: reading.body,
    materials: reading.attachments.map((attachment, index) => ({
      id: String(index + 1),
      title: attachment.title,
      text: attachment.text,
    })),
    // A missing title is asked for by itself, and may have been given since.
    missing: reading.missing.filter(sentence => sentence !== noTitle),
  }
}
