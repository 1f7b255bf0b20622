import type { Entry } from '../../print/pack.ts'
import { named } from '../../study/notice.ts'
import { waysToConfirm } from '../../study/roster.ts'
import { standingNames } from '../../study/standing.ts'
import { longMoment } from '../dates.ts'
import { fileName, folders, two } from '../file-name.ts'
import type { Asked, ArchiveState, Study } from '../state.ts'

/** Rows written before other work gets a turn. */
const slice = 500

const columns = [
  { header: '序号', width: 7 },
  { header: '部门', width: 22 },
  { header: '姓名', width: 12 },
  { header: '账号', width: 16 },
  { header: '状态', width: 18 },
  { header: '时间', width: 24 },
  { header: '方式', width: 12 },
  { header: '记录人或审定人', width: 16 },
  { header: '通知版本', width: 10 },
  { header: '正文 SHA-256', width: 66 },
  { header: '备注', width: 18 },
]

/** Everybody who was asked, with where each stands. */
export async function rosterPaper(state: ArchiveState, study: Study, step: () => Promise<void>): Promise<Entry> {
  const { notice, place, people } = study
  const rows: (string | number)[][] = []
  for (const [index, person] of people.entries()) {
    rows.push([index + 1, ...rowOf(person, state)])
    if (index % slice === slice - 1) await step()
  }
  return {
    path: `${folders.roster}/${fileName(`${two(place)} 花名册 ${notice.title}`, 'xlsx')}`,
    what: `${named(notice)}应学人员花名册，按组织架构排列`,
    content: {
      kind: 'book',
      book: {
        sheets: [
          {
            name: '花名册',
            above: [
              `${named(notice)}花名册`,
              `${state.unit.name}，截至${longMoment(state.at)}，共 ${people.length} 人`,
            ],
            columns,
            rows,
          },
        ],
      },
    },
  }
}

const objected = { joint: '本人提出未参加集中学习', offline: '本人提出代录不属实' } as const

function rowOf(person: Asked, { nameOf }: ArchiveState): (string | number)[] {
  const { confirmation, attendance, excuse, standing } = person
  const remark = person.gone ? '已离开通讯录' : attendance?.state === 'objected' ? objected[attendance.kind] : ''
  const base = [person.department, person.name, person.id, standingNames[standing]]
  if (confirmation) {
    const by = waysToConfirm[confirmation.by]
    return [
      ...base,
      longMoment(confirmation.at),
      by,
      '本人',
      `第 ${confirmation.version} 版`,
      confirmation.hash,
      remark,
    ]
  }
  if (standing === 'joint' || standing === 'offline') {
    const by = standing === 'joint' ? '集中学习' : '线下学习'
    const { at = 0, by: recorder = '', version = 1 } = attendance ?? {}
    return [...base, longMoment(at), by, nameOf(recorder), `第 ${version} 版`, '', remark]
  }
  const decided = excuse?.decided
  return decided
    ? [...base, longMoment(decided.at), '', nameOf(decided.by), '', '', remark]
    : [...base, '', '', '', '', '', remark]
}
