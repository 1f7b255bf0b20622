import type { JobKind, JobRow } from '../jobs/job.ts'
import { isOver } from './month.ts'
import { ArchiveInput, ArchiveResult, makeArchive } from './make.ts'
import { archiveName, texts } from './texts.ts'

/** Where an archive is watched and downloaded. */
export const archivePage = (job: string): string => `/h5/archives/${job}`

export const monthOfJob = (job: Pick<JobRow, 'input'>): string => ArchiveInput.parse(JSON.parse(job.input)).month

/** The archive of a month as slow work. */
export const archiveJob: JobKind = {
  make: makeArchive,

  done: async (job, made, desk) => {
    const month = monthOfJob(job)
    const result = ArchiveResult.parse(JSON.parse(made))
    const running = !isOver(month, result.at)
    const { unit, by } = job
    const { files, sha256 } = result
    await desk.attest({ type: 'study.archived', unit, month, by, files, sha256 })
    const to = { person: job.by }
    if (desk.house.pages) {
      await desk.say(to, {
        kind: 'card',
        title: `${archiveName(month)}已做好`,
        summary: texts.ready(result.files, running, result.at),
        lines: [],
        page: archivePage(job.id),
        pageLabel: '打开下载页',
        buttons: [],
        word: null,
      })
      return
    }
    await desk.say(to, { kind: 'text', text: texts.readyWithoutPages(month, running, result.at) })
    for (const [make, name] of [
      ['archive-index', `${archiveName(month)}目录.xlsx`],
      ['archive-summary', `${archiveName(month)}小结.pdf`],
    ] as const) {
      await desk.say(to, { kind: 'file', make, of: job.id, name, summary: name, page: archivePage(job.id) })
    }
  },

  failed: (job, desk) => desk.say({ person: job.by }, { kind: 'text', text: texts.failed(monthOfJob(job)) }),
}
