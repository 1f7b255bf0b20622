import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOf, isDaytime, monthOf, shownTime, stampOf, startOf } from '../../handlers/time.ts'

/** What the system itself says of Shanghai, since 1992. */
const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})
const moment = fc.integer({ min: Date.UTC(1992, 0, 1), max: Date.UTC(2100, 0, 1) })

describe('time', () => {
  it('is that of Shanghai, at any moment', () => {
    fc.assert(
      fc.property(moment, at => {
        const [date = '', time = ''] = shanghai.format(at).split(' ')
        expect(dateOf(at)).toBe(date)
        expect(monthOf(at)).toBe(date.slice(0, 7).replace('-', ''))
        expect(stampOf(at)).toBe(`${date}T${time}+08:00`)
      }),
    )
  })

  it('belongs to the month that has begun in Shanghai', () => {
    const newYear = startOf('2027-01-01')
    expect([monthOf(newYear - 1), monthOf(newYear)]).toEqual(['202612', '202701'])
  })

  it('names the year only where it is another', () => {
    const at = Date.parse('2026-11-12T09:07:00+08:00')
    expect(shownTime(at)).toBe('11月12日 09:07')
    expect(shownTime(at, startOf('2027-01-01'))).toBe('2026年11月12日 09:07')
  })

  it('is daytime from 7:30 to 20:30', () => {
    const at = (time: string) => Date.parse(`2026-11-12T${time}:00+08:00`)
    expect(['07:29', '07:30', '20:30', '20:31'].map(time => isDaytime(at(time)))).toEqual([false, true, true, false])
  })
})
