import { describe, expect, it } from 'vitest'
import { readDocument } from '../../../handlers/document/read.ts'
import { cityPlan, countyPlan, hospitalPlan } from './county-plan.ts'

const dues = (text: string): string[] =>
  (readDocument(text).duties ?? []).map(({ due, who, what }) => `${due} ${who.join('、')}：${what}`)
const steps = (lines: string, title = '某局作风整治方案', end = '\n二、要求\n各单位要落实。\n'): unknown =>
  readDocument(`${title}\n一、工作步骤\n${lines}${end}`).phases?.map(({ name, from, to }) => [name, from, to])

describe('a plan under its letter', () => {
  it.each([
    [countyPlan, '关于印发《青禾县医疗机构作风问题整治工作方案》的通知', ['青禾县卫生健康局'], '2026-05-11', 3],
    [
      hospitalPlan,
      '青禾县第二医院关于印发《青禾县第二医院行风建设实施方案》的通知',
      ['青禾县第二医院'],
      '2026-07-30',
      1,
    ],
    [
      cityPlan,
      '中共清江市纪委机关 清江市卫生健康委员会 关于印发《清江市医药购销问题整治方案》的通知',
      ['中共清江市纪委机关', '清江市卫生健康委员会'],
      '2026-07-02',
      2,
    ],
  ])('is a plan, with the letter’s title and offices', (text, title, issuers, issued, attachments) => {
    const reading = readDocument(text)
    expect(reading).toMatchObject({ kind: 'plan', title, issuers, issued, month: null, due: null, text })
    expect(reading.attachments).toHaveLength(attachments)
  })

  it('is found also where the number stands below the title, and where its name is not quoted', () => {
    const plan =
      '一、安排\n1.动员阶段（4月10日前）。各单位要部署。\n2.总结阶段（10月）。10月20日前上报总结（责任单位：各医院）。\n'
    const quoted = `某医院党委\n关于印发《行风建设工作方案》的通知\n院党字〔2026〕5号\n各科室：\n请执行。\n某医院党委\n2026年3月15日\n行风建设工作方案\n${plan}`
    expect(readDocument(quoted)).toMatchObject({
      kind: 'plan',
      title: '某医院党委关于印发《行风建设工作方案》的通知',
      issued: '2026-03-15',
    })
    const bare = `某局关于印发作风建设实施方案的通知\n各单位：\n请执行。\n某局\n2026年4月1日\n作风建设实施方案\n${plan}`
    expect(readDocument(bare)).toMatchObject({
      kind: 'plan',
      issuers: ['某局'],
      phases: [
        { name: '动员阶段', from: null, to: '2026-04-10' },
        { name: '总结阶段', from: '2026-10', to: '2026-10' },
      ],
    })
    expect(dues(bare)).toEqual(['2026-04-10 各单位：动员阶段', '2026-10-20 各医院：上报总结'])
  })

  it('is none where only its name is there', () => {
    const reading = readDocument(
      '关于印发《某县整治方案》的通知\n各单位：\n现印发给你们，请执行。\n附件：某县整治方案\n某局\n2026年5月1日\n',
    )
    expect(reading.kind).toBe('notice')
    expect(reading).not.toHaveProperty('phases')
  })

  it('a text without title and addressees is neither', () => {
    expect(readDocument('今天食堂供应饺子。\n').kind).toBe('other')
  })
})

describe('phases', () => {
  it('are read in printed order, with the years that are certain', () => {
    expect(readDocument(countyPlan).phases).toEqual([
      { name: '自查自纠阶段', from: '2026-05', to: '2026-07' },
      { name: '集中整治阶段', from: '2025-08', to: '2025-10' },
      { name: '总结阶段', from: '2026-12', to: '2026-12' },
    ])
    expect(readDocument(cityPlan).phases?.slice(0, 3)).toEqual([
      { name: '动员阶段', from: '2026-07-01', to: '2026-07-10' },
      { name: '自查阶段', from: null, to: '2026-07-31' },
      { name: '整治阶段', from: '2026-08', to: '2026-10' },
    ])
  })

  it('a step whose deadline lies after the phase it stands in is one of its own', () => {
    expect(readDocument(hospitalPlan).phases).toEqual([
      { name: '安排部署阶段', from: null, to: '2026-07-31' },
      { name: '整治阶段', from: '2026-08-01', to: '2026-08-31' },
      { name: '建章立制阶段', from: '2026-09-01', to: '2026-09-15' },
      { name: '行风评估', from: null, to: '2026-12-31' },
    ])
  })

  it.each([
    ['第一阶段：自查（2026 年 8 月 31 日前）', ['自查', null, '2026-08-31']],
    ['第一阶段（2026年6-8月）：动员部署。', ['动员部署', '2026-06', '2026-08']],
    ['（一）自查阶段：2026年6月至8月。', ['自查阶段', '2026-06', '2026-08']],
    ['（一）自查阶段\n时间：2026年6月1日—6月30日。', ['自查阶段', '2026-06-01', '2026-06-30']],
    ['1.自查自纠（2026年11月-2027年2月）', ['自查自纠', '2026-11', '2027-02']],
    ['（一）自查阶段（2026年11月-2月）', ['自查阶段', '2026-11', '2027-02']],
    ['（一）自查阶段（2026年6月下旬至7月上旬）', ['自查阶段', '2026-06-21', '2026-07-10']],
    ['（一）自查阶段（即日起至2026年8月31日）', ['自查阶段', null, '2026-08-31']],
    ['（一）自查阶段（2026年第三季度）', ['自查阶段', '2026-07', '2026-09']],
    ['（一）自查阶段（2026年底前）', ['自查阶段', null, '2026-12-31']],
    ['（一）自查阶段（二〇二六年六月至八月）', ['自查阶段', '2026-06', '2026-08']],
    ['（一）自查阶段（8月31日前）', ['自查阶段', null, '08-31']],
    ['（一）自查阶段（8-10月）', ['自查阶段', '08', '10']],
    ['（一）自查阶段。', ['自查阶段', null, null]],
  ])('%s', (line, phase) => {
    expect(steps(line)).toEqual([phase])
  })

  it('take the year from the span of the whole where that leaves one', () => {
    expect(steps('2026 年 8 月至 2027 年 7 月，为期一年\n（一）自查阶段（8-10月）\n（二）总结阶段（7月底前）')).toEqual(
      [
        ['自查阶段', '2026-08', '2026-10'],
        ['总结阶段', null, '2027-07-31'],
      ],
    )
  })

  it('never stand twice, and other brackets are none', () => {
    expect(steps('（一）自查阶段（2026年6月）\n各科室（病区）要自查。\n（一）自查阶段（2026年6月）')).toEqual([
      ['自查阶段', '2026-06', '2026-06'],
    ])
  })
})

