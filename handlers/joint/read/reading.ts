/** Names by which the sentence is read: of those who may have been there, and of the departments. */
export interface Known {
  people: readonly string[]
  departments: readonly string[]
}

export interface Absentee {
  name: string
  /** Empty where none was given. */
  reason: string
}

/** What a sentence about a joint session says. What it does not say is null; nothing is guessed. */
export interface Reading {
  /** The study month, as `monthNamed` reads it. */
  month: string | null
  /** What stands in 《》. */
  title: string | null
  /** Known departments that are named. */
  departments: string[]
  /** `2026-11-12` */
  date: string | null
  /** 上午, 下午, 晨会: where no hour is said. */
  part: string | null
  /** Minutes since midnight. */
  from: number | null
  to: number | null
  place: string | null
  /** As said: 王主任, 护士长, 张三, 我. */
  host: string | null
  expected: number | null
  present: number | null
  /** Everybody else was there: 全员参加, 除……外全部到会, 其余都到了. */
  all: boolean
  /** How many were absent, where a number is said. */
  missing: number | null
  /** Null where nobody is named. */
  absent: Absentee[] | null
  points: string | null
  /** 补学: only for those who still owe it. */
  again: boolean
  /** What was said twice and differently, in the words to ask with: `应到`, and the values. */
  twice: { field: string; values: string[] }[]
  /** What was not understood, as said. */
  unclear: string[]
}
