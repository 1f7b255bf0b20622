import { distance } from '../near.ts'
import type { FoundTable } from '../tables.ts'
import type { Check } from './check.ts'

const nameOf = ({ attachment, title }: FoundTable): string => attachment?.replace(/\s/g, '') ?? `《${title}》`
const unitOf = (column: string): string | null =>
  /[（(]\s?(?:单位[:：])?\s?([^（()）]{1,6})[）)]\s?$/.exec(column)?.[1]?.trim() ?? null
const bare = (column: string): string => column.replace(/[（(][^（()）]{0,24}[）)]/g, '').replace(/\s/g, '')

/** Cells of a head that stand under the wrong group. The proposal is shown, never taken. */
export const headDefects: Check = ({ plan: { tables } }) =>
  tables.flatMap(table => {
    if (!table.head?.displaced) return []
    return `${nameOf(table)}的表头单元格错位，按次序读作“${table.columns.join('、')}”，是否正确？`
  })

const counted = /^[人个家次份起条例名件元万元项场期]{1,2}$/

/** Two quantities in one cell; one column counted in another unit than its neighbours without one. */
export const cellDefects: Check = ({ plan: { tables } }) =>
  tables.flatMap(table => {
    const cells = [...new Set((table.head?.rows ?? []).flat().filter(Boolean))]
    const pairs = cells.filter(
      cell => /^[^、，/]{1,3}[、，/][^、，/]{1,3}$/.test(unitOf(cell) ?? '') || /[）)]\s?\//.test(cell),
    )
    const leaf = table.head?.rows.at(-1) ?? []
    const odd = (table.head?.rows.length ?? 0) < 2 ? [] : leaf.filter((cell, index) => isOdd(leaf, cell, index))
    return [
      ...pairs.map(cell => `${nameOf(table)}的“${cell}”一格里有两个数，是否分开填写？`),
      ...odd.map(
        cell =>
          `${nameOf(table)}的“${cell}”以“${unitOf(cell) ?? ''}”计，左右各列没有写单位，同组是否另有单位，请核对口径。`,
      ),
    ]
  })

function isOdd(leaf: readonly string[], cell: string, index: number): boolean {
  const unit = unitOf(cell)
  const [left, right] = [leaf[index - 1], leaf[index + 1]]
  if (unit === null || !counted.test(unit) || !bare(cell) || !left || !right) return false
  return unitOf(left) === null && unitOf(right) === null
}

const noteTerm =
  /(?:^|\n|[。；;])\s{0,8}(?:注|说明|填报说明)?[：:]?\s{0,4}\d{1,2}[.．、]\s{0,3}[“"]?([^，。；：:“”"\n]{3,30}?)[”"]?\s{0,2}(?=指|是指|包括|只统计|仅统计|：|:)/g

const termsIn = (notes: string): string[] => [...notes.matchAll(noteTerm)].map(match => (match[1] ?? '').trim())

/** A note explains a term that is almost, but not quite, that of a column. */
export const termDefects: Check = ({ plan: { tables } }) =>
  tables.flatMap(table => {
    const columns = [
      ...new Set(
        (table.head?.rows ?? [])
          .flat()
          .map(bare)
          .filter(column => column.length >= 4),
      ),
    ]
    return termsIn(table.notes)
      .slice(0, 60)
      .flatMap(term => {
        const plain = bare(term)
        if (plain.length < 4 || columns.some(column => column.includes(plain) || plain.includes(column))) return []
        const limit = Math.min(3, Math.floor(plain.length / 4))
        const near = columns.find(column => distance(plain, column, limit) <= limit)
        return near ? `${nameOf(table)}的说明写“${plain}”，表中是“${near}”，是否指同一项？` : []
      })
  })

/** Notes of two tables that name the same thing with one or two characters of difference. */
export const siblingDefects: Check = ({ plan: { tables } }) => {
  const terms = tables.flatMap(table => termsIn(table.notes).map(term => ({ table, term: term.replace(/\s/g, '') })))
  const seen = new Set<string>()
  return terms.slice(0, 60).flatMap((one, index) =>
    terms.slice(index + 1, 60).flatMap(other => {
      // A difference in the first character is one of place names, which have a check of their own.
      if (one.table === other.table || one.term[0] !== other.term[0]) return []
      if (one.term === other.term || one.term.length < 5) return []
      const limit = one.term.length >= 10 ? 2 : 1
      const pair = [one.term, other.term].toSorted().join('|')
      if (seen.has(pair) || distance(one.term, other.term, limit) > limit) return []
      seen.add(pair)
      return `${nameOf(one.table)}的说明写“${one.term}”，${nameOf(other.table)}写“${other.term}”，是否指同一类单位？`
    }),
  )
}
