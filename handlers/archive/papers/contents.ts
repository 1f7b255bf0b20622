import type { Entry, Packed } from '../../print/pack.ts'
import { named } from '../../study/notice.ts'
import { shownMonth } from '../../time.ts'
import { fromDate, longMoment } from '../dates.ts'
import type { ArchiveState } from '../state.ts'

export const indexName = '06 台账目录.xlsx'

/** Every file with what it is, its length and its SHA-256, and every notice with its figures. */
export function indexPaper(state: ArchiveState, packed: readonly Packed[]): Entry {
  const missing = [...new Set(packed.flatMap(file => file.missing))]
  const until = state.running ? `（本月尚未结束，截至${longMoment(state.at)}）` : ''
  const files = [...packed].sort((a, b) => (a.path < b.path ? -1 : 1))
  return {
    path: indexName,
    what: '目录',
    content: {
      kind: 'book',
      book: {
        sheets: [
          {
            name: '目录',
            above: [
              `${state.unit.name}${shownMonth(state.month)}学习台账目录${until}`,
              `导出时间：${longMoment(state.at)}；共 ${files.length} 个文件，不含本目录`,
              ...(missing.length
                ? [`PDF 的字库没有这些字，以编号代替，文本和表格文件中为原字：${missing.join('、')}`]
                : []),
            ],
            columns: [
              { header: '序号', width: 7 },
              { header: '文件', width: 64 },
              { header: '内容', width: 64 },
              { header: '页数或行数', width: 12 },
              { header: '字节', width: 12 },
              { header: 'SHA-256', width: 66 },
            ],
            rows: files.map((file, index) => [index + 1, file.path, file.what, file.length, file.bytes, file.sha256]),
          },
          {
            name: '学习通知',
            above: [
              state.studies.length
                ? `${shownMonth(state.month)}学习通知 ${state.studies.length} 份`
                : `${shownMonth(state.month)}没有发布学习通知`,
            ],
            columns: [
              { header: '序号', width: 7 },
              { header: '名称', width: 60 },
              { header: '状态', width: 12 },
              { header: '发布时间', width: 24 },
              { header: '完成期限', width: 16 },
              { header: '应学', width: 8 },
              { header: '已确认', width: 8 },
              { header: '未确认', width: 8 },
              { header: '其他', width: 8 },
            ],
            rows: state.studies.map(({ notice, place, counts, from }) => [
              place,
              `${named(notice)}${from ? `（${from}）` : ''}`,
              notice.withdrawn ? '已撤回' : '有效',
              notice.issued === null ? '' : longMoment(notice.issued),
              fromDate(notice.due),
              counts.asked,
              counts.confirmed,
              counts.missing,
              counts.asked - counts.confirmed - counts.missing,
            ]),
          },
        ],
      },
    },
  }
}
