import { dateOnLine, fullDate } from './date-line.ts'
import { closedUpNames, joined } from './join.ts'
import type { Line } from './lines.ts'
import { isOffice, markerOf, namesKind } from './words.ts'

/** A printed title and the lines it stands on. */
export interface PrintedTitle {
  title: string
  /** Index of the first line, and of the first line after. */
  from: number
  to: number
}

/** What stands above the text: letterhead, document number, title, addressees. */
export interface Head {
  /** The office's name in red above the line, without 文件. */
  letterhead: string | null
  /** 文号: `某医〔2026〕9号`. */
  number: string | null
  title: PrintedTitle | null
  /** `各科室、各部门`, without the colon. */
  addressees: string | null
  /** The first line of the text itself. */
  to: number
}

const numberLine =
  /^([^\s〔[（(【]{1,24}\s?[〔[（(【]\s?(?:19|20)\d{2}\s?[〕\]）)】]\s?第?\s?\d{1,5}\s?号)(?:\s.{0,40})?$/
const aside =
  /^(?:签发人|密级|机密|秘密|特急|加急|急件|内部资料|份号|发文日期|\d{1,6}$|[—–-]\s?\d{1,4}\s?[—–-]$|[-—=_*]{3,}$)/
const open = (text: string): boolean => count(text, '《') > count(text, '》') || count(text, '（') > count(text, '）')
const count = (text: string, sign: string): number => text.split(sign).length - 1

/** Reads the head of a document. Whatever is not there is null; the text then begins at the first line. */
export function headOf(lines: readonly Line[], limit = lines.length): Head {
  const head: { line: number; text: string }[] = []
  let index = 0
  let addressed: { text: string; to: number } | null = null
  for (; index < limit && head.length < 24; index++) {
    const text = (lines[index]?.text ?? '').replace(/^标题\s{0,2}[：:]\s{0,2}/, '')
    if (!text) continue
    addressed = addresseesAt(lines, index, limit)
    addressed ??= addressedInline(text, index)
    if (addressed || isProse(text)) break
    head.push({ line: index, text })
  }
  const { letterhead, number, rest } = withoutLetterhead(head)
  const title = titleAmong(rest, lines, limit)
  return {
    letterhead,
    number,
    title,
    addressees: addressed?.text ?? null,
    to: addressed?.to ?? title?.to ?? 0,
  }
}

/** The text has begun: a sentence, a numbered heading, a table, an attachment. */
function isProse(text: string): boolean {
  return (
    text.length > 120 ||
    /[。；！？]|\t/.test(text.slice(0, -1)) ||
    /[。；，、,;]$/.test(text) ||
    markerOf(text) !== null ||
    /^附[ \u3000]{0,3}件/.test(text)
  )
}

/** `各科室、各部门：`, on up to three lines when long. */
function addresseesAt(lines: readonly Line[], index: number, limit: number): { text: string; to: number } | null {
  let text = ''
  for (let line = index; line < Math.min(limit, index + 3); line++) {
    const next = lines[line]?.text ?? ''
    if (!next || /[。；！？《]/.test(next) || markerOf(next) || /^(?:附|标题|关于)/.test(next)) return null
    text = joined([text, next])
    if (/[：:]$/.test(next)) return text.length <= 240 ? { text: text.slice(0, -1).trim(), to: line + 1 } : null
    // Only what breaks off in the middle of an enumeration goes on.
    if (!/[、，,]$/.test(next)) return null
  }
  return null
}

/** `各科室：请于…学完。`: the text goes on behind the colon. */
function addressedInline(text: string, index: number): { text: string; to: number } | null {
  const named = /^((?:各|全体|全院)[^。；！？：:《]{1,40})[：:]./.exec(text)?.[1]
  return named === undefined ? null : { text: named, to: index }
}

function withoutLetterhead(head: readonly { line: number; text: string }[]) {
  let letterhead: string | null = null
  let number: string | null = null
  let above: string[] = []
  let rest: { line: number; text: string }[] = []
  for (const item of head) {
    const tight = item.text.replace(/\s/g, '')
    const found = numberLine.exec(item.text)?.[1]
    if (found) {
      number ??= found.replace(/\s/g, '')
      // Mostly the number stands above the title; below it, the title stays.
      if (!rest.some(above => namesKind(above.text))) rest = []
    } else if (/文件$/.test(tight) && !tight.includes('《') && tight.length <= 60) {
      letterhead ??= [...above, tight.replace(/文件$/, '')].join('')
      rest = []
    } else if (/[ \u3000]文\s?件[ \u3000]/.test(item.text)) {
      letterhead ??= item.text.replace(/[ \u3000]文\s?件[ \u3000]/, ' ')
      rest = []
    } else if (fullDate(dateOnLine(item.text)) === null && !aside.test(item.text)) {
      above = [...above, tight]
      rest.push(item)
    }
  }
  return { letterhead: letterhead || null, number, rest }
}

function titleAmong(
  rest: readonly { line: number; text: string }[],
  lines: readonly Line[],
  limit: number,
): PrintedTitle | null {
  const first = rest[0]
  if (!first) return null
  const end = rest.slice(0, 8).findIndex(item => namesKind(item.text) && !open(item.text))
  if (end < 0) return /[：:！？!?]$/.test(first.text) || !followed(lines, first.line, limit) ? null : took(rest, 0, 0)
  let from = end
  while (from > 0 && runsOn(rest, from)) from--
  return took(rest, from, end)
}

/** A line without a word for a document is a title only above something. */
const followed = (lines: readonly Line[], line: number, limit: number): boolean =>
  lines.slice(line + 1, limit).some(({ text }) => text !== '')

/** Whether the line before belongs to the title: an issuing office, a 《 left open, or a line directly above. */
function runsOn(rest: readonly { line: number; text: string }[], at: number): boolean {
  const before = rest[at - 1]
  const here = rest[at]
  if (!before || !here || before.text.length > 60) return false
  if (open(before.text)) return true
  if (/^关于/.test(here.text)) return isOffice(before.text)
  if (/关于/.test(before.text) && !namesKind(before.text)) return true
  return here.line === before.line + 1 && /^[^（(【[]/.test(here.text) && !/[：:！？】]$/.test(before.text)
}

/** Takes the lines of a title, with the bracketed and the dashed lines right under it. */
function took(rest: readonly { line: number; text: string }[], from: number, end: number): PrintedTitle {
  let last = end
  while (/^(?:[（(][^）)]{1,40}[）)]|——.{1,60})$/.test(rest[last + 1]?.text ?? '')) last++
  const parts = rest.slice(from, last + 1)
  const title = closedUpNames(joined(parts.map(part => part.text)))
  return { title, from: parts[0]?.line ?? 0, to: (parts.at(-1)?.line ?? 0) + 1 }
}
