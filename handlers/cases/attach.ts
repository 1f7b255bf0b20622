import type { ReadTx, Tx } from '../../store/transaction.ts'
import type { Desk } from '../act.ts'
import type { DraftRow } from '../drafting/draft.ts'
import type { DraftMaterial } from '../study/reading.ts'
import { type Picture, picturesIn } from '../study/pictures.ts'
import { bare } from './bare.ts'
import { type Item, itemsOf, ownText, sourceAt } from './library.ts'
import { listedItem, numberIn, rememberList } from './list.ts'
import { meantBy, ownCases } from './own.ts'
import { searchCases } from './search.ts'
import { texts } from './texts.ts'

/** How many go with one notice, and how many are listed to choose from. */
const most = 20
const choices = 8

/** What a draft should have attached from now on, or why not. */
type Change = { cases: string[] } | { say: string }

/** `附上 红包案例`, `附案例 2`, `去掉案例 1`, said while a study notice is previewed; undefined where it is none of these. */
export async function changeAttached(said: string, draft: DraftRow, desk: Desk): Promise<Change | undefined> {
  const [, attach] =
    /^(?:请|把)?(?:附上|附加|附|加上)\s*案例[\s:：]*(.*)$/su.exec(said) ?? /^附上[\s:：]*(.*)$/su.exec(said) ?? []
  if (attach !== undefined) return add(attach.trim(), draft, desk)
  const [, drop] = /^(?:去掉|移除|去除|不附|不要)\s*案例[\s:：]*(.*)$/su.exec(said) ?? []
  if (drop !== undefined) return remove(drop.trim(), draft, desk)
  return undefined
}

async function add(words: string, draft: DraftRow, desk: Desk): Promise<Change> {
  const found = await meant(words, desk)
  const [only] = found
  if (!words || found.length > 1) {
    const listed = (words ? found : await ownCases(desk)).slice(0, choices)
    if (listed.length) await rememberList(desk, listed)
    const titles = listed.map(({ title }) => title)
    return { say: words ? texts.attachSeveral(titles) : texts.attachWhich(titles) }
  }
  if (!only) return { say: numberIn(words) === null ? texts.notFound(words) : texts.numberless }
  if (draft.cases.includes(only.ref)) return { say: texts.already(only.title) }
  if (draft.cases.length >= most) return { say: texts.tooMany }
  for (const picture of await picturesOf(desk.tx, only)) {
    await desk.tx.draftPictures.add({ ...picture, draft: draft.id, at: desk.at })
  }
  return { cases: [...draft.cases, only.ref] }
}

/** Own cases come first; materials of earlier notices may go out again. */
async function meant(words: string, desk: Desk): Promise<Item[]> {
  const number = numberIn(words)
  if (number !== null) {
    const item = await listedItem(desk, number)
    return item && isMaterial(item) ? [item] : []
  }
  const own = meantBy(await ownCases(desk), words)
  if (own.length) return own
  const { items } = await searchCases(desk.tx, desk.who, words, { limit: choices })
  return meantBy(items.filter(isMaterial), words)
}

/** What can go out with a notice: no notice itself, and nothing that was taken back. */
const isMaterial = ({ source, ref }: Item): boolean =>
  source.kind === 'case' ? source.row.state === 'kept' : source.row.state === 'issued' && !ref.endsWith(`/${ownText}`)

async function remove(words: string, draft: DraftRow, desk: Desk): Promise<Change> {
  const { items } = await attachedTo(desk.tx, draft)
  if (!draft.cases.length) return { say: texts.noneAttached }
  const number = numberIn(words)
  const meant = number === null ? (words ? meantBy(items, words) : items) : items.slice(number - 1, number)
  const [only] = meant
  if (meant.length !== 1 || !only) return { say: texts.dropWhich(items.map(({ title }) => title)) }
  return { cases: draft.cases.filter(ref => ref !== only.ref) }
}

/** What is attached to a draft and can go out, in the order it was attached, and how much of it no longer can. */
export async function attachedTo(tx: ReadTx, draft: DraftRow): Promise<{ items: Item[]; gone: number }> {
  const items: Item[] = []
  for (const ref of draft.cases) {
    const source = await sourceAt(tx, ref.split('/')[0] ?? '')
    const item = source && itemsOf(source).find(one => one.ref === ref)
    if (item && isMaterial(item)) items.push(item)
  }
  return { items, gone: draft.cases.length - items.length }
}

/** The pictures of a text of the library. They lie with its source: a notice, or a case by its id. */
async function picturesOf(tx: ReadTx, { source, raw }: Item): Promise<Picture[]> {
  const found = await Promise.all(picturesIn(raw).map(sha256 => tx.pictures.get([source.row.id, sha256])))
  return found.flatMap(picture =>
    picture ? [{ sha256: picture.sha256, type: picture.type, bytes: picture.bytes }] : [],
  )
}

/** Gives a notice the pictures of what is attached to it, from where they lie: the draft's own may have been dropped. */
export async function keepAttached(tx: Tx, draft: DraftRow, notice: string): Promise<void> {
  for (const item of (await attachedTo(tx, draft)).items) {
    for (const picture of await picturesOf(tx, item)) await tx.pictures.add({ ...picture, notice })
  }
}

/** What a notice would hold: its own text, and its materials. */
interface Holding {
  body: string
  materials: DraftMaterial[]
  missing: string[]
}

/**
 * A reading with what is attached behind its own materials, each under a label and its title as if it had been handed in.
 * `attached` are the ids of those.
 */
export async function withAttached<R extends Holding>(
  tx: ReadTx,
  draft: DraftRow,
  reading: R,
): Promise<R & { attached: ReadonlySet<string>; gone: number }> {
  const { items, gone } = await attachedTo(tx, draft)
  const materials = [...reading.materials]
  const attached = new Set<string>()
  for (const item of items) {
    const id = String(materials.length + 1)
    const before = materials.at(-1)?.text ?? reading.body
    const text = asMaterial(item, id, before.endsWith('\n') || before === '')
    materials.push({ id, title: item.title, text, file: null, part: null })
    attached.add(id)
  }
  // What the notice announces and the office has attached is not missing.
  const missing = reading.missing.filter(sentence => !items.some(({ title }) => sentence.includes(`“${title}”`)))
  return { ...reading, materials, missing, attached, gone }
}

const label = /^\s*附件\s*[\d一二三四五六七八九十]*\s*[：:]?[ \t\u3000]*\r?\n/u

function asMaterial({ title, raw, bareTitle }: Item, number: string, atLineStart: boolean): string {
  const own = raw.replace(label, '')
  const isTitled = bare(own.slice(0, 4 * title.length + 40)).startsWith(bareTitle)
  return `${atLineStart ? '' : '\n'}附件${number}：\n${isTitled ? '' : `${title}\n`}${own}`
}
