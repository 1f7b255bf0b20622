import type { KillsResult } from './kills.ts'
import type { MonthResult } from './month/month.ts'

/** Whether every promise was kept: it verifies, and no list of what went wrong has an entry. */
export const held = (result: KillsResult | MonthResult): boolean =>
  result.verified && Object.values(result).every(value => !Array.isArray(value) || value.length === 0)
