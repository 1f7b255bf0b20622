import type { Fault } from '../wire.ts'

/** Ways to fail that tests have ordered. */
export interface Faults {
  add(fault: Fault): void
  /** The fault of this call, which is used up by it; undefined where none matches. */
  next(path: string): Fault | undefined
}

export function openFaults(): Faults {
  const faults: Fault[] = []
  return {
    add: fault => void faults.push({ ...fault }),
    next: path => {
      const found = faults.find(fault => fault.times > 0 && path.includes(fault.path))
      if (found) found.times--
      return found
    },
  }
}
