import type { Sheet } from '../../print/book.ts'
import type { Entry } from '../../print/pack.ts'
import { named } from '../../study/notice.ts'
import { type Standing, standingNames } from '../../study/standing.ts'
import { longMoment } from '../dates.ts'
import { folders, two } from '../file-name.ts'
import type { ArchiveState, Counts } from '../state.ts'

const standings = Object.keys(standingNames) as Standing[]
const numbers = [
  { header: '应学', width: 10 },
  ...standings.map(standing => ({ header: standingNames[standing], width: 16 })),
]
const valuesOf = (counts: Counts): number[] => [counts.asked, ...standings.map(standing => counts[standing])]

/** The counts by department, a sheet for each notice, and one for all. */
export function countsPaper(state: ArchiveState): Entry {
  const until = `${state.unit.name}，截至${longMoment(state.at)}；“已确认”至“未确认”各栏相加等于“应学”`
  const all: Sheet = {
    name: '汇总',
    above: ['学习情况汇总', until],
    columns: [{ header: '序号', width: 7 }, { header: '学习通知', width: 60 }, ...numbers],
    rows: state.studies.map(({ notice, place, counts }) => [
      place,
      `${named(notice)}${notice.withdrawn ? '（已撤回）' : ''}`,
      ...valuesOf(counts),
    ]),
  }
  const each = state.studies.map(({ notice, place, departments, counts }): Sheet => ({
    name: `${two(place)} 分部门`,
    above: [`${named(notice)}分部门统计`, until],
    columns: [{ header: '部门', width: 30 }, ...numbers],
    rows: [...departments.map(({ name, counts }) => [name, ...valuesOf(counts)]), ['合计', ...valuesOf(counts)]],
  }))
  return {
    path: `${folders.counts}/分部门统计.xlsx`,
    what: '应学、已确认、集中学习、代录、请假、免学、未确认人数，按组织架构排列，不作排名',
    content: { kind: 'book', book: { sheets: [all, ...each] } },
  }
}
