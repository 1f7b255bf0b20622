import type { Layout } from '../layout.ts'
import type { PlanParts } from '../plan-parts.ts'

/** A document with a plan, as its checks see it. */
export interface Checked {
  text: string
  layout: Layout
  plan: PlanParts
}

/** Looks for one kind of defect; each finding is a sentence in Chinese that asks. */
export type Check = (document: Checked) => string[]
