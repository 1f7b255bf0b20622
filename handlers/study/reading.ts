import type { Listed } from '../document/attachment-list.ts'
import { layoutOf } from '../document/layout.ts'
import { trim } from '../document/lines.ts'
import { absent, absentIn, noTitle } from '../document/missing.ts'
import { monthOfTitle } from '../document/month.ts'
import { noticeIn, readNotice } from '../document/notice.ts'
import type { DraftRow } from '../drafting/draft.ts'
import { sameTitle, type Segment, segmentsOf } from '../drafting/segments.ts'
import { dateOf } from '../time.ts'

export interface DraftMaterial {
  id: string
  title: string
  text: string
  /** The file it came in; null where it stands in the text of the notice, or was typed. */
  file: string | null
  /** The `seq` of the part it came as; null where it stands in the text of the notice. */
  part: number | null
}

/** What the office's text says, as the preview shows it and the notice keeps it. */
export interface DraftReading {
  title: string | null
  month: string | null
  issuers: string[]
  addressees: string | null
  issued: string | null
  due: string | null
  /** The notice without its materials. */
  body: string
  /** The file that is the notice; null where it was typed. */
  file: string | null
  /** `body` and the texts of these, one after another, are `textOf` the draft, character by character. */
  materials: DraftMaterial[]
  /** Announced in the notice, but not handed in. */
  absent: Listed[]
  /** Sentences on what could not be found. */
  missing: string[]
}

/** Reads a draft as of a moment, which decides what `本月底前` means. */
export function readDraft(draft: DraftRow, at: number): DraftReading {
  const [cover, ...others] = segmentsOf(draft)
  const text = (cover?.text ?? '') + (others.length ? '\n' : '')
  const layout = layoutOf(text)
  const reading = noticeIn(text, layout, dateOf(at))
  const own = draft.title === null ? null : monthOfTitle(draft.title, dateOf(at))
  const apart = others.flatMap((segment, index) => materialsIn(segment, index < others.length - 1 ? '\n' : ''))
  const lacking = absentIn(layout)
  const still = unmatched(lacking, apart)
  const gone = new Set(lacking.filter(entry => !still.includes(entry)).map(absent))
  const materials = [
    ...reading.attachments.map(({ title, text }) => ({ title, text, file: null, part: null })),
    ...apart,
  ]
  return {
    title: reading.title,
    month: own ?? reading.month,
    issuers: reading.issuers,
    addressees: reading.addressees,
    issued: reading.issued,
    due: reading.due,
    body: reading.body,
    file: cover?.name ?? null,
    materials: materials.map((material, index) => ({
      ...material,
      id: String(index + 1),
      title: draft.renamed?.find(({ from }) => from === material.title)?.to ?? material.title,
    })),
    absent: still,
    // A missing title is asked for by itself, and may have been given since.
    missing: reading.missing.filter(sentence => sentence !== noTitle && !gone.has(sentence)),
  }
}

type Apart = Omit<DraftMaterial, 'id'>

/** A file is one material; or several, where it is nothing but attachments under their labels. */
function materialsIn({ text, name, seq }: Segment, end: string): Apart[] {
  const { title, body, attachments } = readNotice(text)
  const from = { file: name, part: seq }
  const fileTitle = name === null ? null : titleOfFile(name)
  if (attachments.length === 0 || trim(body)) {
    return [{ ...from, title: title ?? fileTitle ?? '材料', text: text + end }]
  }
  return attachments.map((attachment, index) => ({
    ...from,
    title: isLabel(attachment.title) && attachments.length === 1 ? (fileTitle ?? attachment.title) : attachment.title,
    text: (index === 0 ? body : '') + attachment.text + (index === attachments.length - 1 ? end : ''),
  }))
}

const isLabel = (title: string): boolean =>
  /^附[ \u3000]{0,3}[件录]?[ \u3000]{0,4}[0-9一二三四五六七八九十]{0,3}$/u.test(title)

/** `附件1：处理情况通报.docx` is called 处理情况通报. */
function titleOfFile(name: string): string {
  const bare = name.replace(/\.[^.]{1,5}$/, '')
  return bare.replace(/^附[ \u3000]?件\s?[0-9一二三四五六七八九十]{0,3}[\s：:.、．_-]*/u, '') || bare
}

/** What is announced and neither there by its title or number, nor by being one of as many without a match. */
function unmatched(lacking: readonly Listed[], apart: readonly Apart[]): Listed[] {
  const free = [...apart]
  const take = (fits: (material: Apart) => boolean): boolean => {
    const index = free.findIndex(fits)
    if (index >= 0) free.splice(index, 1)
    return index >= 0
  }
  const still = lacking.filter(
    ({ title, number }) =>
      !take(material => sameTitle(material.title, title) || sameTitle(material.file ?? '', title)) &&
      !(number !== null && take(material => numberOf(material.file ?? '') === number)),
  )
  return free.length >= still.length ? [] : still
}

/** `附件2 ….docx` */
const numberOf = (name: string): number | null => {
  const found = /^附[ \u3000]?件\s?([0-9]{1,2})/u.exec(name)?.[1]
  return found === undefined ? null : Number(found)
}
