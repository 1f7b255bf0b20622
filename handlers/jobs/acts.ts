import { z } from 'zod'
import { type Act, entry } from '../act.ts'
import { jobKinds } from './kinds.ts'

const Done = z.object({ job: z.string(), result: z.string() })
const Failed = z.object({ job: z.string() })

/** A job has come to its end: written down and told once, however often the end is reported. */
const endJob: Act<z.infer<typeof Done>> = async ({ job: id, result }, desk) => {
  const job = await desk.tx.jobs.get(id)
  if (job?.state !== 'waiting') return null
  await desk.tx.jobs.update({ ...job, state: 'done', due: null, progress: 100, result, ended: desk.at })
  await jobKinds[job.kind].done(job, result, desk)
  return null
}

const failJob: Act<z.infer<typeof Failed>> = async ({ job: id }, desk) => {
  const job = await desk.tx.jobs.get(id)
  if (job?.state !== 'waiting') return null
  await desk.tx.jobs.update({ ...job, state: 'failed', due: null, ended: desk.at })
  await jobKinds[job.kind].failed(job, desk)
  return null
}

export const jobActs = { 'job.done': entry(Done, endJob), 'job.failed': entry(Failed, failJob) }
