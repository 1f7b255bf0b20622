import type { JointRecord } from '../../joint/sessions.ts'
import type { Entry } from '../../print/pack.ts'
import type { Paper, PaperBlock } from '../../print/paper.ts'
import { named } from '../../study/notice.ts'
import { fromDate, longMoment } from '../dates.ts'
import { fileName, folders, two } from '../file-name.ts'
import type { ArchiveState, Study } from '../state.ts'

/** Each joint session as a record to be printed and signed. */
export function* sessionPapers(_state: ArchiveState, study: Study): Generator<Entry> {
  for (const [index, session] of study.sessions.entries()) {
    const withdrawn = session.state === 'withdrawn' ? '（已撤销）' : ''
    const name = `${two(study.place)}-${two(index + 1)} ${session.date} ${session.departments} 集中学习记录${withdrawn}`
    yield {
      path: `${folders.sessions}/${fileName(name, 'pdf')}`,
      what: `${session.departments}${fromDate(session.date)}集中学习记录${withdrawn}，${named(study.notice)}`,
      content: { kind: 'pdf', paper: sessionPaper(session, study.notice) },
    }
  }
}

/** A 学习记录 as departments keep it. */
export function sessionPaper(session: JointRecord, notice: { title: string }): Paper {
  const { absent, attended, others } = session
  const names = attended.map(({ name, objected }) => (objected ? `${name}（本人提出未参加）` : name))
  const rows = [
    ['学习内容', `${named(notice)}（第 ${session.version} 版）`],
    ['部门', session.departments],
    ['时间', [fromDate(session.date), session.times].filter(Boolean).join(' ')],
    ['地点', session.place || '未记录'],
    ['主持人', session.host],
    [
      '人数',
      `应到 ${session.expected} 人，实到 ${session.present} 人${others ? `（其中不在应学名单的 ${others} 人）` : ''}`,
    ],
    ['参加人员', names.join('、') || '未列名单'],
    ['缺席人员', absent.map(({ name, reason }) => (reason ? `${name}（${reason}）` : name)).join('、') || '无'],
    ['讨论要点', session.points || '未记录'],
    ['记录', `${session.recordedBy}，${longMoment(session.recordedAt)}`],
  ]
  const withdrawn: PaperBlock[] =
    session.state === 'withdrawn' ? [{ kind: 'subtitle', text: '（本记录已撤销，不计入）' }] : []
  return {
    title: `${session.departments}集中学习记录`,
    foot: session.unit,
    blocks: [
      { kind: 'title', text: '集中学习记录' },
      ...withdrawn,
      { kind: 'table', rows, widths: [1, 5] },
      { kind: 'space', lines: 1 },
      { kind: 'right', text: '主持人（签字）：　　　　　　　　' },
      { kind: 'right', text: '记录人（签字）：　　　　　　　　' },
    ],
  }
}
