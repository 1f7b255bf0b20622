import type { Sheet } from '../../print/book.ts'

/** What was corrected after its issue. */
export const correctionsSheet = (rows: string[][]): Sheet => ({
  name: '更正',
  columns: [
    { header: '学习通知', width: 50 },
    { header: '版本', width: 8 },
    { header: '更正时间', width: 24 },
    { header: '更正人', width: 12 },
    { header: '更正了什么', width: 60 },
    { header: '是否须重新确认', width: 16 },
  ],
  rows,
})
