const digit = '一二两三四五六七八九'
const han =
  `[${digit}]百(?:零?[${digit}]|[${digit}]?十[${digit}]?)?|` +
  `[${digit}]?十[${digit}]?|[廿卅][${digit}]?|[${digit}俩仨]`

/** A number of people, in figures or as it is spoken: `21`, `二十一`, `一百零三`. One group. */
export const count = `(\\d{1,4}|${han})`

const values: Record<string, number> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  俩: 2,
  仨: 3,
}

/** Reads what `count` matches. */
export function readCount(words: string): number {
  const said = words.normalize('NFKC')
  if (/^\d+$/u.test(said)) return Number(said)
  const [, hundreds = '', rest = ''] = /^(?:(.)百)?零?(.*)$/u.exec(said) ?? []
  return (values[hundreds] ?? 0) * 100 + readTens(rest)
}

function readTens(words: string): number {
  const [, tens = '', ten = '', ones = ''] = /^(.?)([十廿卅])(.?)$/u.exec(words) ?? []
  if (!ten) return values[words] ?? 0
  const base = ten === '廿' ? 20 : ten === '卅' ? 30 : (tens ? (values[tens] ?? 0) : 1) * 10
  return base + (values[ones] ?? 0)
}
