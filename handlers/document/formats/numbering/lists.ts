/** How one level of a list is numbered, as Word stores it. Levels count from 0. */
export interface Level {
  /** Its first number. */
  start: number
  /** `w:numFmt`: `chineseCounting`, `decimal`, `bullet` … */
  format: string
  /** `（%1）`, `%1.%2`: `%1` is the number of level 0. */
  text: string
  follow: 'tab' | 'space' | 'nothing'
  /** All numbers in figures, whatever the formats of their levels. */
  legal: boolean
  /** The level counts anew after one of this index or above it; undefined: after any above it; -1: never. */
  restartAfter?: number | undefined
}

/** What a paragraph names as its list. Lists with the same `counters` count on from one another. */
export interface List {
  counters: string
  levels: ReadonlyMap<number, Level>
  /** Levels that begin anew at this number where the list is first used. */
  restarts: ReadonlyMap<number, number>
}

export type Lists = ReadonlyMap<string, List>
