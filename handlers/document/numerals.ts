const digits: Record<string, number> = {
  〇: 0,
  零: 0,
  '○': 0,
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
}
const tens: Record<string, number> = { 十: 10, 廿: 20, 卅: 30 }

/** The characters a number may be written in. For use inside a character class. */
export const numeral = '0-9〇零○一二三四五六七八九十廿卅'

/**
 * Reads `12`, `十二`, `廿一`, `三十` or digit by digit `二〇二六`.
 * Numbers below 100 and years; `null` for anything else.
 */
export function readNumber(text: string): number | null {
  if (/^\d{1,4}$/.test(text)) return Number(text)
  if (!text || text.length > 4) return null
  return text.length === 4 || !/[十廿卅]/.test(text) ? byDigits(text) : byTens(text)
}

function byDigits(text: string): number | null {
  let value = 0
  for (const sign of text) {
    const digit = digits[sign]
    if (digit === undefined) return null
    value = value * 10 + digit
  }
  return value
}

function byTens(text: string): number | null {
  const [, count = '', ten = '', rest = ''] =
    /^([一二两三四五六七八九]?)([十廿卅])([一二三四五六七八九]?)$/.exec(text) ?? []
  const unit = tens[ten]
  if (unit === undefined) return null
  return unit * (digits[count] ?? 1) + (digits[rest] ?? 0)
}
