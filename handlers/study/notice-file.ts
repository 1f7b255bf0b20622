import { withoutPictures } from '../document/picture-marks.ts'
import type { CardSaying, Saying } from '../saying.ts'
import { named, type NoticeRow, noticePage, wholeText } from './notice.ts'

/** The notice with its materials as a text file, for those who cannot open a page: UTF-8, marked as such for Windows. */
export const noticeFile = (notice: NoticeRow): Uint8Array => Buffer.from(`\ufeff${withoutPictures(wholeText(notice))}`)

/** What hands that file over, where there are no pages. */
export const noticeFileSaying = (notice: NoticeRow): Saying => ({
  kind: 'file',
  make: 'notice',
  of: notice.id,
  name: `${notice.title.slice(0, 60)}.txt`,
  summary: `${named(notice)}全文`,
  page: noticePage(notice.id),
})

/** The same card for where the text comes as a file. */
export const withFile = (card: CardSaying): CardSaying => ({
  ...card,
  summary: '请打开随这条消息发来的文件阅读全文，学习后点“我已学习”。',
})
