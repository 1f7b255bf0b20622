import type { Paper, PaperBlock } from '../../print/paper.ts'
import { named } from '../../study/notice.ts'
import { type Standing, standingNames } from '../../study/standing.ts'
import { shownMonth } from '../../time.ts'
import { fromDate, longDate, longMoment } from '../dates.ts'
import type { ArchiveState, Counts, Study } from '../state.ts'

export const summaryName = '07 学习小结.pdf'

/** How many notices are told one by one; more are summed, and stand in the list. */
const mostNamed = 4

/** The month on one page in the form of an official paper; every figure is counted here, and they add up. */
export function summaryPaper(state: ArchiveState, corrections: readonly string[]): Paper {
  const standing = state.studies.filter(({ notice }) => notice.withdrawn === null)
  const withdrawn = state.studies.filter(({ notice }) => notice.withdrawn !== null)
  const month = shownMonth(state.month)
  const until = state.running
    ? `本月尚未结束，以下为截至${longMoment(state.at)}的情况。`
    : `以下数字截至${longMoment(state.at)}。`
  const blocks: PaperBlock[] = [
    { kind: 'title', text: `${month}党风廉政学习情况小结` },
    ...(state.running ? [{ kind: 'subtitle', text: `（截至${longMoment(state.at)}）` } as const] : []),
    { kind: 'heading', level: 1, text: '一、学习组织情况' },
    ...paragraphs(organised(month, state, standing)),
    { kind: 'heading', level: 1, text: '二、完成情况' },
    ...paragraphs([until, ...done(standing)]),
    { kind: 'heading', level: 1, text: '三、集中学习' },
    ...paragraphs([joint(standing)]),
    { kind: 'heading', level: 1, text: '四、更正与说明' },
    ...paragraphs(notes(standing, withdrawn, corrections)),
    { kind: 'space', lines: 1 },
    { kind: 'right', text: `${state.unit.name}（盖章）` },
    { kind: 'right', text: longDate(state.at) },
  ]
  return { title: `${month}学习情况小结`, onePage: true, foot: `${state.unit.name} ${month}学习台账`, blocks }
}

const paragraphs = (texts: string[]): PaperBlock[] => texts.map(text => ({ kind: 'paragraph', text }))

function organised(month: string, state: ArchiveState, studies: readonly Study[]): string[] {
  if (!studies.length) return [`${month}没有${state.studies.length ? '继续有效的' : ''}学习通知。`]
  if (studies.length > mostNamed) {
    return [`${month}共组织学习 ${studies.length} 次，各份通知的名称、发布时间和期限见《台账目录》。`]
  }
  const told = studies.map(({ notice, counts, departments, from }) => {
    const materials = notice.materials.length ? `，附案例材料 ${notice.materials.length} 份` : ''
    const sent = notice.issued === null ? '' : `${longDate(notice.issued)}`
    return `${sent}${from ? `${from}` : ''}发布${named(notice)}${materials}，要求${fromDate(notice.due)}前完成，应学 ${counts.asked} 人，涉及 ${departments.length} 个部门`
  })
  return [`${month}共组织学习 ${studies.length} 次：${told.join('；')}。`]
}

const order: Standing[] = ['confirmed', 'joint', 'offline', 'leave', 'exempt', 'missing']

/** `应学 14 人，其中本人确认 2 人、请假 1 人、未确认 11 人`: those nobody stands at are left out, the first and last always stand. */
function counted(counts: Counts): string {
  const parts = order
    .filter(standing => counts[standing] || standing === 'confirmed' || standing === 'missing')
    .map(standing => `${standing === 'confirmed' ? '本人确认' : standingNames[standing]} ${counts[standing]} 人`)
  return `应学 ${counts.asked} 人，其中${parts.join('、')}`
}

function done(studies: readonly Study[]): string[] {
  if (!studies.length) return ['没有需要统计的学习。']
  const [only] = studies
  if (only && studies.length === 1) return [`${counted(only.counts)}。`]
  const sum = sumOf(studies.map(({ counts }) => counts))
  const total = `${studies.length} 次学习合计${counted(sum).replaceAll(' 人', ' 人次')}。`
  if (studies.length > mostNamed) return [total]
  return [...studies.map(({ notice, counts }) => `${named(notice)}：${counted(counts)}。`), total]
}

export function sumOf(all: readonly Counts[]): Counts {
  const sum: Counts = { asked: 0, confirmed: 0, joint: 0, offline: 0, leave: 0, exempt: 0, missing: 0 }
  for (const counts of all) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += counts[key]
  return sum
}

function joint(studies: readonly Study[]): string {
  const sessions = studies.flatMap(study => study.sessions).filter(({ state }) => state === 'recorded')
  const counted = studies.reduce((sum, { counts }) => sum + counts.joint, 0)
  if (!sessions.length) return counted ? `以集中学习计入 ${counted} 人次。` : '没有集中学习记录。'
  const sum = (of: (session: (typeof sessions)[number]) => number) =>
    sessions.reduce((total, one) => total + of(one), 0)
  return `共组织集中学习 ${sessions.length} 次，应到 ${sum(one => one.expected)} 人次，实到 ${sum(one => one.present)} 人次，其中以集中学习计入完成情况 ${counted} 人次（到场后又由本人确认的，计在本人确认中）。各次情况见集中学习记录。`
}

function notes(studies: readonly Study[], withdrawn: readonly Study[], corrections: readonly string[]): string[] {
  const gone = studies.reduce((sum, { people }) => sum + people.filter(person => person.gone).length, 0)
  const sum = sumOf(studies.map(({ counts }) => counts))
  const objected = studies.reduce(
    (total, { attendance }) => total + attendance.filter(row => row.state === 'objected').length,
    0,
  )
  const outsiders = studies.reduce(
    (total, study) => total + study.outsiders.filter(({ state }) => state === 'recorded').length,
    0,
  )
  const said = [
    ...corrections,
    ...withdrawn.map(({ notice }) =>
      notice.withdrawn
        ? `${named(notice)}于${longMoment(notice.withdrawn.at)}撤回，原因：${notice.withdrawn.why.replace(/[。；]+$/u, '')}；不计入以上数字。`
        : '',
    ),
    ...(sum.offline ? [`线下学习（代录）${sum.offline} 人次由他人记录，与本人确认分开统计。`] : []),
    ...(outsiders ? [`另有通讯录以外人员线下学习 ${outsiders} 人次，由他人记录，不计入应学。`] : []),
    ...(objected ? [`${objected} 人次被记为参加集中学习或线下学习后由本人提出不属实，未计入。`] : []),
    ...(gone ? [`发布后离开通讯录的 ${gone} 人次仍计入应学人数。`] : []),
  ]
  return said.length ? said.slice(0, 6) : ['没有更正、撤回和需要说明的事项。']
}
