import { inflateSync } from 'node:zlib'

/** A name, `/Image`; a reference, `12 0 R`. */
export class Name {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}
export class Ref {
  readonly number: number
  constructor(number: number) {
    this.number = number
  }
}
export type Dict = Map<string, Value>
export type Value = null | boolean | number | string | Name | Ref | Value[] | Dict

/** An operator of a page's content. */
export class Operator {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

const white = /[\0\t\n\f\r ]/
const ends = /[\0\t\n\f\r ()<>[\]{}/%]/

/** Reads values out of what a PDF writes; a byte a character. Whatever is broken ends it. */
export class Lexer {
  readonly text: string
  at: number

  constructor(text: string, at = 0) {
    this.text = text
    this.at = at
  }

  /** The next value or operator; undefined at the end. `refs`: two numbers and an R are one value. */
  next(refs: boolean, depth = 0): Value | Operator | undefined {
    this.#skip()
    const { text } = this
    const sign = text[this.at]
    if (sign === undefined || depth > 40) return undefined
    if (sign === '/') return new Name(this.#word(1))
    if (sign === '(') return this.#string()
    if (sign === '[') return this.#list(refs, depth)
    if (text.startsWith('<<', this.at)) return this.#dict(refs, depth)
    if (sign === '<') {
      const end = text.indexOf('>', this.at)
      const hex = text.slice(this.at + 1, end < 0 ? undefined : end).replace(/[^0-9a-f]/gi, '')
      this.at = end < 0 ? text.length : end + 1
      return Buffer.from(hex.length % 2 ? `${hex}0` : hex, 'hex').toString('latin1')
    }
    if (/[)\]>{}]/.test(sign)) {
      this.at += text.startsWith('>>', this.at) ? 2 : 1
      return new Operator(sign)
    }
    const word = this.#word(0)
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) {
      const ref = refs && /^\d+$/.test(word) && /^\s+\d+\s+R(?![A-Za-z])/.exec(text.slice(this.at, this.at + 24))
      if (!ref) return Number(word)
      this.at += ref[0].length
      return new Ref(Number(word))
    }
    if (word === 'true' || word === 'false') return word === 'true'
    return word === 'null' ? null : new Operator(word)
  }

  #skip(): void {
    for (; this.at < this.text.length; this.at++) {
      const sign = this.text[this.at] ?? ''
      if (sign === '%') while (this.at < this.text.length && !/[\r\n]/.test(this.text[this.at] ?? '')) this.at++
      else if (!white.test(sign)) return
    }
  }

  #word(from: number): string {
    const start = this.at + from
    let end = start
    while (end < this.text.length && !ends.test(this.text[end] ?? '')) end++
    this.at = Math.max(end, this.at + 1)
    return this.text.slice(start, end)
  }

  #string(): string {
    const start = ++this.at
    for (let open = 1; this.at < this.text.length; this.at++) {
      const sign = this.text[this.at]
      if (sign === '\\') this.at++
      else if (sign === '(') open++
      else if (sign === ')' && --open === 0) break
    }
    return unescaped(this.text.slice(start, this.at++))
  }

  #list(refs: boolean, depth: number): Value[] {
    this.at++
    const list: Value[] = []
    for (;;) {
      const value = this.next(refs, depth + 1)
      if (value === undefined || value instanceof Operator) return list
      list.push(value)
    }
  }

  #dict(refs: boolean, depth: number): Dict {
    this.at += 2
    const dict: Dict = new Map()
    for (;;) {
      const key = this.next(refs, depth + 1)
      if (!(key instanceof Name)) return dict
      const value = this.next(refs, depth + 1)
      if (value === undefined || value instanceof Operator) return dict
      dict.set(key.name, value)
    }
  }
}

const signs: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const unescaped = (text: string): string =>
  text.replace(/\\([0-7]{1,3}|\r\n|[^])/g, (_, sign: string) =>
    /^[0-7]/.test(sign)
      ? String.fromCharCode(parseInt(sign, 8) & 255)
      : /^[\r\n]/.test(sign)
        ? ''
        : (signs[sign] ?? sign),
  )

/** A stream unpacked takes no more than this; a picture or a page's content never does. */
const largestStream = 48 * 1024 * 1024

