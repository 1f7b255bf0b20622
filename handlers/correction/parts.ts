import { withoutPictures } from '../document/picture-marks.ts'
import { summaryOf } from '../document/summary.ts'
import type { DraftRow } from '../drafting/draft.ts'
import { type DraftReading, readDraft } from '../study/reading.ts'
import { readMaterialChange, type MaterialChange } from './material-words.ts'

type Parts = Pick<DraftRow, 'parts' | 'cover' | 'renamed'>
type Part = DraftRow['parts'][number]

/** A notice as the parts of a draft that reads as it: materials that came as files are parts of their own. */
export function partsOf(
  { text, materials }: { text: string; materials: readonly { title: string; text: string }[] },
  draft: DraftRow,
  at: number,
): Parts {
  let last: Parts = { parts: [{ at: 0, seq: 0, text }] }
  // As many materials as read as such stand in the text of the notice; the others came apart.
  for (let inside = materials.length; inside >= 0; inside--) {
    const own = [text, ...materials.slice(0, inside).map(row => row.text)].join('')
    const apart = materials.slice(inside)
    const cover: Part = { at: 0, seq: 0, text: apart.length ? own.replace(/\n$/u, '') : own }
    const files = apart.map((row, index): Part => {
      const end = index < apart.length - 1 ? row.text.replace(/\n$/u, '') : row.text
      return { at: 0, seq: index + 1, text: end, file: fileOf(row.title, end) }
    })
    const parts: Parts = { parts: [cover, ...files], cover: files.length ? 0 : undefined, renamed: undefined }
    const read = readDraft({ ...draft, ...parts }, at)
    const renamed = read.materials.flatMap(({ title: from }, index) => {
      const to = materials[index]?.title ?? from
      return from === to ? [] : [{ from, to }]
    })
    last = { ...parts, ...(renamed.length ? { renamed } : {}) }
    const same = read.body === text && read.materials.length === materials.length
    if (same && read.materials.every((row, index) => row.text === materials[index]?.text)) break
  }
  return last
}

const fileOf = (name: string, text: string): NonNullable<Part['file']> => ({
  name,
  title: summaryOf(text).title,
  notice: false,
  announces: [],
})

/** The parts with a material added, taken away or replaced; null where none has that number. */
function changed(draft: DraftRow, { materials, body }: DraftReading, change: MaterialChange): Parts | null {
  const { parts } = draft
  const seq = Math.max(0, ...parts.map(part => part.seq)) + 1
  const typed = (text: string): Pick<Part, 'text' | 'file'> => {
    const own = withoutPictures(text.trim())
    return { text: own, file: fileOf(own.split('\n').find(line => !/^\s*附件/u.test(line)) ?? '材料', own) }
  }
  const cover = draft.cover ?? parts[0]?.seq ?? 0
  if (change.kind === 'add') return { parts: [...parts, { at: draft.at, seq, ...typed(change.text) }], cover }
  const material = materials[change.number - 1]
  if (!material) return null
  if (material.part !== null) {
    const others = parts.filter(part => part.seq !== material.part)
    if (change.kind === 'remove') return { parts: others, cover }
    return {
      parts: parts.map(part => (part.seq === material.part ? { ...part, ...typed(change.text) } : part)),
      cover,
    }
  }
  // It stands in the text of the notice, under its label.
  const inside = materials.filter(row => row.part === null)
  const label = /^\s*附\s*件[^\n]*\n/u.exec(material.text)?.[0] ?? `附件${change.number}：\n`
  const instead = change.kind === 'remove' ? '' : `${label}${withoutPictures(change.text.trim())}\n`
  const text = body + inside.map(row => (row === material ? instead : row.text)).join('')
  const trimmed = parts.length > 1 ? text.replace(/\n$/u, '') : text
  return { parts: parts.map(part => (part.seq === cover ? { ...part, text: trimmed } : part)), cover }
}

/**
 * The draft's parts after words about a material (`删除材料2`, `增加材料 …`, `替换材料1 …`); null where they are none.
 * `wrong` counts the materials there are, where none has that number or the new text does not read as one.
 */
export function changeMaterial(words: string, draft: DraftRow): Parts | { wrong: number; unread: boolean } | null {
  const change = readMaterialChange(words)
  if (!change) return null
  const reading = readDraft(draft, draft.at)
  const count = reading.materials.length
  const parts = changed(draft, reading, change)
  if (!parts) return { wrong: count, unread: false }
  const after = readDraft({ ...draft, ...parts }, draft.at).materials.length
  const step = change.kind === 'add' ? 1 : change.kind === 'remove' ? -1 : 0
  return after === count + step ? parts : { wrong: count, unread: true }
}
