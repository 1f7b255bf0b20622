import { readNumber } from '../../document/numerals.ts'

const digit = '一二两三四五六七八九'
const han =
  `[${digit}]百(?:零?[${digit}]|[${digit}]?十[${digit}]?)?|` +
  `[${digit}]?十[${digit}]?|[廿卅][${digit}]?|[${digit}俩仨]`

/** A number of people, in figures or as it is spoken: `21`, `二十一`, `一百零三`. One group. */
export const count = `(\\d{1,4}|${han})`

/** How few people are counted in one character, which is no figure. */
const few: Record<string, number> = { 俩: 2, 仨: 3 }

/** Reads what `count` matches. */
export function readCount(words: string): number {
  // Spoken, 两 stands in every place of a number.
  const said = words.normalize('NFKC').replaceAll('两', '二')
  if (/^\d+$/u.test(said)) return Number(said)
  const [, hundreds = '', rest = ''] = /^(?:(.)百)?零?(.*)$/u.exec(said) ?? []
  return (readNumber(hundreds) ?? 0) * 100 + (few[rest] ?? readNumber(rest) ?? 0)
}