describe('duties', () => {
  it('have who is asked, and the deadline or the rhythm', () => {
    expect(dues(countyPlan)).toEqual([
      '每季度 医务规划和质控股、党建办、各医院：组织一次排查',
      '2026-08-31 各科室：向本单位党组织报告',
      '2026-12-05 ：将工作总结报送县卫生健康局',
      '每月8日前 各医院：将“作风问题整治情况统计表（一）”（附件1）报至局党建办邮箱',
      '2026-10-20 各医院：报送整治情况小结',
      '每月12日前 局党建办、医务股：分别将附件1、附件2报至质控股邮箱',
      '2026-09-20 ：整治数据（附件2）报送',
      '2026-11-20 ：整治数据（附件2）报送',
    ])
  })

  it('say from when a rhythm holds, and the sentence as printed', () => {
    const duty = readDocument(countyPlan).duties?.find(({ due }) => due === '每月12日前')
    expect(duty).toMatchObject({
      from: '2026-06',
      sentence: '2.从6月起，局党建办、医务股于每月12日前分别将附件1、附件2报至质控股邮箱。',
    })
  })

  it('a phase with only an end is due then', () => {
    expect(dues(hospitalPlan)[0]).toBe('2026-07-31 我院：安排部署阶段')
    expect(dues(cityPlan).slice(0, 2)).toEqual([
      '2026-12-31 市、区（县）两级卫生健康部门：实现巡察全覆盖',
      '2026-07-31 各医院：自查阶段',
    ])
  })

  it.each([
    ['各科室按季度报送清单。', '每季度 各科室：报送清单'],
    ['各科室每月底前报送清单。', '每月底前 各科室：报送清单'],
    ['各科室每周五前报送清单。', '每周五前 各科室：报送清单'],
    ['医务科每年组织2次检查。', '每年 医务科：组织2次检查'],
    ['各支部要学习，2026年9月底前完成总结。', '2026-09-30 各支部：完成总结'],
    ['2026年以来，各科室工作有力。', undefined],
    ['2026年3月5日，某科室被通报。', undefined],
  ])('%s', (sentence, duty) => {
    expect(dues(`某局作风整治方案\n一、目标\n改进作风。\n二、措施\n${sentence}\n`)[0]).toBe(duty)
  })
})

describe('tables', () => {
  it('have their number, their title and their columns, merged heads put together', () => {
    expect(readDocument(countyPlan).tables).toEqual([
      {
        attachment: '附件1',
        number: 1,
        title: '作风问题整治情况统计表（一）',
        columns: ['序号', '单位', '发现问题', '完成整改', '解决群众问题（个）'],
      },
      expect.objectContaining({ attachment: '附件2', title: '青河县作风问题整治情况统计表（二）' }),
    ])
  })

  it('pushed cells are put in order where groups end with 合计, as a proposal', () => {
    const [first, second] = readDocument(cityPlan).tables ?? []
    expect(first?.columns).toEqual([
      '项目',
      '机关',
      '医院',
      '单位类别 (个数)·合计',
      '干部',
      '其他',
      '处理 (人数)·合计',
      '通报 (个数)',
    ])
    expect(second).toMatchObject({ attachment: '附件2', columns: ['序号', '姓名', '线索'] })
  })

  it('announced ones without a body have no columns', () => {
    const text = '某局作风整治方案\n一、目标\n改进作风。\n二、措施\n落实。\n附件：1.整治情况统计表\n2.问题台账\n'
    expect(readDocument(text).tables?.map(({ title, columns }) => [title, columns])).toEqual([
      ['整治情况统计表', []],
      ['问题台账', []],
    ])
  })
})
