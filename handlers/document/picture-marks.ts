/** Where a picture stands in a text: the mark has the SHA-256 of its bytes, so whatever covers the text covers the picture. */
export interface PictureMark {
  /** Its exact characters, and where they begin. */
  raw: string
  at: number
  /** Null where the picture was not kept. */
  sha256: string | null
  /** Why it was not kept, in words; null where that is not known, or it was. */
  why: string | null
}

/** A picture that nothing more is known of. */
export const bareMark = '［图片］'
export const markOf = (sha256: string): string => `［图片：${sha256}］`

/** Stands where a picture was not kept. */
export const notKept = {
  format: '［图片：格式不支持，请看原件］',
  size: '［图片：超过 300 KB，没有保留，请看原件］',
  linked: '［图片：不在文件里，请看原件］',
  many: '［图片：图片太多，没有保留，请看原件］',
  chart: '［图片：图表不能显示，请看原件］',
}

const mark = /［图片(?:：([^［］\n]{1,80}))?］/g

/** The marks of a text, in order. */
export function pictureMarks(text: string): PictureMark[] {
  if (!text.includes('［图片')) return []
  return [...text.matchAll(mark)].map(({ 0: raw, 1: inside, index }) => {
    const kept = inside !== undefined && /^[0-9a-f]{64}$/.test(inside)
    return { raw, at: index, sha256: kept ? inside : null, why: kept ? null : (inside ?? null) }
  })
}

/** Whether a line is nothing but marks. */
export const isPictures = (line: string): boolean => line.includes('［图片') && line.replace(mark, '').trim() === ''

/** The text with `［图片］` for each mark of a picture that is not among these: for people, and for what they typed. */
export function withoutPictures(text: string, but: ReadonlySet<string> = new Set()): string {
  if (!text.includes('［图片')) return text
  return text.replace(mark, (raw, inside?: string) =>
    inside !== undefined && /^[0-9a-f]{64}$/.test(inside) && !but.has(inside) ? bareMark : raw,
  )
}

/** How many characters people wrote: marks are none. */
export const lengthOf = (text: string): number => [...text.replace(mark, '')].length
