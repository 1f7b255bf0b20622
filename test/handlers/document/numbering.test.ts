import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocx } from '../../../handlers/document/formats/docx/read-docx.ts'
import { Labels } from '../../../handlers/document/formats/numbering/labels.ts'
import type { Level, List } from '../../../handlers/document/formats/numbering/lists.ts'
import { inFormat } from '../../../handlers/document/formats/numbering/number-format.ts'
import { readNumber } from '../../../handlers/document/numerals.ts'
import { abstractList, list, numbered, paragraph, wordFile, type WordParts } from './word-file.ts'

const linesOf = async (parts: WordParts): Promise<string[]> => (await readDocx(wordFile(parts))).text.split('\n')

const official = [
  { format: 'chineseCountingThousand', text: '%1、', more: '<w:suff w:val="nothing"/>' },
  { format: 'japaneseCounting', text: '（%2）' },
  { format: 'decimal', text: '%3.' },
  { format: 'decimalEnclosedCircle', text: '%4' },
]

describe('the numbers that Word generates', () => {
  it('stand in the text as printed, each level counting anew under the next', async () => {
    const levels = [0, 1, 1, 2, 3, 3, 2, 0, 1]
    expect(
      await linesOf({
        numbering: abstractList(5, official) + list(1, 5),
        body: levels.map(level => numbered('甲', 1, level)).join(''),
      }),
    ).toEqual(['一、甲', '（一）甲', '（二）甲', '1. 甲', '① 甲', '② 甲', '2. 甲', '二、甲', '（一）甲'])
  })

  it('come from a style too, also from one it is based on; list 0 takes them away', async () => {
    const styled = (style: string, more = ''): string => paragraph('甲', `<w:pStyle w:val="${style}"/>${more}`)
    expect(
      await linesOf({
        numbering:
          abstractList(
            5,
            official.map((level, at) => ({ ...level, more: `<w:pStyle w:val="H${at}"/>` })),
          ) + list(7, 5),
        styles:
          '<w:style w:styleId="H0"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>' +
          '<w:style w:styleId="H1"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>' +
          '<w:style w:styleId="Sub"><w:basedOn w:val="H1"/></w:style>',
        body:
          styled('H0') +
          styled('H1') +
          styled('Sub') +
          styled('H0', '<w:numPr><w:numId w:val="0"/></w:numPr>') +
          styled('H0'),
      }),
    ).toEqual(['一、甲', '（一）甲', '（二）甲', '甲', '二、甲'])
  })

  it('go on where lists share their counters, and begin anew where a list says so', async () => {
    const restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    expect(
      await linesOf({
        numbering: abstractList(5, official) + list(1, 5) + list(2, 5) + list(3, 5, restart),
        body: [1, 1, 2, 3, 3].map(id => numbered('甲', id)).join(''),
      }),
    ).toEqual(['一、甲', '二、甲', '三、甲', '一、甲', '二、甲'])
  })

  it('take a level as its list redefines it, a list that is only a name for a style, and a level that never restarts', async () => {
    const redefined =
      '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="第%1部分"/></w:lvl></w:lvlOverride>'
    const steady = [official[0]!, { format: 'decimal', text: '问题%2：', more: '<w:lvlRestart w:val="0"/>' }]
    expect(
      await linesOf({
        numbering:
          abstractList(1, official) +
          abstractList(2, [], '<w:numStyleLink w:val="Named"/>') +
          abstractList(3, steady) +
          list(1, 1, redefined) +
          list(2, 2) +
          list(3, 3) +
          list(4, 1),
        styles:
          '<w:style w:type="numbering" w:styleId="Named"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>',
        body: numbered('甲', 1) + numbered('乙', 2, 1) + [0, 1, 0, 1].map(level => numbered('丙', 3, level)).join(''),
      }),
    ).toEqual(['第III部分 甲', '（一）乙', '一、丙', '问题1：丙', '二、丙', '问题2：丙'])
  })

  it('show a bullet of a symbol font as a point, and none for a deleted paragraph', async () => {
    const gone = '<w:numPr><w:numId w:val="2"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>'
    expect(
      await linesOf({
        numbering:
          abstractList(1, [{ format: 'bullet', text: '\uf0b7' }]) + abstractList(2, official) + list(1, 1) + list(2, 2),
        body: numbered('甲', 1) + numbered('乙', 2) + paragraph('<w:del w:id="2"/>', gone) + numbered('丙', 2),
      }),
    ).toEqual(['• 甲', '一、乙', '二、丙'])
  })
})

describe('labels', () => {
  const level = (text: string, start: number): Level => ({
    start,
    format: 'decimal',
    text,
    follow: 'nothing',
    legal: false,
  })
  const deepest = 4

  it('are those of a simple model, whatever the order of levels and the first numbers', () => {
    const starts = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: deepest, maxLength: deepest })
    fc.assert(
      fc.property(fc.array(fc.nat(deepest - 1), { maxLength: 60 }), starts, (ats, starts) => {
        const all = starts.map((start, at): [number, Level] => [
          at,
          level(Array.from({ length: at + 1 }, (_, index) => `%${index + 1}`).join('.'), start),
        ])
        const one: List = { counters: 'a', levels: new Map(all), restarts: new Map() }
        const labels = new Labels(new Map([['1', one]]))
        ats.forEach((at, index) => {
          // What stands since the last paragraph of a higher level, counted.
          const shown = starts.slice(0, at + 1).map((start, column) => {
            const before = ats.slice(0, index + 1)
            const since = before.slice(before.findLastIndex(other => other < column) + 1)
            return start + Math.max(0, since.filter(other => other === column).length - 1)
          })
          expect(labels.next('1', at)).toBe(shown.join('.'))
        })
      }),
      { numRuns: 300 },
    )
  })

  it('in Chinese are read back as the same number', () => {
    for (let value = 1; value < 100; value++) {
      for (const format of ['chineseCounting', 'chineseCountingThousand', 'japaneseCounting']) {
        expect(readNumber(inFormat(value, format))).toBe(value)
      }
    }
  })

  it.each([
    [12, 'ideographDigital', '一二'],
    [105, 'chineseCountingThousand', '一百零五'],
    [110, 'chineseCounting', '一百一十'],
    [115, 'japaneseCounting', '百十五'],
    [12, 'chineseLegalSimplified', '壹拾贰'],
    [20, 'decimalEnclosedCircle', '⑳'],
    [51, 'decimalEnclosedCircle', '51'],
    [14, 'upperRoman', 'XIV'],
    [28, 'lowerLetter', 'bb'],
    [3, 'ideographTraditional', '丙'],
    [7, 'decimalZero', '07'],
    [9, 'decimalFullWidth', '９'],
    [4, 'unheardOf', '4'],
  ])('%i in %s is %s', (value, format, label) => {
    expect(inFormat(value, format)).toBe(label)
  })
})
