import { z } from 'zod'
import { type Act, entry } from '../act.ts'
import { readOrganisation } from '../directory/organisation.ts'
import { departmentsOf } from '../drafting/scope.ts'
import { text } from '../saying.ts'
import { progressOf } from '../study/progress.ts'
import { day } from '../time.ts'
import { isOn } from './switches.ts'
import { texts } from './texts.ts'
import { groupsOf } from './where.ts'

const DueSoon = z.object({ notice: z.string() })

/** The day before a study is due: one line in each bound group, numbers only, where the office has switched that on. */
const remindGroups: Act<z.infer<typeof DueSoon>> = async ({ notice: id }, desk) => {
  const { tx, at } = desk
  const notice = await tx.notices.get(id)
  if (notice?.state !== 'issued' || !(await isOn(tx, 'progress', notice.unit))) return null
  const reached = new Set(departmentsOf(await readOrganisation(tx), notice.unit, notice.scope))
  for (const { department, to } of await groupsOf(tx, reached)) {
    const progress = await progressOf(tx, id, [department])
    if (!progress?.missing) continue
    await desk.say(to, text(texts.dueSoon(notice, at, progress)), { until: at + day / 4 })
  }
  return null
}

export const groupActs = { 'group.remind': entry(DueSoon, remindGroups) }
