import { Saying } from '../../handlers/saying.ts'
import type { OutboxRow } from './deps.ts'

/** What a row says; null where it cannot be read, as after a step back to an older version: it must not stop the others. */
export function sayingOf(row: OutboxRow): Saying | null {
  try {
    return Saying.parse(JSON.parse(row.saying))
  } catch {
    return null
  }
}
