import type { RowOf } from '../../store/collection.ts'
import type { Collections } from '../../store/collections.ts'

/** A release, or a change of the setting, that waits for a second officer. */
export type SecondRow = RowOf<Collections['seconds']>
