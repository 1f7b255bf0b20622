/** A name that every system takes: no separators, no signs that Windows forbids, at most `most` characters. */
export function fileName(words: string, extension: string, most = 80): string {
  const clean = words
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/[\\/:*?"<>|\s]+/gu, ' ')
    .trim()
  const room = most - extension.length - 1
  const cut = [...clean]
    .slice(0, room)
    .join('')
    .replace(/[. ]+$/u, '')
  return `${cut || '未命名'}.${extension}`
}

/** `01` */
export const two = (place: number): string => String(place).padStart(2, '0')

/** The folders of an archive, in the order in which they are looked for. */
export const folders = {
  notices: '01 学习通知',
  roster: '02 花名册',
  sessions: '03 集中学习记录',
  counts: '04 统计',
  notes: '05 更正和请假代录',
  evidence: '08 存证',
} as const
