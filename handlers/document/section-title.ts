import { isDateLine } from './date-line.ts'
import { closedUp, joined } from './join.ts'
import { type Line, squeezed } from './lines.ts'
import type { PrintedTitle } from './title.ts'
import { markerOf, namesKind, namesTable } from './words.ts'

const noTitle = /^(?:填报|填表|来源|作者|编辑|记者|发布|时间|日期|单位|序号|各)|[\t。；]|[，、：:；,;]$/
const finished = (title: string): boolean => namesKind(title) || namesTable(title)

/**
 * The title of what begins at a line: an attachment under its head, a plan after its letter.
 * Over several lines where they stand directly under one another, where the first does not end
 * with the word for a document and the next does, or as long as they spell out a `known` name.
 */
export function titleAt(
  lines: readonly Line[],
  from: number,
  to: number,
  known: readonly string[] = [],
): PrintedTitle | null {
  const taken: number[] = []
  const names = known.map(squeezed)
  for (let index = from; index < to && taken.length < 5; index++) {
    const text = lines[index]?.text ?? ''
    if (!text) continue
    const soFar = textOf(lines, taken)
    if (taken.length === 0 ? !startsTitle(text) : !continues(soFar, text, { lines, index, names })) break
    taken.push(index)
  }
  const first = taken[0]
  const last = taken.at(-1)
  if (first === undefined || last === undefined) return null
  return { title: closedUp(textOf(lines, taken)), from: first, to: last + 1 }
}

const textOf = (lines: readonly Line[], taken: readonly number[]): string =>
  joined(taken.map(index => lines[index]?.text ?? ''))

const startsTitle = (text: string): boolean =>
  text.length <= 60 && !noTitle.test(text) && markerOf(text) === null && !isDateLine(text)

interface Place {
  lines: readonly Line[]
  index: number
  names: readonly string[]
}

function continues(soFar: string, text: string, { lines, index, names }: Place): boolean {
  if (/^(?:[（(][^）)]{1,40}[）)]|——.{1,60})$/.test(text)) return lines[index - 1]?.text !== ''
  if (names.includes(squeezed(soFar))) return false
  const longer = squeezed(soFar + text)
  if (names.some(name => name.startsWith(longer))) return true
  if (!startsTitle(text) || /[：:]/.test(text) || longer.length > 80 || text.length > 40) return false
  return !finished(soFar) && (lines[index - 1]?.text !== '' || finishesSoon(lines, index))
}

/** Parted by blank lines, short lines are one title only where the last of at most three ends like one. */
function finishesSoon(lines: readonly Line[], from: number): boolean {
  let seen = 0
  for (const { text } of lines.slice(from, from + 8)) {
    if (!text) continue
    if (seen++ === 3 || !startsTitle(text) || text.length > 40) return false
    if (finished(text)) return true
  }
  return false
}
