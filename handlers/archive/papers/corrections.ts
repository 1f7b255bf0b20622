import type { Sheet } from '../../print/book.ts'
import { named } from '../../study/notice.ts'
import type { Version } from '../../study/versions.ts'
import { longMoment } from '../dates.ts'
import type { ArchiveState } from '../state.ts'

const kinds: Record<Version['kind'], string> = {
  issue: '发布',
  wording: '文字更正，已确认的仍有效',
  substance: '实质更正，须重新确认',
  due: '调整期限',
}

/** What was corrected after its issue. */
export const correctionsSheet = ({ studies, nameOf }: ArchiveState): Sheet => ({
  name: '更正',
  columns: [
    { header: '学习通知', width: 50 },
    { header: '版本', width: 8 },
    { header: '时间', width: 24 },
    { header: '更正人', width: 12 },
    { header: '性质', width: 26 },
    { header: '更正了什么', width: 60 },
    { header: '全文 SHA-256', width: 66 },
  ],
  rows: studies.flatMap(({ versions }) =>
    versions
      .filter(({ kind }) => kind !== 'issue')
      .map(row => [
        named(row),
        `第 ${row.version} 版`,
        longMoment(row.at),
        nameOf(row.by),
        kinds[row.kind],
        row.difference.join('\n'),
        row.hash,
      ]),
  ),
})

/** The same in sentences, for the summary. */
export const correctionWords = ({ studies }: ArchiveState): string[] =>
  studies.flatMap(({ notice, versions }) => {
    const made = versions.filter(({ kind }) => kind !== 'issue')
    const anew = made.filter(({ kind }) => kind === 'substance').length
    if (!made.length) return []
    return [
      `${named(notice)}发布后更正 ${made.length} 次${anew ? `，其中 ${anew} 次为实质更正，按更正后的内容重新确认` : ''}；更正内容见《更正、请假和代录》。`,
    ]
  })
