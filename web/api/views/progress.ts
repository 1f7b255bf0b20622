import { outsiderWords } from '../../../handlers/offline/count.ts'
import { overseenBy, type Person } from '../../../handlers/person.ts'
import { otherwiseWords, type StudyProgress } from '../../../handlers/study/progress.ts'
import { shownDate, shownMonth, shownTime } from '../../../handlers/time.ts'
import type { ReadTx } from '../../../store/transaction.ts'
import type { NamesView, ProgressView } from './shapes.ts'

/** The departments somebody sees the progress of: null is the whole unit, for its office. An office below sees its own unit. */
export const departmentsSeen = (who: Person, unit: string): readonly string[] | null =>
  who.officeOf === unit ? null : overseenBy(who)

/** The numbers without a name. */
export function progressView(progress: StudyProgress, who: Person, now: number): ProgressView {
  const { notice, asked, confirmed, otherwise, missing, before, outsiders, departments, unreachable } = progress
  return {
    id: notice.id,
    title: notice.title,
    month: notice.month === null ? null : shownMonth(notice.month),
    due: shownDate(notice.due, now),
    withdrawn: notice.state === 'withdrawn',
    at: shownTime(now),
    asked,
    confirmed,
    otherwise: otherwiseWords(otherwise),
    missing,
    before,
    outsiders: outsiderWords(outsiders),
    departments: departments.map(({ id, name, asked, confirmed, otherwise }) => ({
      id,
      name,
      asked,
      confirmed,
      otherwise: otherwiseWords(otherwise),
    })),
    unreachable: unreachable.length,
    office: who.officeOf === notice.unit,
  }
}

/** The names behind the numbers, in the order of the organisation. */
export async function namesView(tx: ReadTx, progress: StudyProgress): Promise<NamesView> {
  const names = new Map((await tx.people.list('all', [])).map(person => [person.id, person.name]))
  const nameOf = (id: string) => names.get(id) ?? id
  return {
    departments: progress.departments.map(({ id, missing }) => ({ id, missing: missing.map(nameOf) })),
    unreachable: progress.unreachable.map(({ person, why }) => ({ name: nameOf(person), why })),
    joined: progress.joined.map(nameOf),
    gone: progress.gone.map(nameOf),
  }
}
