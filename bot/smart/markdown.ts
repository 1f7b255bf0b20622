import { clean } from '../outgoing/cut.ts'

/**
 * Plain words as Markdown that shows them as they are. Whether the vendor's Markdown knows a backslash before a sign is on
 * no page, so signs that would format or link give way to their full-width twins, which read the same in Chinese.
 */
export function plain(words: string): string {
  return clean(words).split('\n').map(line).join('  \n')
}

/** A link: its label plain, its address the product's own. */
export const link = (label: string, url: string): string => `[${line(label)}](${url})`

/** Plain words in bold. */
export const bold = (words: string): string => `**${line(words).trim()}**`

const twins: Record<string, string> = {
  '*': '＊',
  '`': '｀',
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '|': '｜',
  '~': '～',
  _: '＿',
  '#': '＃',
  '-': '－',
  '+': '＋',
  '=': '＝',
  '.': '．',
  ')': '）',
  '!': '！',
}
const twin = (sign: string): string => twins[sign] ?? sign

function line(words: string): string {
  return (
    words
      .replaceAll('\n', ' ')
      // Four blanks at the beginning would make a block of code.
      .replace(/^[ \t]+/u, blanks => '\u3000'.repeat(Math.ceil(blanks.length / 2)))
      .replace(/[*`[\]<>|]|~~|!(?=\[)/gu, signs => [...signs].map(twin).join(''))
      // Within an account's name the stroke formats nothing, and somebody will type it again.
      .replace(/(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu, signs => '＿'.repeat(signs.length))
      .replace(
        /^(\u3000*)(#+|[-+])(?=\s|$)/u,
        (_all, blanks: string, signs: string) => blanks + [...signs].map(twin).join(''),
      )
      .replace(/^(\u3000*\d+)([.)])(?=\s)\s*/u, (_all, number: string, sign: string) => number + twin(sign))
      .replace(/^\u3000*([-=_])(?:\s*\1){2,}\s*$/u, signs => [...signs].map(twin).join(''))
  )
}
