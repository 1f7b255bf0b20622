import { datesIn } from './dates.ts'
import type { Line } from './lines.ts'
import { halfDigits } from './lines.ts'
import { dated, type Known, type PrintedSpan, readSpan, writtenSpan } from './span.ts'
import { written } from './dates.ts'
import { markerOf } from './words.ts'

/** A phase of a plan, as printed: `自查自纠阶段`, `2026-06` to `2026-08`. */
export interface Phase {
  name: string
  from: string | null
  to: string | null
}

/** A phase and where it stands. */
export interface FoundPhase extends Phase {
  /** Its heading, and the first line that is not its text any more. */
  line: number
  end: number
  /** An item inside the phase named here that has a deadline after that phase. */
  inside: string | null
}

const stepSection = /步骤|阶段|时间安排|进度|实施安排|工作安排|时间节点/
const ordinal = /^第[一二三四五六七八九十]{1,2}阶段/

/** The span of the whole campaign, where a line says so: `时间：2026年7月-9月`, `…年8月至…年7月，为期一年`. */
export function coveringSpan(lines: readonly Line[]): PrintedSpan | null {
  for (const { text } of lines) {
    if (text.length > 90 || !/时间|为期|阶段实施|阶段进行/.test(text) || markerOf(text) || ordinal.test(text)) continue
    const clause = (text.split(/[，。；]/)[0] ?? '').replace(/^.{0,24}?时间(?:为|是|安排)?\s{0,2}[：:]?\s{0,2}/, '')
    const span = readSpan(clause)
    if (span?.to) return span
  }
  return null
}

/** The phases among the lines, in printed order, none twice. */
export function phasesIn(lines: readonly Line[], known: Known): FoundPhase[] {
  const found: FoundPhase[] = []
  let section = ''
  let inSteps = false
  let latest: string | null = null
  lines.forEach((line, index) => {
    const marker = markerOf(line.text)
    if (marker?.level === 1 && !ordinal.test(line.text.slice(marker.sign.length))) {
      section = line.text
      inSteps = stepSection.test(section.slice(0, 40))
      close(found, index)
    }
    const head = phaseHead(lines, index, inSteps)
    if (!head) return
    close(found, index)
    const { from, to } = head.span ? writtenSpan(head.span, inOrder(known, latest)) : { from: null, to: null }
    if (/^\d{4}-/.test(from ?? to ?? '')) latest = (from ?? to)?.slice(0, 7) ?? null
    found.push({ name: head.name, from, to, line: index, end: lines.length, inside: null })
  })
  const names = new Set<string>()
  const own = found.filter(({ name }) => !names.has(name) && names.add(name))
  return own.flatMap(phase => [phase, ...later(phase, lines, known)])
}

function close(found: readonly FoundPhase[], at: number): void {
  const last = found.at(-1)
  if (last && last.end > at) last.end = at
}

/** A phase without a year begins no earlier than the one before it. */
function inOrder(known: Known, latest: string | null): Known {
  const later = latest !== null && (known.notBefore === null || latest > known.notBefore)
  return later ? { ...known, notBefore: latest } : known
}

interface PhaseHead {
  name: string
  span: PrintedSpan | null
}

function phaseHead(lines: readonly Line[], index: number, inSteps: boolean): PhaseHead | null {
  const full = (lines[index]?.text ?? '').slice(0, 120)
  const marker = markerOf(full)
  const text = full.slice(marker?.sign.length ?? 0).trim()
  const numbered = ordinal.exec(text)?.[0] ?? null
  if (!marker && !numbered && !/^.{2,20}阶段/.test(text)) return null
  const rest = numbered ? text.slice(numbered.length).replace(/^\s{0,2}[：:、，]?\s{0,2}/, '') : text
  return bracketed(rest, numbered, inSteps) ?? followedByTime(rest, numbered, inSteps && !!marker, lines, index)
}

/** `自查自纠阶段（6-8月）`, `（6-8月）：自查自纠` behind 第一阶段. */
function bracketed(rest: string, numbered: string | null, inSteps: boolean): PhaseHead | null {
  const match =
    /^([^。，；：:（()）！？]{0,30})[。：:]?\s{0,2}[（(]([^（()）]{2,50})[）)]\s{0,2}[：:，。]?\s{0,2}/.exec(rest)
  if (!match) return null
  const [whole, before = '', inner = ''] = match
  const span = readSpan(inner)
  const name = before.trim()
  if (!span || !(numbered || /阶段$/.test(name) || (inSteps && name))) return null
  if (name) return { name, span }
  const after = /^([^。，；：:（(]{2,30})/.exec(rest.slice(whole.length))?.[1]?.trim()
  return numbered ? { name: after ?? numbered, span } : null
}

/** `自查自纠阶段：6月至8月。`, or the time on the next line, or none. */
function followedByTime(
  rest: string,
  numbered: string | null,
  marked: boolean,
  lines: readonly Line[],
  index: number,
): PhaseHead | null {
  const [, name = '', after = ''] = /^([^。，；：:（()）！？]{2,30})[。：:，；]?\s{0,2}(.*)$/s.exec(rest) ?? []
  if (!name || !(numbered || /阶段$/.test(name))) return null
  const here = readSpan((after.split(/[。；，]/)[0] ?? '').trim())
  if (here) return { name, span: here }
  const next = lines.slice(index + 1, index + 4).find(line => line.text)?.text ?? ''
  const below = /^[（(]?时间/.test(next)
    ? readSpan((next.split(/[。；，]/)[0] ?? '').replace(/^[（(]|[）)]$/g, ''))
    : null
  if (below) return { name, span: below }
  return (marked || numbered) && rest.length <= 40 ? { name, span: null } : null
}

/** An item `四是开展某事。年底前…` whose deadline lies after the end of the phase it stands in: a step of its own. */
function later(phase: FoundPhase, lines: readonly Line[], known: Known): FoundPhase[] {
  if (phase.to === null || !/^\d{4}/.test(phase.to)) return []
  return lines.slice(phase.line + 1, phase.end).flatMap((line, index) => {
    const match =
      /^[一二三四五六七八九十]是(?:要)?(?:开展|组织开展|组织|进行|做好|抓好)?([^。，；：]{2,20})[。；，：]/.exec(
        line.text,
      )
    const [whole = '', name = ''] = match ?? []
    const start = halfDigits(line.text.slice(whole.length, whole.length + 24))
    const first = whole ? datesIn(start)[0] : undefined
    if (!first || first.at > 1 || !/^(?:前|之前|以前)/.test(start.slice(first.end))) return []
    const to = written(dated(first.date, known), 'to')
    if (to === null || to <= (phase.to ?? '')) return []
    const at = phase.line + 1 + index
    return [{ name, from: null, to, line: at, end: at + 1, inside: phase.name }]
  })
}
