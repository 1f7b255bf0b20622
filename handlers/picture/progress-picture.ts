import type { Store } from '../../store/transaction.ts'
import { outsiderWords } from '../offline/count.ts'
import type { Chart } from '../print/chart.ts'
import { pictureOf } from '../print/press.ts'
import { monthBeside, named } from '../study/notice.ts'
import { progressOf, type StudyProgress } from '../study/progress.ts'
import { type Standing, standingNames } from '../study/standing.ts'
import { shownTime } from '../time.ts'

/** Green for an own act, others for what others recorded, pale for what is still to come. */
const colours: Record<Standing, string> = {
  confirmed: '#17614f',
  joint: '#3b78b5',
  offline: '#8a63a8',
  leave: '#d9a03f',
  exempt: '#a89f7a',
  missing: '#e0ddd5',
}

/** Which picture: a notice, and the departments that whoever asks may see; null is all of them. */
export const pictureId = (notice: string, within: readonly string[] | null): string =>
  within === null ? notice : `${notice}/${within.join(',')}`

/** The progress of a study as a PNG: a bar for each department in organisation order, numbers and no name. */
export async function progressPicture(store: Pick<Store, 'read'>, id: string, now: number): Promise<Uint8Array> {
  const [notice = '', departments] = id.split('/')
  const within = departments === undefined ? null : departments.split(',')
  const progress = await store.read(tx => progressOf(tx, notice, within))
  if (!progress) throw new Error(`no notice ${notice}`)
  return pictureOf(progressChart(progress, now))
}

/** Every bar is as long as any other: what it shows is a department's own share, and nothing is ranked. */
export function progressChart(progress: StudyProgress, now: number): Chart {
  const { notice, asked, confirmed, missing } = progress
  const shown = (Object.keys(standingNames) as Standing[]).filter(
    standing => standing === 'confirmed' || standing === 'missing' || progress.otherwise[standing],
  )
  return {
    title: `${named(notice)}${monthBeside(notice)}${notice.state === 'withdrawn' ? '（已撤回）' : ''}`,
    subtitle: `应学 ${asked} 人，已确认 ${confirmed} 人，未确认 ${missing} 人；截至${shownTime(now)}\n按组织架构排列，不作排名；右侧为已确认/应学${progress.outsiders ? `\n${outsiderWords(progress.outsiders)}` : ''}`,
    segments: shown.map(standing => ({ name: standingNames[standing], colour: colours[standing] })),
    bars: progress.departments.map(department => ({
      label: department.name,
      values: shown.map(standing => (100 * countOf(department, standing)) / department.asked),
      note: `${department.confirmed}/${department.asked}`,
    })),
  }
}

const countOf = (
  { confirmed, missing, otherwise }: StudyProgress['departments'][number],
  standing: Standing,
): number =>
  standing === 'confirmed' ? confirmed : standing === 'missing' ? missing.length : (otherwise[standing] ?? 0)
