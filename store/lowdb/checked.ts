import { crc32 } from 'node:zlib'

const HEAD = '{"crc":"'
const DIGITS = 8
const START = HEAD.length + DIGITS + 2

/** Text of a JSON object that begins with the CRC-32 of all that follows it. `fields` has at least one field. */
export function checked(fields: string): string {
  const rest = `${fields}}`
  return `${HEAD}${hex(crc32(rest))}",${rest}`
}

/** The object, or null where the text is not what `checked` wrote. */
export function readChecked(text: string): unknown {
  if (!text.startsWith(HEAD)) return null
  if (hex(crc32(text.slice(START))) !== text.slice(HEAD.length, HEAD.length + DIGITS)) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function hex(sum: number): string {
  return sum.toString(16).padStart(DIGITS, '0')
}
