import { defectsOf } from './defects/defects.ts'
import type { Duty } from './duties.ts'
import type { Layout } from './layout.ts'
import type { Phase } from './phases.ts'
import { planIn } from './plan-parts.ts'
import type { PlanTable } from './tables.ts'

/** What a plan says beside what its letter does. */
export interface Plan {
  /** In printed order, none twice. */
  phases: Phase[]
  duties: Duty[]
  tables: PlanTable[]
  /** Questions to the office, one sentence each. Nothing is ever corrected. */
  defects: string[]
}

/** Reads the plan inside a document; null where there is none. `issued` gives years where that is certain. */
export function planOf(text: string, layout: Layout, issued: string | null): Plan | null {
  const parts = planIn(layout, issued)
  if (!parts) return null
  return {
    phases: parts.phases.map(({ name, from, to }) => ({ name, from, to })),
    duties: parts.duties,
    tables: parts.tables.map(({ attachment, number, title, columns }) => ({ attachment, number, title, columns })),
    defects: defectsOf({ text, layout, plan: parts }),
  }
}
