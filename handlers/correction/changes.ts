import { pictureMarks, withoutPictures } from '../document/picture-marks.ts'
import { blocksOf } from '../document/blocks.ts'
import { shownDate } from '../time.ts'
import { changesOf, type Change, differenceOf } from './difference.ts'
import { substanceOf } from './weight.ts'

/** What a notice says, as far as it can be corrected. */
export interface Content {
  title: string
  text: string
  materials: readonly { title: string; text: string }[]
  due: string
}

/** What a correction changes: in sentences, and how much it weighs. */
export interface Changes {
  /** One for each change; empty where nothing changed. */
  all: string[]
  /** At most three, the last of which says how many more there are. */
  lines: string[]
  /** `due`: the due date alone. */
  kind: 'wording' | 'substance' | 'due'
  /** Why it is proposed as one of substance; null otherwise. */
  why: string | null
}

/** Holds the new content against the old. `now` gives the year that dates are shown without. */
export function changesIn(before: Content, after: Content, now: number): Changes {
  const parts = pairsOf(before, after)
  const texts = parts.flatMap(({ label, old, now }) =>
    old !== null && now !== null ? textChanges(label, old, now) : [],
  )
  const renamed = parts.flatMap(({ was, name }) => (was === null ? [] : [`${was}改称${name}`]))
  const gone = parts.filter(part => !part.now).map(part => `删去${part.name}`)
  const come = parts.filter(part => !part.old).map(part => `增加${part.name}`)
  const title = before.title === after.title ? [] : [`标题：“${before.title}” → “${after.title}”`]
  const due = before.due === after.due ? [] : [`完成期限：${shownDate(before.due, now)} → ${shownDate(after.due, now)}`]
  const all = [...title, ...due, ...come, ...gone, ...renamed, ...texts.map(({ line }) => line)]

  const whole = ({ title, text, materials }: Content) => [title, text, ...materials.map(row => row.text)].join('\n')
  const changed = [
    ...texts.map(({ change }) => change),
    ...(title.length ? changesOf(differenceOf(before.title, after.title)) : []),
  ]
  const weighty = come.length || gone.length ? '增删了材料' : substanceOf(whole(before), whole(after), changed)
  const dueOnly = all.length === due.length || onlyTheDate(before, after, changed)
  const why = dueOnly ? null : weighty
  const kind = dueOnly && due.length ? 'due' : why === null ? 'wording' : 'substance'
  return { all, lines: threeOf(all), kind, why }
}

/** The first three; what does not fit is counted. */
function threeOf(all: readonly string[]): string[] {
  const shown = all.slice(0, 3)
  const more = all.length - shown.length
  return more ? [...shown.slice(0, 2), `${shown[2] ?? ''}；另有 ${more} 处`] : shown
}

interface Part {
  label: string
  /** How a material is called. */
  name: string
  old: string | null
  now: string | null
  /** What it was called, where only its title changed. */
  was: string | null
}

/** The body, and each material beside its earlier self: of the same text, else of the same title, else alike and in its place. */
function pairsOf(before: Content, after: Content): Part[] {
  const left = new Set(before.materials)
  const take = (fits: (row: Content['materials'][number]) => boolean) => {
    const found = [...left].find(fits)
    if (found) left.delete(found)
    return found
  }
  const labelOf = (index: number, all: readonly unknown[]) => `材料${all.length > 1 ? index + 1 : ''}`
  const nameOf = (label: string, title: string) => `${label}《${title.replace(/^《|》$/gu, '')}》`
  const same = after.materials.map(row => take(old => old.text === row.text))
  const titled = after.materials.map((row, index) => same[index] ?? take(old => old.title === row.title))
  const kept = after.materials.length === before.materials.length
  const inPlace = (index: number, text: string) =>
    kept ? take(row => row === before.materials[index] && !isAnother(row.text, text)) : undefined
  const olds = titled.map((old, index) => old ?? inPlace(index, after.materials[index]?.text ?? ''))
  return [
    { label: '', name: '正文', old: before.text, now: after.text, was: null },
    ...after.materials.map((row, index): Part => {
      const label = labelOf(index, after.materials)
      const old = olds[index]
      const was = old && old.text === row.text && old.title !== row.title ? nameOf(label, old.title) : null
      return { label, name: nameOf(label, row.title), old: old?.text ?? null, now: row.text, was }
    }),
    ...[...left].map((row): Part => {
      const label = labelOf(before.materials.indexOf(row), before.materials)
      return { label, name: nameOf(label, row.title), old: row.text, now: null, was: null }
    }),
  ]
}

