import { simplified } from './traditional.ts'

/** A text as it is compared, and for each of its characters where it stands in the text as written. */
interface Bare {
  text: string
  places: number[]
}

const isRun = (code: number): boolean => (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a)

/** A character as letters and digits: half-width, small, simplified; empty where it is none. */
function folded(character: string): string {
  const plain = character
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{Script=Han}]/gu)
  return plain ? plain.map(one => simplified.get(one) ?? one).join('') : ''
}

const dropped = 1
const several = 2
/** What each code unit of the basic plane is compared as: 0 not looked at yet, one of the above, or the one code unit. */
const single = new Uint16Array(0x10000)

function look(code: number): number {
  const letters = folded(String.fromCharCode(code))
  const way = letters === '' ? dropped : letters.length === 1 ? letters.charCodeAt(0) : several
  single[code] = way
  return way
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff

/**
 * What a text says beneath how it is written: only letters and digits, half-width, small, simplified, so that a word is
 * found across a line end, within quotation marks and in traditional characters. One blank stays between two runs of
 * Latin letters or digits. `places`, if given, gets where each code unit of it stands in the text.
 */
export function bare(text: string, places?: number[]): string {
  let units = new Uint16Array(text.length + 32)
  let length = 0
  let parted = false
  const put = (unit: number, at: number): void => {
    if (length === units.length) {
      const larger = new Uint16Array(length * 2)
      larger.set(units)
      units = larger
    }
    units[length++] = unit
    places?.push(at)
  }
  const begin = (unit: number, at: number): void => {
    if (parted && length > 0 && isRun(unit) && isRun(units[length - 1] ?? 0)) put(0x20, at)
    parted = false
    put(unit, at)
  }
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const way = single[code] || (isHighSurrogate(code) ? several : look(code))
    if (way === dropped) parted = true
    else if (way !== several) begin(way, at)
    else {
      const character = String.fromCodePoint(text.codePointAt(at) ?? code)
      const letters = folded(character)
      if (letters === '') parted = true
      for (let unit = 0; unit < letters.length; unit++) {
        if (unit === 0) begin(letters.charCodeAt(0), at)
        else put(letters.charCodeAt(unit), at)
      }
      at += character.length - 1
    }
  }
  return Buffer.from(units.buffer, 0, length * 2).toString('utf16le')
}

/** The same with the place of every character: for what is shown only, since it costs more. */
export function bareWithPlaces(text: string): Bare {
  const places: number[] = []
  return { text: bare(text, places), places }
}

/** The words of a query, parted at whatever is no letter or digit: each is looked for by itself. */
export const wordsIn = (query: string): string[] => [
  ...new Set(
    query
      .split(/[^\p{L}\p{N}\p{M}\p{Script=Han}]+/u)
      .map(word => bare(word))
      .filter(Boolean),
  ),
]

/**
 * Where a word stands in a bare text from `from` on; -1 where it does not. Any stretch of Chinese characters fits;
 * Latin letters and digits only as whole runs, so that `ct` is not found in `factory`.
 */
export function placeOf(word: string, text: string, from = 0): number {
  const begins = isRun(word.charCodeAt(0))
  const ends = isRun(word.charCodeAt(word.length - 1))
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
    const cutsBefore = begins && isRun(text.charCodeAt(at - 1))
    const cutsAfter = ends && isRun(text.charCodeAt(at + word.length))
    if (!cutsBefore && !cutsAfter) return at
  }
  return -1
}
