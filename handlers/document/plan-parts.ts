import { coveringSpan, type FoundPhase, phasesIn } from './phases.ts'
import { type Duty, dutiesIn } from './duties.ts'
import type { Layout } from './layout.ts'
import type { Line } from './lines.ts'
import { type Known, type PrintedSpan, writtenSpan } from './span.ts'
import { type FoundTable, tablesOf } from './tables.ts'
import { markerOf, namesPlan } from './words.ts'

/** What a plan says, with what its checks need. */
export interface PlanParts {
  title: string
  /** Its lines, those of its letter before them. */
  lines: Line[]
  issued: string | null
  covering: { from: string | null; to: string | null } | null
  phases: FoundPhase[]
  duties: Duty[]
  tables: FoundTable[]
}

/** Reads the plan in a document; null where none is inside: a title alone, in a letter or a list, is no plan. */
export function planIn(layout: Layout, issued: string | null): PlanParts | null {
  const found = regionOf(layout)
  if (!found) return null
  const { title, lines } = found
  const notBefore = issued?.slice(0, 7) ?? null
  const span = coveringSpan(lines)
  const covering = span && writtenSpan(span, { notBefore, within: null })
  const known: Known = { notBefore, within: span && months(span) }
  const phases = phasesIn(lines, known)
  return { title, lines, issued, covering, phases, duties: dutiesIn(lines, phases, known), tables: tablesOf(layout) }
}

function months(span: PrintedSpan): Known['within'] {
  const { from, to } = writtenSpan(span, { notBefore: null, within: null })
  return from && to && /^\d{4}/.test(from) && /^\d{4}/.test(to) ? { from: from.slice(0, 7), to: to.slice(0, 7) } : null
}

/** The lines of the plan and of the letter before it: behind the letter, in an attachment, or the document itself. */
function regionOf({
  lines,
  head,
  listLines,
  embedded,
  attachments,
  letterTo,
  bodyTo,
}: Layout): { title: string; lines: Line[] } | null {
  const notListed = (from: number, to: number): Line[] =>
    lines.slice(from, to).filter((_, index) => !listLines.has(from + index))
  if (embedded && isPlan(lines.slice(embedded.title.to, bodyTo))) {
    return { title: embedded.title.title, lines: notListed(head.to, bodyTo) }
  }
  const attached = attachments.find(({ title, content, to }) => namesPlan(title) && isPlan(lines.slice(content, to)))
  if (attached) {
    const letter = notListed(head.to, letterTo)
    return { title: attached.title, lines: [...letter, ...lines.slice(attached.content, attached.to)] }
  }
  const title = head.title?.title ?? ''
  return namesPlan(title) && isPlan(lines.slice(head.to, bodyTo)) ? { title, lines: notListed(head.to, bodyTo) } : null
}

/** More than a name: at least two numbered headings or items, and sentences under them. */
function isPlan(lines: readonly Line[]): boolean {
  const numbered = lines.filter(({ text }) => (markerOf(text)?.level ?? 9) <= 3 || /^第[一二三四]阶段/.test(text))
  return numbered.length >= 2 && lines.some(({ text }) => text.includes('。'))
}
