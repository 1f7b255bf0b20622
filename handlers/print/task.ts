import type { Packed } from './pack.ts'
import type { Entry } from './pack.ts'
import type { Chart } from './chart.ts'

/** What the thread is started for. */
export type Task = { kind: 'pack'; at: number } | { kind: 'chart'; chart: Chart }

/** What a pack is told: one file after another, then the end. */
export type Order = { add: Entry } | { end: true }

/** What it answers: bytes as they are ready, each file once it stands, and the end. */
export type Told =
  { chunk: Uint8Array } | { packed: Packed } | { ended: true } | { picture: Uint8Array } | { failed: string }
