import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean, cut, cutBytes } from '../../../bot/outgoing/cut.ts'
import { split } from '../../../bot/outgoing/split.ts'

const chinese = fc.string({
  unit: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...'学习通知各科室心内护士长认真落实医德医风') },
    { weight: 3, arbitrary: fc.constantFrom('。', '！', '；', '，', '、', '”', '\n', '\r\n', ' ') },
    { weight: 2, arbitrary: fc.constantFrom('𠮷', '👩‍⚕️', 'é', 'e\u0301', '\u0301', '\ufe0f', '葛\u{e0100}', '\u200d') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
  ),
  maxLength: 400,
  size: 'max',
})
const limits = fc.integer({ min: 4, max: 300 })
const bytes = (text: string): number => Buffer.byteLength(text)
const isWhole = (text: string, index: number): boolean =>
  new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text).containing(index)?.index === index

describe('splitting a text', () => {
  it('loses no byte, passes no limit and leaves no part empty', () => {
    fc.assert(
      fc.property(chinese, limits, (text, limit) => {
        const parts = split(text, limit)
        expect(parts.join('')).toBe(text)
        for (const part of parts) {
          expect(bytes(part)).toBeLessThanOrEqual(limit)
          expect(part).not.toBe('')
        }
      }),
      { numRuns: 300 },
    )
  })
  it('tears no character: no surrogate pair, no combining mark, no line end', () => {
    fc.assert(
      fc.property(chinese, fc.integer({ min: 64, max: 300 }), (text, limit) => {
        let index = 0
        for (const part of split(text, limit).slice(0, -1)) {
          index += part.length
          const torn = !isWhole(text, index)
          // Only a single character longer than a whole part may be torn, and even then no pair.
          if (torn) expect(bytes(part)).toBeGreaterThan(limit - 4)
          if (torn) expect([...new Intl.Segmenter('zh').segment(part)]).toHaveLength(1)
          expect(/[\ud800-\udbff]$/.test(part) && /^[\udc00-\udfff]/.test(text.slice(index))).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
  })
  it('leaves a short text alone', () => {
    expect(split('已记录，谢谢。')).toEqual(['已记录，谢谢。'])
    expect(split('')).toEqual([])
  })
  it('breaks after a paragraph rather than a sentence, a sentence rather than a comma', () => {
    const [a, b] = ['一'.repeat(25), '二'.repeat(10)]
    expect(split(`${a}\n${b}。${b}，${b}`, 130)).toEqual([`${a}\n`, `${b}。${b}，${b}`])
    expect(split(`${a}。”${b}，${b}${b}`, 110)).toEqual([`${a}。”`, `${b}，${b}${b}`])
    expect(split(`${a}，${b}${b}${b}`, 110)).toEqual([`${a}，`, `${b}${b}${b}`])
    expect(split(`${a}${a}`, 100)).toEqual([`${a}${'一'.repeat(8)}`, '一'.repeat(17)])
  })
  it('does not tear marks apart even without any break', () => {
    expect(split('e\u0301'.repeat(10), 8)).toEqual([
      'e\u0301e\u0301',
      'e\u0301e\u0301',
      'e\u0301e\u0301',
      'e\u0301e\u0301',
      'e\u0301e\u0301',
    ])
  })
  it('takes two million characters: a step that grew with the square of them would not end in time', () => {
    const text = '关于开展学习的通知。'.repeat(200_000)
    expect(split(text).join('') === text).toBe(true)
  })
})

describe('cutting', () => {
  it('keeps within the limit and says that something is missing', () => {
    fc.assert(
      fc.property(chinese, limits, (text, limit) => {
        const short = cut(text, limit)
        expect(short.length).toBeLessThanOrEqual(limit)
        if (text.length <= limit) expect(short).toBe(text)
        else expect(short.endsWith('…')).toBe(true)
        expect(bytes(cutBytes(text, limit))).toBeLessThanOrEqual(limit)
      }),
    )
  })
  it('never ends in half a character', () => {
    expect(cut('𠮷𠮷𠮷', 4)).toBe('𠮷…')
    expect(cut('ae\u0301bc', 3)).toBe('a…')
    expect(cutBytes('学习通知', 9)).toBe('学习…')
  })
})

describe('cleaning', () => {
  it('leaves nothing that JSON would escape as \\u', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(JSON.stringify(clean(text))).not.toMatch(/(^|[^\\])(\\\\)*\\u/)
      }),
    )
  })
  it('changes nothing in a text that WeCom takes', () => {
    const text = '一、“学习”\n\t（一）𠮷野家 100%…'
    expect(clean(text)).toBe(text)
  })
})
