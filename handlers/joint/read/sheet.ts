/** Stands where something was understood; no pattern of a reader matches it, so nothing runs across it. */
export const gone = '\u0001'
/** A known person's name, one character of it each, so that the 三 of 张三 is no number. */
export const nameMark = '\ue000\ue001*'
/** A known department's name likewise. */
export const departmentMark = '\ue010\ue011*'

const half = (sign: string): string => {
  const plain = sign.normalize('NFKC')
  return plain.length === 1 ? plain : sign
}

/** Half-width, sign by sign, so that places stay the same as in what was said. */
export const level = (said: string): string =>
  said
    .split('')
    .map(half)
    .join('')
    .replace(/[\t\r\u3000\u00a0]/gu, ' ')

/** What was taken off a sheet: the groups as they were said. */
export interface Taken {
  all: string
  groups: (string | undefined)[]
  /** The groups as they stand on the sheet: half-width, names marked. */
  marked: (string | undefined)[]
  from: number
  to: number
}

/** A sentence from which readers take what they understand, each once; what is left at the end was not understood. */
export class Sheet {
  readonly #said: string
  #text: string

  constructor(said: string) {
    this.#said = said
    this.#text = level(said)
  }

  get text(): string {
    return this.#text
  }

  /** As it was typed. */
  said(from: number, to: number): string {
    return this.#said.slice(from, to)
  }

  /** Marks every occurrence of these names, longer ones first. */
  mark(names: readonly string[], [first, rest]: readonly [string, string]): void {
    for (const name of [...new Set(names)].filter(Boolean).sort((a, b) => b.length - a.length)) {
      const plain = level(name)
      for (let at = this.#text.indexOf(plain); at >= 0; at = this.#text.indexOf(plain, at + plain.length)) {
        this.#put(at, at + plain.length, first + rest.repeat(plain.length - 1))
      }
    }
  }

  /** Takes the first match for which `accept` says yes. */
  take(pattern: RegExp, accept: (taken: Taken) => boolean = () => true): Taken | null {
    const flags = [...new Set(`${pattern.flags}dgu`)].join('')
    for (const match of this.#text.matchAll(new RegExp(pattern.source, flags))) {
      const [from = 0, to = 0] = match.indices?.[0] ?? []
      const groups = (match.indices ?? []).slice(1).map(place => (place ? this.said(...place) : undefined))
      const taken = { all: this.said(from, to), groups, marked: match.slice(1), from, to }
      if (from === to || !accept(taken)) continue
      this.drop(from, to)
      return taken
    }
    return null
  }

  /** Takes every match; `leave` stands in the last place of each afterwards. */
  takeAll(pattern: RegExp, accept?: (taken: Taken) => boolean, leave?: string): Taken[] {
    const all: Taken[] = []
    for (let taken = this.take(pattern, accept); taken; taken = this.take(pattern, accept)) {
      all.push(taken)
      if (leave !== undefined) this.#put(taken.to - 1, taken.to, leave)
    }
    return all
  }

  drop(from: number, to: number): void {
    this.#put(from, to, gone.repeat(to - from))
  }

  #put(from: number, to: number, marks: string): void {
    this.#text = this.#text.slice(0, from) + marks + this.#text.slice(to)
  }
}
