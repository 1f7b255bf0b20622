import { describe, expect, it } from 'vitest'
import { readNotice } from '../../../handlers/document/notice.ts'

const dueOf = (sentence: string, today: string | null): string | null =>
  readNotice(`学习通知\n各科室：\n为强化警示教育，现将某案通报发给你们。${sentence}\n`, today).due

describe('the day by which a study is to be done', () => {
  it.each([
    ['请于11月30日前完成学习。', '2026-11-30'],
    ['完成时限：2026年11月28日', '2026-11-28'],
    ['完成期限为11月28日。', '2026-11-28'],
    ['学习时间：2026年11月5日至11月25日。', '2026-11-25'],
    ['截止日期：2026-11-25', '2026-11-25'],
    ['请于本月底前完成学习。', '2026-11-30'],
    ['请在月底前学完。', '2026-11-30'],
    ['请于本月25日前完成学习。', '2026-11-25'],
    ['请于25日前完成学习。', '2026-11-25'],
    ['请于本月内完成学习。', '2026-11-30'],
    ['2026年11月底前完成学习。', '2026-11-30'],
    ['11月25日（星期三）前完成学习。', '2026-11-25'],
    ['请于11月25日17:30前完成学习。', '2026-11-25'],
    ['请于11月２５日前完成学习。', '2026-11-25'],
    ['请于十一月二十五日前完成学习。', '2026-11-25'],
    ['请于本周五前完成学习。', '2026-11-13'],
    ['请于下周五前完成学习。', '2026-11-20'],
    ['请于年底前完成学习。', '2026-12-31'],
    ['请于1月10日前完成学习。', '2027-01-10'],
    ['请于11月30日前完成学习，并于11月28日前将情况报行风办。', '2026-11-30'],
    ['请于11月28日前将学习情况报行风办。', '2026-11-28'],
  ])('%s', (sentence, due) => {
    expect(dueOf(sentence, '2026-11-12')).toBe(due)
  })

  it.each([
    '请组织学习。',
    '11月5日，某人被查处。',
    '请于2月31日前完成学习。',
    '请及时完成学习。',
    '请于三个月内完成整改。',
  ])('%s names none', sentence => {
    expect(dueOf(sentence, '2026-11-12')).toBeNull()
  })

  it('the time limit counts more than when to hand something in, whichever comes first', () => {
    expect(dueOf('请于11月20日前将学习情况报行风办。请于11月30日前完成学习。', '2026-11-12')).toBe('2026-11-30')
  })

  it('without a day to go by, a date without a year stays so and a relative one is none', () => {
    expect(dueOf('请于11月30日前完成学习。', null)).toBe('11-30')
    expect(dueOf('请于本月底前完成学习。', null)).toBeNull()
    expect(dueOf('2026年11月底前完成学习。', null)).toBe('2026-11-30')
  })

  it('a printed date of issue goes before the day of handing in', () => {
    const text = '学习通知\n各科室：\n请于本月底前完成学习。\n行风办\n2026年10月8日\n'
    expect(readNotice(text, '2026-11-12').due).toBe('2026-10-31')
  })

  it('dates in the attachments set none', () => {
    expect(
      readNotice('学习通知\n各科室：\n请学习。\n附件1\n某案\n\n请于11月30日前完成学习。\n', '2026-11-12').due,
    ).toBeNull()
  })
})
