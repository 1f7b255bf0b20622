import type { Act, Desk } from '../act.ts'
import type { Said } from '../chat/words.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { beginJob } from '../jobs/job.ts'
import type { CardSaying } from '../saying.ts'
import { noticeMonth, shownNotices } from '../study/notice.ts'
import { dateOf, minute } from '../time.ts'
import { archivePage } from './job.ts'
import { ArchiveInput } from './make.ts'
import { monthAsked } from './month.ts'
import { noticesOf } from './state.ts'
import { archiveName, texts } from './texts.ts'

/** `导出 台账 2026-11`: orders the archive of a month; without a month that of the newest notice. */
export const sayArchive: Act<Said> = async ({ rest }, desk) => {
  const { tx, who, at, house } = desk
  const unit = who.officeOf ?? who.unit
  const asked = monthAsked(rest, at)
  if (asked === undefined) return texts.notReadable(rest.trim())
  const month = await meantMonth(asked ?? (await newestMonth(desk, unit)), rest, desk, unit)
  if (month > dateOf(at).slice(0, 7)) return texts.notYet(month)
  const waiting = await waitingJob(desk, unit, month)
  if (waiting) return texts.makingAlready(month, waiting.progress)
  const studies = await noticesOf(tx, await readOrganisation(tx), unit, month)
  const job = await orderArchive(desk, { unit, month })
  const making = texts.making(month, studies.length, house.pages)
  return house.pages ? waitingCard(job, month, making) : making
}

/** Orders the work, and writes down who did. */
export async function orderArchive(
  desk: Desk,
  { unit, month, again = false }: { unit: string; month: string; again?: boolean },
): Promise<string> {
  await desk.audit({ act: '导出台账', detail: month })
  return beginJob(desk, { kind: 'archive', unit, input: JSON.stringify({ month, again }) })
}

/** A month without its year may be that of a notice issued ahead, where a year ago had none. */
async function meantMonth(month: string, words: string, { tx, at }: Desk, unit: string): Promise<string> {
  const months = (await shownNotices(tx, unit)).map(noticeMonth)
  const ahead = `${Number(month.slice(0, 4)) + 1}${month.slice(4)}`
  const yearless = !/\d{4}|[去前]年/u.test(words.normalize('NFKC'))
  return yearless && !months.includes(month) && months.includes(ahead) && ahead > dateOf(at).slice(0, 7) ? ahead : month
}

async function newestMonth({ tx, at }: Desk, unit: string): Promise<string> {
  const months = (await shownNotices(tx, unit)).map(noticeMonth).sort()
  const now = dateOf(at).slice(0, 7)
  return months.findLast(month => month <= now) ?? now
}

/** The same archive that this person waits for already. */
async function waitingJob({ tx, who, at }: Desk, unit: string, month: string) {
  for (const job of await tx.jobs.list('state', ['waiting'])) {
    const same = job.kind === 'archive' && job.unit === unit && job.by === who.id && at - job.at < 30 * minute
    if (same && ArchiveInput.parse(JSON.parse(job.input)).month === month) return job
  }
  return null
}

/** Where the work can be watched. */
const waitingCard = (job: string, month: string, summary: string): CardSaying => ({
  kind: 'card',
  title: archiveName(month),
  summary,
  lines: [],
  page: archivePage(job),
  pageLabel: '查看进度',
  buttons: [],
  word: null,
})
