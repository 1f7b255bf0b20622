import type { Check, Checked } from './check.ts'
import { labelDefects, listDefects } from './attachments.ts'
import { issueDefects } from './issue.ts'
import { lawDefects, wordDefects } from './names.ts'
import { gapDefects, orderDefects, stepDefects } from './phases.ts'
import { regionDefects } from './region.ts'
import { cellDefects, headDefects, siblingDefects, termDefects } from './tables.ts'
import { aliasDefects } from './units.ts'

/** What is looked for, in the order in which it is asked. A new check is one more line. */
const checks: readonly Check[] = [
  orderDefects,
  gapDefects,
  stepDefects,
  issueDefects,
  labelDefects,
  listDefects,
  regionDefects,
  headDefects,
  cellDefects,
  termDefects,
  siblingDefects,
  lawDefects,
  wordDefects,
  aliasDefects,
]

/** What looks wrong in a document, a question each. Nothing is corrected. */
export const defectsOf = (document: Checked): string[] => [...new Set(checks.flatMap(check => check(document)))]
