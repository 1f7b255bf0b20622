import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'

export type OfflineRow = RowOf<Collections['offlineRecords']>
export type OutsiderRow = RowOf<Collections['outsiders']>

/** The day, place and reason as told. */
export interface Told {
  date: string | null
  note: string
}
