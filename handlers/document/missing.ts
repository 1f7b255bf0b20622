import type { Listed } from './attachment-list.ts'
import type { Layout } from './layout.ts'
import { trim } from './lines.ts'
import { isPictures } from './picture-marks.ts'

export const noTitle = '没有读到标题，请在第一行写上通知的标题，例如“党风廉政学习通知（2026年11月）”。'

/** What the office has to add before the text can go out, a sentence each. */
export function missingIn(text: string, layout: Layout): string[] {
  if (!trim(text)) return ['没有读到通知的内容，请把通知全文发来。']
  const found: string[] = []
  if (!layout.head.title) found.push(noTitle)
  return [...found, ...absentIn(layout).map(absent), ...skipped(layout), ...emptyBodies(layout)]
}

/** What is said of an attachment that is announced and not there. */
export const absent = ({ title }: Pick<Listed, 'title'>): string =>
  `通知提到附件“${title}”，但没有读到它的正文，请把它一并发来，或确认不需要。`

/** Announced, but not there. Announcements without numbers match by place. */
export function absentIn({ listed, attachments }: Layout): Listed[] {
  const there = new Set(attachments.map(({ number }, index) => number ?? index + 1))
  return listed.filter((entry, index) => !there.has(entry.number ?? index + 1))
}

function skipped({ attachments }: Layout): string[] {
  const numbers = attachments.flatMap(({ number }) => number ?? [])
  const sentences: string[] = []
  numbers.forEach((number, index) => {
    const expected = (numbers[index - 1] ?? 0) + 1
    if (number > expected)
      sentences.push(`附件的编号从${expected - 1 || '头'}跳到了${number}，请核对是否缺了附件${expected}。`)
    if (number < expected) sentences.push(`附件${number}的编号重复或次序不对，请核对。`)
  })
  return sentences
}

function emptyBodies({ attachments, lines }: Layout): string[] {
  return attachments
    .filter(({ content, to }) => lines.slice(content, to).every(line => line.text === '' && !isPictures(line.raw)))
    .map(({ label }) => `“${label}”下面没有正文，请补上，或确认不需要。`)
}
