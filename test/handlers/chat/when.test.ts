import { describe, expect, it } from 'vitest'
import { readDate, readMoment } from '../../../handlers/chat/when.ts'
import { stampOf } from '../../../handlers/time.ts'

/** A Thursday. */
const now = Date.parse('2026-11-12T09:07:00+08:00')
const moment = (words: string): string | null => {
  const at = readMoment(words, now)
  return at === null ? null : stampOf(at).slice(5, 16)
}
const date = (words: string): string | null => readDate(words, now)

describe('a moment', () => {
  it.each([
    ['11月25日 9:10', '11-25T09:10'],
    ['１１月２５日　９：１０', '11-25T09:10'],
    ['十一月二十五日九点', '11-25T09:00'],
    ['二十五号上午九点一刻', '11-25T09:15'],
    ['11.25 9:10', '11-25T09:10'],
    ['11月25日（周三）9:10', '11-25T09:10'],
    ['明早8点', '11-13T08:00'],
    ['明天早上八点半', '11-13T08:30'],
    ['今晚8点', '11-12T20:00'],
    ['11月25日上午9时30分', '11-25T09:30'],
    ['周五下午三点', '11-13T15:00'],
    ['下周一九点十分', '11-16T09:10'],
    ['25日 9：10 发', '11-25T09:10'],
    ['明天9点发出', '11-13T09:00'],
    ['半小时后', '11-12T09:37'],
    ['两个小时后', '11-12T11:07'],
    ['30分钟后发', '11-12T09:37'],
    ['下个月5号9点', '12-05T09:00'],
    ['1月5日 9:10', '01-05T09:10'],
    ['昨天 9:00', '11-11T09:00'],
  ])('%s', (words, expected) => expect(moment(words)).toBe(expected))

  it.each([
    '',
    '明天',
    '25:00',
    '明天 25:00',
    '2月30日 9:00',
    '晚上12点',
    '晚上1点',
    '11月25日（周五）9:10',
    '明天9点左右',
    '9点多',
  ])('is not guessed: %s', words => expect(moment(words)).toBe(null))
})

describe('a day', () => {
  it.each([
    ['12月10日', '2026-12-10'],
    ['十二月十日前', '2026-12-10'],
    ['12.10', '2026-12-10'],
    ['下月底', '2026-12-31'],
    ['下个月10号之前', '2026-12-10'],
    ['11月底前', '2026-11-30'],
    ['2月底', '2027-02-28'],
    ['三天内', '2026-11-15'],
    ['一周内完成', '2026-11-19'],
    ['这个月底之前', '2026-11-30'],
    ['周五前', '2026-11-13'],
    ['本月28号', '2026-11-28'],
    ['二〇二七年一月五日', '2027-01-05'],
  ])('%s', (words, expected) => expect(date(words)).toBe(expected))

  it.each(['', '尽快', '12月', '12月10日17:00', '13月1日', '12.100', '月中'])('is not guessed: %s', words =>
    expect(date(words)).toBe(null),
  )
})
