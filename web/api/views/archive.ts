import { ArchiveInput, ArchiveResult } from '../../../handlers/archive/make.ts'
import { isOver } from '../../../handlers/archive/month.ts'
import { archiveName } from '../../../handlers/archive/texts.ts'
import { type JobRow, madeLives } from '../../../handlers/jobs/job.ts'
import { shownDate, shownTime, dateOf } from '../../../handlers/time.ts'
import type { ArchiveView } from './shapes.ts'

/** `isThere`: whether the file still lies where it was put. */
export function archiveView(job: JobRow, isThere: boolean, now: number): ArchiveView {
  const { month, again } = ArchiveInput.parse(JSON.parse(job.input))
  return {
    id: job.id,
    name: archiveName(month),
    state: job.state,
    progress: job.progress,
    again,
    done: job.result === null ? null : doneView(job, month, isThere, now),
  }
}

function doneView({ result, ended }: JobRow, month: string, isThere: boolean, now: number): ArchiveView['done'] {
  const { at, files, bytes, sha256 } = ArchiveResult.parse(JSON.parse(result ?? ''))
  return {
    at: shownTime(at, now),
    running: !isOver(month, at),
    files,
    size: bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`,
    sha256,
    kept: isThere && ended !== null ? shownDate(dateOf(ended + madeLives), now) : null,
  }
}
