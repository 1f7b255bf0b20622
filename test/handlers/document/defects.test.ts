import { describe, expect, it } from 'vitest'
import { readDocument } from '../../../handlers/document/read.ts'
import { cityPlan, countyPlan, hospitalPlan } from './county-plan.ts'

const asked = (text: string): string[] => readDocument(text).defects ?? []
const plan = (steps: string, rest = ''): string =>
  `某县作风整治方案\n一、工作步骤\n${steps}\n二、要求\n各单位要落实。\n某县卫生健康局\n2026年6月1日\n${rest}`

describe('what looks wrong is asked, never corrected', () => {
  it.each([
    [
      'a phase before the issue',
      countyPlan,
      /“集中整治阶段”写的是2025年8月至2025年10月，早于印发日期2026年5月11日，是否应为2026年？/,
    ],
    ['two dates of issue', countyPlan, /落款日期是2026年5月11日，印发日期是2026年5月14日/],
    ['a label misspelt', countyPlan, /“附近3”是否应为“附件3”？/],
    ['a place misprinted', cityPlan, /附件1的标题写的是“青江市”，本文是“清江市”，是否为笔误/],
    ['a place named nowhere else', countyPlan, /附件2的标题写的是“青河县”，本文是“青禾县”/],
    [
      'a term of a note that is not that of the column',
      countyPlan,
      /附件2的说明写“定点医药机构数”，表中是“定点医疗机构数”/,
    ],
    ['two quantities in a cell', countyPlan, /“约谈供应商\(家、次）”一格里有两个数/],
    ['a unit among columns of another', countyPlan, /“移交线索（条）”以“条”计/],
    ['cells pushed aside', cityPlan, /附件1的表头单元格错位，按次序读作“项目、机关、医院/],
    ['notes of two tables that differ in a character', cityPlan, /“非市级医院”，附件2写“非市属医院”/],
    ['a law by a name it does not have', countyPlan, /《中国人民共和国医师法》是否应为《中华人民共和国医师法》？/],
    ['a slip of the pen', countyPlan, /“账务科”是否应为“财务科”？/],
    ['one office under two names', countyPlan, /“质控股”.*与“医务规划和质控股”是否为同一科室？/],
    ['a step due after its phase', hospitalPlan, /“行风评估”写在“建章立制阶段”里，期限却是2026年12月31日前/],
  ])('%s', (_, text, question) => {
    expect(asked(text).join('\n')).toMatch(question)
  })

  it('each is one sentence', () => {
    for (const text of [countyPlan, hospitalPlan, cityPlan]) {
      for (const question of asked(text)) expect(question).toMatch(/^[^。？\n]*[。？]$/)
    }
  })

  it('months that belong to no phase', () => {
    expect(asked(plan('（一）整治阶段（2026年8月-2027年5月）\n（二）总结阶段（2027年7月底前）')).join()).toContain(
      '2027年6月归哪个阶段？',
    )
    expect(asked(plan('（一）自查阶段（2026年6月）\n（二）总结阶段（2026年8月）')).join()).toContain(
      '中间的时间归哪个阶段？',
    )
  })

  it('phases in the wrong order, and one outside the time of the whole', () => {
    expect(asked(plan('（一）整治阶段（2026年9月）\n（二）自查阶段（2026年7月）')).join()).toContain(
      '开始早于前面的“整治阶段”',
    )
    expect(asked(plan('时间：2026年7月-9月\n（一）自查阶段（2026年7-11月）')).join()).toContain('总的时间写到2026年9月')
  })

  it('nothing where nothing is wrong, and other places may be named', () => {
    expect(asked(plan('时间：2026年7月-9月\n（一）自查阶段（7月）\n（二）整治阶段（8-9月）'))).toEqual([])
    expect(
      asked(
        plan(
          '根据白河市要求开展。\n（一）自查阶段（7月）\n（二）整治阶段（8-9月）',
          '附件1\n白河市整治情况统计表\n\n序号\t单位\t数量\n',
        ),
      ),
    ).toEqual([])
  })
})
