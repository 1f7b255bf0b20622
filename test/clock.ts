/** A clock that stands until it is moved. */
export interface TestClock {
  now: () => number
  /** `2026-11-12 09:07`, Asia/Shanghai. */
  to(moment: string): void
  add(ms: number): void
}

const parse = (moment: string): number => Date.parse(`${moment.replace(' ', 'T')}:00+08:00`)

export function testClock(start: string): TestClock {
  let now = parse(start)
  return {
    now: () => now,
    to: moment => (now = parse(moment)),
    add: ms => (now += ms),
  }
}
