import { z } from 'zod'
import type { Act } from '../act.ts'

export const StudyLook = z.object({ notice: z.string() })

/** Somebody looks at the names behind the numbers: each look goes to the audit log. */
export const lookAtNames: Act<z.infer<typeof StudyLook>> = async ({ notice }, desk) => {
  await desk.audit({ act: '查看名单', about: notice })
  return null
}
