import type { Listed } from './attachment-list.ts'
import { attachmentsIn, type Body } from './attachments.ts'
import { type Line, linesOf, squeezed } from './lines.ts'
import { titleAt } from './section-title.ts'
import { type Signature, signatureIn } from './signature.ts'
import { type Head, headOf, type PrintedTitle } from './title.ts'
import { namesPlan } from './words.ts'

/** An attachment whose body is there. */
export interface Attachment {
  /** `附件1`, as printed. */
  label: string
  /** The label is spelt like 附近4. */
  misspelt: boolean
  number: number | null
  /** Its own title; else the one announced; else the label. */
  title: string
  /** The line with the label, the first line after the title, the first line after the body. */
  from: number
  content: number
  to: number
}

/** A plan printed behind its letter, without the head of an attachment. */
export interface EmbeddedPlan {
  title: PrintedTitle
  to: number
}

/** Where the parts of a document stand. All numbers are line indexes; `to` is the first line after. */
export interface Layout {
  lines: Line[]
  head: Head
  listed: Listed[]
  /** The lines that announce attachments, by index. */
  listLines: ReadonlySet<number>
  attachments: Attachment[]
  embedded: EmbeddedPlan | null
  /** Where the letter or notice itself ends: at the plan behind it, or at the first attachment. */
  letterTo: number
  /** Where the attachments begin. */
  bodyTo: number
  signature: Signature
}

/** Finds the parts of a document. Takes time proportional to its length. */
export function layoutOf(text: string): Layout {
  const lines = linesOf(text)
  const { listed, listLines, bodies } = attachmentsIn(lines)
  const bodyTo = bodies[0]?.from ?? lines.length
  const head = headOf(lines, Math.min(bodyTo, [...listLines][0] ?? bodyTo))
  const names = announcedBy(head.title?.title ?? '')
  const announced = new Map(listed.toReversed().map(({ number, title }) => [number ?? 1, title]))
  const embedded = planBehind(lines, head, bodyTo, names)
  const letterTo = embedded?.title.from ?? bodyTo
  return {
    lines,
    head,
    listed,
    listLines,
    attachments: bodies.map(body => attachmentOf(body, lines, announced.get(body.mark.number ?? 1) ?? null, names)),
    embedded,
    letterTo,
    bodyTo,
    signature: signatureIn(lines, head.to, letterTo, listLines),
  }
}

/** What a title brings: the names in 《》, else what stands between 印发 and 的通知. */
function announcedBy(title: string): string[] {
  const names = namesIn(title)
  if (names.length) return names
  const bare = /印发([^《》]{4,100})的通知/.exec(title)?.[1]
  return bare === undefined ? [] : [bare.trim()]
}

/** The names in 《》 of a title. */
export const namesIn = (title: string): string[] =>
  [...title.matchAll(/《([^《》]{2,120})》/g)].map(match => match[1] ?? '')

function attachmentOf(
  body: Body,
  lines: readonly Line[],
  announced: string | null,
  names: readonly string[],
): Attachment {
  const { mark, from, to } = body
  const known = announced === null ? names : [announced, ...names]
  const below = mark.inline ? null : titleAt(lines, from + 1, to, known)
  return {
    label: mark.label,
    misspelt: mark.misspelt,
    number: mark.number,
    title: unquoted(mark.inline || below?.title || announced || mark.label),
    from,
    content: below?.to ?? from + 1,
    to,
  }
}

/** A title that stands in 《》 as a whole is quoted: the signs are not its own. */
const unquoted = (title: string): string => /^《([^《》]+)》$/.exec(title)?.[1] ?? title

/** A plan begins where, after the head, the lines spell the name in the title, or a plan's title stands after a date. */
function planBehind(lines: readonly Line[], head: Head, to: number, names: readonly string[]): EmbeddedPlan | null {
  const plans = names.filter(namesPlan)
  if (plans.length === 0) return null
  const wanted = plans.map(squeezed)
  for (let index = head.to; index < to; index++) {
    const start = squeezed((lines[index]?.text ?? '').slice(0, 120))
    if (start.length < 4 || !wanted.some(name => name.startsWith(start))) continue
    const title = titleAt(lines, index, to, plans)
    if (title && wanted.includes(squeezed(title.title)) && title.to < to) return { title, to }
  }
  return null
}
