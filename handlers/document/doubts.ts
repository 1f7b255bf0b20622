import type { Listed } from './attachment-list.ts'
import { layoutOf } from './layout.ts'
import type { Line } from './lines.ts'
import { lengthOf, pictureMarks } from './picture-marks.ts'

/** Something in a text that was not understood or not kept, where it stands: for the office that hands it in. */
export interface Doubt {
  /** The character it is about. */
  at: number
  kind: 'picture' | 'table' | 'absent' | 'title' | 'signature'
  note: string
}

/**
 * The doubts in a text, in order: pictures not kept, lines that look like a table whose lines were not found,
 * announced attachments that are `absent`; of a covering notice also that title, signature or date were not found.
 */
export function doubtsIn(text: string, absent: readonly Listed[], isNotice: boolean): Doubt[] {
  const layout = layoutOf(text)
  const { lines, head, listLines, signature, letterTo } = layout
  const found: Doubt[] = [...picturesNotKept(text), ...looseTables(lines)]
  for (const index of listLines) {
    const line = lines[index]
    const entry = line && absent.find(({ title }) => line.text.includes(title.slice(0, 12)))
    if (entry) found.push({ at: line.start, kind: 'absent', note: `没有收到附件“${entry.title}”` })
  }
  if (isNotice && lengthOf(text.trim()) > 0) {
    if (!head.title) found.push({ at: 0, kind: 'title', note: '没有读到标题' })
    const lacks = [
      ...(signature.offices.length ? [] : ['落款单位']),
      ...(signature.date === null ? ['落款日期'] : []),
    ].join('和')
    const last = lines.slice(0, letterTo).findLast(line => line.raw.trim() !== '')
    if (lacks && last) found.push({ at: last.start, kind: 'signature', note: `没有读到${lacks}` })
  }
  return found.sort((a, b) => a.at - b.at)
}

function picturesNotKept(text: string): Doubt[] {
  return pictureMarks(text)
    .filter(({ sha256 }) => sha256 === null)
    .map(({ at, why }) => ({
      at,
      kind: 'picture',
      note: `图片没有保留${why ? `：${why.replace(/，(?:没有保留，)?请看原件$/u, '')}` : ''}`,
    }))
}

/** So many lines one below the other, each in pieces far apart, were columns. */
const fewestLines = 3

function looseTables(lines: readonly Line[]): Doubt[] {
  const found: Doubt[] = []
  let from = 0
  lines.forEach((line, index) => {
    if (isColumns(line)) return
    report(index)
    from = index + 1
  })
  report(lines.length)
  return found

  function report(to: number): void {
    const first = lines[from]
    if (first && to - from >= fewestLines) {
      found.push({ at: first.start, kind: 'table', note: `这 ${to - from} 行像是表格，没有读出表格线` })
    }
  }
}

const isColumns = ({ raw, text }: Line): boolean =>
  !raw.includes('\t') && text.length <= 80 && text.split(/ {2,}|\u3000+/).filter(Boolean).length >= 3
