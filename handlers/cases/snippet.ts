import { sentencesIn } from '../document/sentences.ts'
import { bareWithPlaces, placeOf } from './bare.ts'
import type { Item } from './library.ts'

/** A stretch of a text, and whether it is what was looked for. */
export interface Stretch {
  text: string
  hit: boolean
}

/** How much of a sentence is shown, in characters. */
const longest = 60

/** The sentence in which a word stands, on one line, with the hits told apart; the text's beginning where none does. */
export function snippetOf(item: Item, words: readonly string[]): Stretch[] {
  const { text: said, places } = bareWithPlaces(item.text)
  // The title printed above the text is no news under the title.
  const printed = item.bareTitle ? said.slice(0, item.bareTitle.length + 12).indexOf(item.bareTitle) : -1
  const begins = printed < 0 ? 0 : printed + item.bareTitle.length
  const first = words.map(word => placeOf(word, said, begins)).find(at => at >= 0) ?? begins
  const at = places[first] ?? places[0] ?? 0
  const [from, to] = windowAround(item.text, at)
  return stretches(item.text, from, to, hitsIn(said, places, words, from, to, item.text.length))
}

/** The sentence around a place, cut to what fits on a line or two. */
function windowAround(text: string, at: number): [from: number, to: number] {
  const near = Math.max(0, at - 400)
  const sentences = sentencesIn(text.slice(near, at + 400))
  const sentence = sentences.findLast(({ at: begins }) => near + begins <= at)
  const from = near + (sentence?.at ?? 0)
  const to = from + (sentence?.text.length ?? longest)
  if (to - from <= longest) return [from, to]
  const begins = whole(text, Math.min(Math.max(from, at - longest / 3), Math.max(from, to - longest)))
  return [begins, whole(text, Math.min(to, begins + longest))]
}

/** Never between the two halves of a character. */
function whole(text: string, at: number): number {
  const place = Math.floor(at)
  return /[\udc00-\udfff]/.test(text.charAt(place)) ? place - 1 : place
}

function hitsIn(
  said: string,
  places: readonly number[],
  words: readonly string[],
  from: number,
  to: number,
  end: number,
): [number, number][] {
  const hits: [number, number][] = []
  const begins = places.findIndex(place => place >= from)
  if (begins < 0) return hits
  for (const word of words) {
    for (let at = placeOf(word, said, begins); at >= 0; at = placeOf(word, said, at + word.length)) {
      const start = places[at] ?? end
      if (start >= to) break
      hits.push([start, Math.min(to, places[at + word.length] ?? end)])
    }
  }
  return hits.sort((a, b) => a[0] - b[0])
}

function stretches(text: string, from: number, to: number, hits: readonly [number, number][]): Stretch[] {
  const found: Stretch[] = []
  const push = (words: string, hit: boolean) => {
    const shown = words.replace(/\s+/gu, hit ? '' : ' ')
    if (shown) found.push({ text: shown, hit })
  }
  const sentenceEnd = /[。！？；\n]/u
  if (from > 0 && !sentenceEnd.test(text.charAt(from - 1)) && text.slice(0, from).trim()) push('…', false)
  let at = from
  for (const [start, end] of hits) {
    if (end <= at) continue
    push(text.slice(at, Math.max(at, start)), false)
    // What follows the last letter of a hit is no part of it.
    const bareEnd = text.slice(Math.max(at, start), end).replace(/[^\p{L}\p{N}]+$/u, '').length
    push(text.slice(Math.max(at, start), Math.max(at, start) + bareEnd), true)
    at = Math.max(at, start) + bareEnd
  }
  push(text.slice(at, to), false)
  if (to < text.length && !/[。！？；”]/u.test(text.charAt(to - 1)) && !/^\s*(?:\n|$)/u.test(text.slice(to)))
    push('…', false)
  return found
}

/** The same as plain words. */
export const wordsOf = (parts: readonly Stretch[]): string =>
  parts
    .map(part => part.text)
    .join('')
    .trim()

/** Tells the hits apart in a line such as a title. */
export function marked(text: string, words: readonly string[]): Stretch[] {
  const { text: said, places } = bareWithPlaces(text)
  return stretches(text, 0, text.length, hitsIn(said, places, words, 0, text.length, text.length))
}
