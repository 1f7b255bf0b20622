import type { Line } from './lines.ts'
import { readNumber } from './numerals.ts'
import { markerOf, namesKind, namesTable } from './words.ts'

/** A line that begins with the word for an attachment. Whether it opens a list or a body, its surroundings decide. */
export interface Mark {
  /** Index of the line. */
  line: number
  /** As printed, without the colon: `附件1`, `附 件`, `附近4`. */
  label: string
  number: number | null
  /** What stands on the same line after the label; empty where the title follows on lines of its own. */
  inline: string
  /** The label is not spelt 附件. */
  misspelt: boolean
}

const mark =
  /^(?<word>附[ \u3000]{0,3}件|附录|附(?=[ \u3000]{0,2}[：:0-9一二三四五六七八九十])|(?:附近|付件|附仵|附伴)(?=[ \u3000]{0,2}[0-9一二三四五六七八九十]))(?<space>[ \u3000\t]{0,4})(?<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})?(?<rest>.*)$/su
const goesOn = /^(?:附件|附近|[和及与中的所、，。；,;）)〕》”])/

/** The attachment marks of a text, in order. Sentences that mention an attachment are none. */
export function marksIn(lines: readonly Line[]): Mark[] {
  return lines.flatMap((line, index) => markOf(line.text, index) ?? [])
}

function markOf(text: string, line: number): Mark | null {
  if (text.length > 160 || !/^[附付]/.test(text)) return null
  const groups = mark.exec(text)?.groups
  if (!groups) return null
  const { word = '', space = '', number: figure, rest = '' } = groups
  const after = /^[ \u3000\t]{0,4}([：:．.、]?)[ \u3000\t]*(.*)$/su.exec(rest)
  const [, sign = '', inline = ''] = after ?? []
  // `附件一、二报送至`: a sentence about attachments, not the head of one.
  if (goesOn.test(inline) || (goesOn.test(rest) && sign !== '、') || inline.includes('。')) return null
  const bare = inline === ''
  const separated = sign !== '' || /^[ \u3000\t]|^《/.test(rest)
  const titled = namesKind(inline) || namesTable(inline)
  if (!bare && !separated && !(titled && inline.length <= 40)) return null
  if (!bare && sign === '' && figure === undefined && !(separated && titled)) return null
  return {
    line,
    label: `${word}${figure === undefined ? '' : space + figure}`,
    number: figure === undefined ? null : readNumber(figure),
    inline,
    misspelt: /^附近|^付|^附仵|^附伴/.test(word),
  }
}

/** Whether a mark opens a numbered list: `附件：1.关于…`. */
export const opensList = (item: Mark): boolean => item.number === null && markerOf(item.inline)?.level === 3
