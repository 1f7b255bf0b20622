import { describe, expect, it } from 'vitest'
import { readMaterialChange } from '../../../handlers/correction/material-words.ts'
import { readReplacements, replaceAll } from '../../../handlers/correction/replacements.ts'

describe('what shall be replaced', () => {
  it.each([
    ['把“A1”改为“B2”', [['A1', 'B2']]],
    ['把"A1"改成"B2"。', [['A1', 'B2']]],
    ['“A1”改为“B2”', [['A1', 'B2']]],
    ['将「A1」更正为「B2」', [['A1', 'B2']]],
    ['请把文中的“A1”替换成“B2”', [['A1', 'B2']]],
    [
      '把“A1”改为“B2”，“C3”改为“D4”',
      [
        ['A1', 'B2'],
        ['C3', 'D4'],
      ],
    ],
    [
      '把“A1”改为“B2”\n把“C3”改为“D4”',
      [
        ['A1', 'B2'],
        ['C3', 'D4'],
      ],
    ],
    ['把11月20日改为11月25日', [['11月20日', '11月25日']]],
    [
      '把甲改成乙\n将丙改为丁。',
      [
        ['甲', '乙'],
        ['丙', '丁'],
      ],
    ],
    ['删去“A1”', [['A1', '']]],
    ['在“A1”后面加上“B2”', [['A1', 'A1B2']]],
    ['在“A1”前加“B2”', [['A1', 'B2A1']]],
  ])('is heard in %j', (words, expected) => {
    expect(readReplacements(words)?.map(({ of, by }) => [of, by])).toEqual(expected)
  })

  it.each(['期限 12月5日', '发布', '改一下', '把A1改改', '请各科室组织学习。', '把“A1”改为“B2”还有别的也要改'])(
    'is not heard in %j',
    words => expect(readReplacements(words)).toBe(null),
  )

  it('is done where it stands exactly once, all or nothing', () => {
    expect(replaceAll(['甲乙', '丙'], [{ of: '丙', by: '丁' }])).toEqual({ texts: ['甲乙', '丁'] })
    expect(replaceAll(['甲甲'], [{ of: '甲', by: '乙' }])).toEqual({ of: '甲', times: 2 })
    expect(replaceAll(['甲', '甲'], [{ of: '甲', by: '乙' }])).toEqual({ of: '甲', times: 2 })
    expect(
      replaceAll(
        ['甲'],
        [
          { of: '甲', by: '乙' },
          { of: '丙', by: '丁' },
        ],
      ),
    ).toEqual({ of: '丙', times: 0 })
  })

  it('is found however wide it was typed', () => {
    expect(replaceAll(['期限：２０日，“甲”'], [{ of: '期限:20日,"甲"', by: '乙' }])).toEqual({ texts: ['乙'] })
  })
})

describe('what shall become of a material', () => {
  it.each([
    ['删除材料2', { kind: 'remove', number: 2 }],
    ['材料２删除', { kind: 'remove', number: 2 }],
    ['删掉第二份材料', { kind: 'remove', number: 2 }],
    ['删去附件一', { kind: 'remove', number: 1 }],
    ['增加材料\n标题\n正文', { kind: 'add', text: '标题\n正文' }],
    ['替换材料2：标题\n正文', { kind: 'replace', number: 2, text: '标题\n正文' }],
    ['材料有误', null],
  ])('is heard in %j', (words, expected) => expect(readMaterialChange(words)).toEqual(expected))
})
