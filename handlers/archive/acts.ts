import { z } from 'zod'
import { type Act, entry } from '../act.ts'
import { monthOfJob } from './job.ts'
import { orderArchive } from './say.ts'

const OfJob = z.object({ job: z.string() })

/** Each download of an archive goes to the audit log. Gives nothing; the page hands out the bytes. */
const downloadArchive: Act<z.infer<typeof OfJob>> = async ({ job: id }, desk) => {
  const job = await desk.tx.jobs.get(id)
  const isTheirs = job?.unit === desk.who.officeOf
  await desk.audit({
    act: '下载台账',
    outcome: isTheirs ? 'done' : 'refused',
    ...(isTheirs && job ? { detail: monthOfJob(job) } : {}),
  })
  return null
}

/** The file is no longer kept, or the work failed: made anew. Gives the id of the new job. */
const archiveAgain: Act<z.infer<typeof OfJob>> = async ({ job: id }, desk) => {
  const job = await desk.tx.jobs.get(id)
  if (!job || job.unit !== desk.who.officeOf) return null
  return orderArchive(desk, { unit: job.unit, month: monthOfJob(job), again: job.state === 'done' })
}

export const archiveActs = {
  'archive.download': entry(OfJob, downloadArchive),
  'archive.again': entry(OfJob, archiveAgain),
}
