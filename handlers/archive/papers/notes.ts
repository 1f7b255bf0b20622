import type { Sheet } from '../../print/book.ts'
import type { Entry } from '../../print/pack.ts'
import { named } from '../../study/notice.ts'
import { standingNames } from '../../study/standing.ts'
import { longMoment } from '../dates.ts'
import { folders } from '../file-name.ts'
import type { ArchiveState, Study } from '../state.ts'

const kinds = { leave: '请假', exempt: '免学', objection: '异议' } as const
const states = { asked: '待审定', granted: '同意', refused: '不同意', withdrawn: '本人撤回' } as const
const attended = { counted: '计入', objected: '本人提出不属实，不计入', withdrawn: '已撤销，不计入' } as const

const ended = { recorded: '已记录', objected: '本人提出不属实，不计入', withdrawn: '已撤销，不计入' } as const

const recordColumns = [
  { header: '学习通知', width: 50 },
  { header: '部门', width: 20 },
  { header: '姓名', width: 12 },
  { header: '类别', width: 12 },
  { header: '学习日期', width: 14 },
  { header: '地点和原因', width: 40 },
  { header: '代录人', width: 12 },
  { header: '记录时间', width: 24 },
  { header: '结果', width: 28 },
]

const toldOf = (
  row: { date: string | null; note: string; by: string; at: number },
  { nameOf }: ArchiveState,
): string[] => [row.date ?? '', row.note, nameOf(row.by), longMoment(row.at)]

/** What stands beside the confirmations: withdrawals, leave, what others recorded. Empty lists say so by being there. */
export function notesPaper(state: ArchiveState, corrections: Sheet): Entry {
  const each = (rows: (study: Study) => (string | number)[][]) => state.studies.flatMap(rows)
  const sheets: Sheet[] = [
    corrections,
    {
      name: '撤回',
      columns: [
        { header: '学习通知', width: 50 },
        { header: '撤回时间', width: 24 },
        { header: '撤回人', width: 12 },
        { header: '原因', width: 50 },
      ],
      rows: each(({ notice }) =>
        notice.withdrawn
          ? [[named(notice), longMoment(notice.withdrawn.at), state.nameOf(notice.withdrawn.by), notice.withdrawn.why]]
          : [],
      ),
    },
    {
      name: '请假、免学和异议',
      columns: [
        { header: '学习通知', width: 50 },
        { header: '部门', width: 20 },
        { header: '姓名', width: 12 },
        { header: '类别', width: 8 },
        { header: '事由', width: 36 },
        { header: '提出时间', width: 24 },
        { header: '结果', width: 12 },
        { header: '审定人', width: 12 },
        { header: '审定时间', width: 24 },
        { header: '审定说明', width: 36 },
        { header: '本人收回时间', width: 24 },
      ],
      rows: each(({ notice, requests }) =>
        requests.map(row => [
          named(notice),
          state.departmentOf(row.department),
          state.nameOf(row.person),
          kinds[row.kind],
          row.why,
          longMoment(row.at),
          states[row.state],
          row.decided ? state.nameOf(row.decided.by) : '',
          row.decided ? longMoment(row.decided.at) : '',
          row.answer?.words ?? '',
          row.withdrawn ? longMoment(row.withdrawn.at) : '',
        ]),
      ),
    },
    {
      name: '集中学习和代录名单',
      columns: [
        { header: '学习通知', width: 50 },
        { header: '部门', width: 20 },
        { header: '姓名', width: 12 },
        { header: '类别', width: 18 },
        { header: '记录人', width: 12 },
        { header: '记录时间', width: 24 },
        { header: '是否计入', width: 28 },
      ],
      rows: each(({ notice, attendance }) =>
        attendance.map(row => [
          named(notice),
          state.departmentOf(row.department),
          state.nameOf(row.person),
          standingNames[row.kind],
          state.nameOf(row.by),
          longMoment(row.at),
          attended[row.state],
        ]),
      ),
    },
    {
      name: '代录明细',
      columns: recordColumns,
      rows: each(({ notice, offline }) =>
        offline.map(row => [
          named(notice),
          state.departmentOf(row.department),
          state.nameOf(row.person),
          '',
          ...toldOf(row, state),
          ended[row.state],
        ]),
      ),
    },
    {
      name: '通讯录以外人员',
      columns: recordColumns,
      rows: each(({ notice, outsiders }) =>
        outsiders.map(row => [
          named(notice),
          state.departmentOf(row.department),
          row.name,
          row.category,
          ...toldOf(row, state),
          row.state === 'recorded' ? '单独统计，不计入应学' : ended[row.state],
        ]),
      ),
    },
  ]
  return {
    path: `${folders.notes}/更正、请假和代录.xlsx`,
    what: '通知的更正和撤回，请假、免学、异议，集中学习和代录的名单，通讯录以外人员；没有的为空表',
    content: { kind: 'book', book: { sheets } },
  }
}
