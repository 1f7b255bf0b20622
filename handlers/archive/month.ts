import { monthNamed } from '../study/notice.ts'
import { dateOf } from '../time.ts'

/** Whether a month is over at a moment. */
export const isOver = (month: string, at: number): boolean => dateOf(at).slice(0, 7) > month

/** What the words say: a month, `2026-11`; null where they name none; undefined where they cannot be read. */
export function monthAsked(words: string, at: number): string | null | undefined {
  const said = words
    .normalize('NFKC')
    .replace(/台[账帐]|学习|月度|[()（）的\s]|导出|下载/gu, '')
    .replace(/^(\d{4})(\d{2})$/u, '$1-$2')
  if (!said) return null
  const named = monthNamed(said, at)
  if (named === null) return undefined
  if (named.length === 7) return named
  const thisYear = `${dateOf(at).slice(0, 4)}${named}`
  // Without a year the last such month is meant, never one that has not come.
  return thisYear <= dateOf(at).slice(0, 7) ? thisYear : `${Number(dateOf(at).slice(0, 4)) - 1}${named}`
}
