import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'
import { squeezed } from '../document/lines.ts'
import { type Summary, summaryOf } from '../document/summary.ts'

type DraftRow = RowOf<Collections['drafts']>
type Part = DraftRow['parts'][number]

/** What was handed in as one: a file, or all that was typed. */
export interface Segment {
  text: string
  /** The name of the file; null for what was typed. */
  name: string | null
  /** The `seq` of the part it began with. */
  seq: number
}

/**
 * A draft's parts, the notice first and then its attachments as they arrived; everything typed is one of them.
 * The notice is the one the office named; else the first that announces another by its title; else the first part, if
 * it is a notice by itself; else the first that is; else the first part.
 */
export function segmentsOf({ parts, cover }: Pick<DraftRow, 'parts' | 'cover'>): Segment[] {
  const inOrder = [...parts].sort((a, b) => a.at - b.at || a.seq - b.seq)
  const typed = inOrder.filter(part => !part.file)
  const all = inOrder.flatMap((part): Segment[] => {
    if (part.file) return [{ text: part.text, name: part.file.name, seq: part.seq }]
    return part === typed[0] ? [{ text: typed.map(({ text }) => text).join('\n'), name: null, seq: part.seq }] : []
  })
  if (all.length < 2) return all
  const first = all[coverAmong(all, new Map(parts.map(part => [part.seq, part])), cover)]
  return first ? [first, ...all.filter(segment => segment !== first)] : all
}

function coverAmong(all: readonly Segment[], parts: ReadonlyMap<number, Part>, named: number | undefined): number {
  const chosen = all.findIndex(({ seq }) => seq === named)
  if (chosen >= 0) return chosen
  const summaries = all.map(({ seq, text }): Summary => parts.get(seq)?.file ?? summaryOf(text))
  const announcing = summaries.findIndex((summary, index) => {
    const others = summaries.filter((_, other) => other !== index)
    return others.some(other => announced(summary, other)) && !others.some(other => announced(other, summary))
  })
  return announcing >= 0
    ? announcing
    : Math.max(
        0,
        summaries.findIndex(({ notice }) => notice),
      )
}

/** Whether the one names the other among its attachments. */
export const announced = ({ announces }: Pick<Summary, 'announces'>, { title }: Pick<Summary, 'title'>): boolean =>
  title !== null && announces.some(name => sameTitle(name, title))

/** Titles are broken, quoted and shortened differently where they are announced. */
export function sameTitle(one: string, other: string): boolean {
  const [a, b] = [bare(one), bare(other)]
  return a.length >= 4 && b.length >= 4 && (a.includes(b) || b.includes(a))
}

const bare = (title: string): string => squeezed(title).replace(/[《》“”"（）()]/g, '')
