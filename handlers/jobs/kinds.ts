import { archiveJob } from '../archive/job.ts'
import type { JobKind, JobRow } from './job.ts'

/** Every kind of slow work. A new one adds its line here, and its name to the enum of `jobs.kind`. */
export const jobKinds: Record<JobRow['kind'], JobKind> = { archive: archiveJob }
