import { describe, expect, it } from 'vitest'
import { words } from '../../../handlers/chat/capabilities.ts'
import { hearWord } from '../../../handlers/chat/words.ts'

const heardAs = (message: string): string | null => hearWord(message, words)?.word.names[0] ?? null

describe('what people type', () => {
  it.each([
    '以学习',
    '己学习',
    '已 学 习',
    '【已学习】',
    '“已学习”',
    '已学习👍🏻',
    '我已学习[强]',
    '学好了',
    '学完啦',
    '我都学完了。',
    '@清风 已经学习了',
  ])('is heard as a confirmation: %s', said => expect(heardAs(said)).toBe('已学习'))

  it.each([
    '已学习？',
    '已学习吗',
    '学完了吗？',
    '没学',
    '还没学完',
    '不学了',
    '我没学习',
    '他们已学习',
    '学习',
    '要学习了吗',
    '看完了',
    '收到',
    '👌',
  ])('is never a confirmation in doubt: %s', said => expect(heardAs(said)).not.toBe('已学习'))

  it.each([
    '进度款说明',
    '进度表什么时候交',
    '催办单怎么填',
    '导出数据',
    '提醒我',
    '授权书',
    '谁是科主任',
    '名单里没有我',
  ])('is no word because one stands in it: %s', said => expect(heardAs(said)).toBe(null))

  it('keeps what follows a word as typed', () => {
    expect(hearWord('群发 ＡＢ（１）  ！', words)).toMatchObject({ rest: 'ＡＢ（１）  ！' })
    expect(hearWord('进度１１月', words)).toMatchObject({ rest: '11月' })
  })
})
