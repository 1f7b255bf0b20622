import { setImmediate } from 'node:timers/promises'

const RECORDS = 500
const CHARACTERS = 256 * 1024

/** Lets the event loop breathe between slices of long work. */
export interface Pace {
  /** True after about 500 records or 256 KB: then await `breathe`. */
  tired(size: number): boolean
  breathe(): Promise<void>
}

export function pace(): Pace {
  let records = 0
  let characters = 0
  return {
    tired(size) {
      records += 1
      characters += size
      return records >= RECORDS || characters >= CHARACTERS
    },
    async breathe() {
      records = 0
      characters = 0
      await setImmediate()
    },
  }
}