/** Less than half is the same: it did not change, another stands in its place. */
function isAnother(old: string, now: string): boolean {
  const same = differenceOf(old, now).reduce((sum, piece) => sum + (piece.same ? piece.before.length : 0), 0)
  return same < Math.max(old.length, now.length) / 2
}

function textChanges(label: string, old: string, now: string): { change: Change; line: string }[] {
  const place = placesIn(now)
  // Blanks at the end come and go with what stands behind.
  const changes = changesOf(differenceOf(old.trimEnd(), now.trimEnd()))
  return changes.map(change => ({ change, line: `${label}${place(change)}：${wordsFor(change, old, now)}` }))
}

const roles: Record<string, string> = {
  title: '标题',
  addressees: '称呼',
  attachment: '附件行',
  signature: '落款',
  date: '落款日期',
}

/** Which paragraph a place is in, as one counts on the page: title, addressees and signature have names of their own. */
function placesIn(text: string): (change: Change) => string {
  const blocks: { from: number; name: string }[] = []
  let from = 0
  let count = 0
  for (const block of blocksOf(text)) {
    const role = roles[block.kind]
    blocks.push({ from, name: role ?? `第${++count}段` })
    from += block.raw.length
  }
  return ({ to, after }) => {
    const at = to + Math.max(0, after.search(/\S/u))
    return blocks.findLast(block => block.from <= at)?.name ?? '第1段'
  }
}

const edge = /[，。；：！？、“”‘’（）《》\s]/u
const reach = 6
/** Looked at for words: what is cut at the far end is not among those kept. */
const seen = 16
const longest = 18

/** `“11月20日前” → “11月25日前”`, with as much around it as says what it is. */
function wordsFor({ before, after, from, to }: Change, old: string, now: string): string {
  const [lost, come] = [pictureMarks(before).length, pictureMarks(after).length]
  if (lost || come) return lost && come ? '换了图片' : come ? '增加图片' : '删去图片'
  if (before.replace(/\s+/gu, '') === after.replace(/\s+/gu, '')) return '调整了空格或分段'
  if (!before && [...after.trim()].length > 3) return `增加“${clipped(after)}”`
  if (!after && [...before.trim()].length > 3) return `删去“${clipped(before)}”`
  const phrase = (text: string, at: number, changed: string): string => {
    const end = at + changed.length
    const ahead = around(text.slice(Math.max(0, at - seen), at), -1)
    return clipped(`${ahead}${changed}${around(text.slice(end, end + seen), 1)}`)
  }
  return `“${phrase(old, from, before)}” → “${phrase(now, to, after)}”`
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** The whole words beside a change up to the next punctuation, at most six characters of them. */
function around(text: string, direction: 1 | -1): string {
  const words = [...segmenter.segment(text)].map(({ segment }) => segment)
  let kept = ''
  for (const word of direction === 1 ? words : words.reverse()) {
    if (edge.test(word) || kept.length + word.length > reach) break
    kept = direction === 1 ? kept + word : word + kept
  }
  return kept
}

function clipped(text: string): string {
  const characters = [...withoutPictures(text).trim().replace(/\s+/gu, ' ')]
  if (characters.length <= longest) return characters.join('')
  return `${characters.slice(0, 11).join('')}…${characters.slice(-6).join('')}`
}

/** The text prints the date by which it is due, and nothing else was changed in it. */
function onlyTheDate(before: Content, after: Content, changes: readonly { before: string; after: string }[]): boolean {
  if (before.due === after.due || before.title !== after.title || changes.length !== 1) return false
  const date = ({ due }: Content) => new RegExp(`${Number(due.slice(5, 7))}月${Number(due.slice(8))}日`, 'u')
  const masked = (content: Content) =>
    [content.text, ...content.materials.map(row => row.text)].join('\n').replace(date(content), '（期限）')
  return masked(before) === masked(after)
}
