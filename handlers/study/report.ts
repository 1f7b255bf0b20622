import type { Act, Desk } from '../act.ts'
import type { Said } from '../chat/words.ts'
import type { PersonRow } from '../directory/organisation.ts'
import { deliveriesOf } from '../delivery.ts'
import { type Saying, text } from '../saying.ts'
import { outsiderWords } from '../offline/count.ts'
import { readAsked } from './asked.ts'
import { progressCard } from './card.ts'
import { dateOf, shownDate, shownTime } from '../time.ts'
import { monthBeside, named, type NoticeRow, recentNotices } from './notice.ts'
import { confirmationOf } from './standing.ts'
import { type Counts, otherwiseWords, progressOf, type StudyProgress } from './progress.ts'
import { texts } from './texts.ts'
import { pictureId } from '../picture/progress-picture.ts'

/** `名单`, `谁没学`, `未确认的人` */
export const wantsNames = /名单|姓名|谁|哪些人|(?:未|没有?)(?:学习?|确认)/u
export const allNames = /还?有?(?:谁|哪些人?)|名单|姓名|还?(?:未|没有?)(?:学习?|确认)[完的了人员]*/gu

/** `图`, `图片`, `柱状图` */
const wantsPicture = /(?:柱状|条形)?图[片表]?/u

/**
 * `进度`: the office sees its unit, a head the own departments, everybody else is told the own state.
 * `进度 名单` adds the names of the missing, `进度 10月` another month, `进度 内科` one department,
 * `进度 图` a picture of it.
 */
export const sayProgress: Act<Said> = async ({ rest }, desk) => {
  const { who, tx } = desk
  if (who.officeOf === null && !who.leads.length) return ownProgress(desk)
  const names = wantsNames.test(rest)
  const picture = wantsPicture.test(rest)
  const words = picture ? rest.replace(wantsPicture, ' ') : rest
  const asked = await readAsked('进度', words.replace(allNames, ' '), desk)
  if ('wrong' in asked) return asked.wrong
  const { notice, within } = asked
  const progress = await progressOf(tx, notice.id, within)
  if (!progress) return texts.noNotice
  if (picture) return [text(heading(notice, progress, desk.at).join('\n')), pictureSaying(notice, within)]
  const own = who.officeOf !== notice.unit
  const people = new Map((await tx.people.list('all', [])).map(person => [person.id, person]))
  const below = own ? [] : footnotes(progress, people)
  if (names || below.length) await desk.audit({ act: '查看名单', about: notice.id })
  const deliveries = own ? null : await deliveriesOf(tx, notice.id)
  const lines = [
    ...heading(notice, progress, desk.at),
    ...(progress.outsiders ? [`${outsiderWords(progress.outsiders)}。`] : []),
    ...progress.departments.map(group => departmentLine(group, names, people)),
    ...below,
    ...(deliveries?.unknown.length ? [`有 ${deliveries.unknown.length} 人是否送达待核实，回复“送达”查看。`] : []),
    ...(names || !progress.missing ? [] : ['回复“进度 名单”看未确认的人，“催办”只提醒他们。']),
  ]
  return [text(lines.join('\n')), ...(desk.house.pages ? [progressCard(notice)] : [])]
}

/** Numbers by department, without a name. */
const pictureSaying = (notice: NoticeRow, within: readonly string[] | null): Saying => ({
  kind: 'file',
  make: 'progress-picture',
  of: pictureId(notice.id, within),
  name: '学习进度.png',
  summary: '进度图请在企业微信里看，或打开进度页下载。',
  page: `/h5/progress/${notice.id}`,
  shown: 'picture',
})

function heading(notice: NoticeRow, progress: StudyProgress, now: number): string[] {
  const late =
    dateOf(now) > notice.due ? texts.overdue(shownDate(notice.due, now)) : `，${shownDate(notice.due, now)}前完成`
  const state = notice.state === 'withdrawn' ? '（已撤回）' : late
  return [
    `${named(notice)}${monthBeside(notice)}${state}`,
    `应学 ${progress.asked} 人，已确认 ${progress.confirmed} 人，未确认 ${progress.missing} 人${besides(progress.otherwise)}${beforeWords(progress)}`,
  ]
}

function departmentLine(
  group: StudyProgress['departments'][number],
  names: boolean,
  people: Map<string, PersonRow>,
): string {
  const counts = `${group.name}：${group.confirmed}/${group.asked}${besides(group.otherwise)}`
  if (!names || !group.missing.length) return counts
  return `${counts}，未确认：${nameList(group.missing, people)}`
}

/** Who confirmed what was in force before a correction: it stays valid for that. */
const beforeWords = ({ before }: StudyProgress): string => (before ? `（更正前已确认 ${before} 人）` : '')

/** Those who neither confirmed nor are missing. */
const besides = (counts: Counts): string => {
  const words = otherwiseWords(counts)
  return words && `（另有${words}）`
}

const nameList = (ids: readonly string[], people: Map<string, PersonRow>): string =>
  ids.map(id => people.get(id)?.name ?? id).join('、')

function footnotes({ unreachable, joined, gone }: StudyProgress, people: Map<string, PersonRow>): string[] {
  return [
    ...(unreachable.length
      ? [
          `收不到消息：${unreachable.map(({ person, why }) => `${people.get(person)?.name ?? person}（${why}）`).join('、')}`,
        ]
      : []),
    ...(joined.length ? [`发布后新到，未计入：${nameList(joined, people)}`] : []),
    ...(gone.length ? [`发布后离开通讯录，仍计入：${nameList(gone, people)}`] : []),
  ]
}

async function ownProgress({ tx, who, at }: Desk): Promise<string> {
  for (const notice of await recentNotices(tx, null, at)) {
    if (!(await tx.audience.get([notice.id, who.id]))) continue
    const since = await confirmationOf(tx, notice.id, who.id)
    return texts.ownState(notice, since ? shownTime(since.at, at) : null, at)
  }
  return texts.staffProgress
}