export interface Stream {
  dict: Dict
  /** As it lies in the file. */
  raw: Uint8Array
}

/**
 * The objects of a PDF by their numbers, as far as pictures need them: found by their heads, the last of a number counts.
 * Whatever cannot be read is not there. One that is encrypted has none.
 */
export class Objects {
  readonly #bytes: Uint8Array
  readonly #text: string
  readonly #places = new Map<number, { text: string; at: number; own: boolean }>()

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    if (/\/Encrypt\s+\d+\s+\d+\s+R|\/Encrypt\s*<</.test(this.#text)) return
    const heads = /(?<![0-9])(\d{1,8})\s+\d{1,5}\s+obj(?![a-z])/g
    const packs: number[] = []
    for (const { 0: head, 1: number, index } of this.#text.matchAll(heads)) {
      const at = index + head.length
      this.#places.set(Number(number), { text: this.#text, at, own: true })
      if (this.#text.slice(at, at + 400).includes('/ObjStm')) packs.push(Number(number))
    }
    for (const number of packs) this.#unpack(number)
  }

  /** What a value is, through references. */
  get(value: Value | undefined, depth = 0): Value | undefined {
    if (!(value instanceof Ref)) return value
    const place = this.#places.get(value.number)
    if (!place || depth > 8) return undefined
    const read = new Lexer(place.text, place.at).next(true)
    return read instanceof Operator ? undefined : this.get(read, depth + 1)
  }

  dict(value: Value | undefined): Dict | undefined {
    const found = this.get(value)
    return found instanceof Map ? found : undefined
  }

  /** Only what is referred to can be a stream. */
  stream(value: Value | undefined): Stream | undefined {
    const place = value instanceof Ref ? this.#places.get(value.number) : undefined
    if (!place?.own) return undefined
    const lexer = new Lexer(place.text, place.at)
    const dict = lexer.next(true)
    const start = /^\s*stream(?:\r\n|\n|\r)/.exec(this.#text.slice(lexer.at, lexer.at + 40))
    if (!(dict instanceof Map) || !start) return undefined
    const from = lexer.at + start[0].length
    const length = this.get(dict.get('Length'))
    const said = typeof length === 'number' && /^\s*endstream/.test(this.#text.slice(from + length, from + length + 20))
    const to = said ? from + length : this.#text.indexOf('endstream', from)
    return to < from ? undefined : { dict, raw: this.#bytes.subarray(from, to) }
  }

  /** The filters of a stream, in their order. */
  filters({ dict }: Stream): string[] {
    const filter = this.get(dict.get('Filter'))
    const all = Array.isArray(filter) ? filter.map(one => this.get(one)) : [filter]
    return all.flatMap(one => (one instanceof Name ? [one.name] : []))
  }

  /** The bytes of a stream that is plain or deflated, without a predictor; else undefined. */
  unpacked(stream: Stream | undefined): Uint8Array | undefined {
    if (!stream) return undefined
    const filters = this.filters(stream)
    if (filters.length === 0) return stream.raw
    if (filters.length > 1 || !/^Fl(?:ateDecode)?$/.test(filters[0] ?? '') || this.predictor(stream) > 1)
      return undefined
    try {
      return inflateSync(stream.raw, { maxOutputLength: largestStream, finishFlush: 2 })
    } catch {
      return undefined
    }
  }

  predictor({ dict }: Stream): number {
    const given = this.get(dict.get('DecodeParms'))
    const predictor = this.dict(Array.isArray(given) ? given[0] : given)?.get('Predictor')
    return typeof predictor === 'number' ? predictor : 1
  }

  /** What lies in an object stream; what stands by itself goes first. */
  #unpack(number: number): void {
    const stream = this.stream(new Ref(number))
    const bytes = this.unpacked(stream)
    const first = this.get(stream?.dict.get('First'))
    if (!bytes || typeof first !== 'number') return
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    const numbers = text.slice(0, first).trim().split(/\s+/).map(Number)
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      const [inside = 0, offset = 0] = [numbers[index], numbers[index + 1]]
      if (!this.#places.get(inside)?.own) this.#places.set(inside, { text, at: first + offset, own: false })
    }
  }
}
