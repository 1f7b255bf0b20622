/** Bars, one a line, each in segments that add up: plain data, so that it can be handed to a thread. */
export interface Chart {
  title: string
  /** Under the title: the sum, as of when. */
  subtitle: string
  /** The segments in the order they are drawn, with their colours. */
  segments: { name: string; colour: string }[]
  bars: Bar[]
}

export interface Bar {
  label: string
  /** One number a segment. */
  values: number[]
  /** Said behind the bar: `2/5`. */
  note: string
}
