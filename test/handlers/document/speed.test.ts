import { beforeAll, describe, expect, it } from 'vitest'
import { blocksOf } from '../../../handlers/document/blocks.ts'
import { readNotice } from '../../../handlers/document/notice.ts'
import { readDocument } from '../../../handlers/document/read.ts'

const size = 200_000
const head =
  '关于印发《某县整治工作方案》的通知\n各科室：\n现将方案印发。\n某县卫生健康局\n2026年6月1日\n某县整治工作方案\n一、工作步骤\n'
const tail = '\n二、要求\n各科室于8月31日前报送。\n'
const pieces = [
  '（',
  '）',
  '((',
  '1',
  '12',
  '1.',
  '一',
  '十',
  ' ',
  '\u3000',
  '\t',
  '\n',
  '\t\n',
  '\n\n\t',
  '#',
  '*',
  '**',
  '>',
  '-',
  '：',
  '、',
  '，',
  '。',
  '；',
  '《',
  '》',
  '“',
  '”',
  '年',
  '月',
  '日',
  '1月',
  '1月1日',
  '2026年',
  '每月',
  '从1月起',
  '前',
  '附件',
  '附件1\n',
  '附件1：a\n',
  '附件：1.a\n',
  '附近4',
  '各科室',
  '科',
  '医院',
  '局、',
  '市',
  '第一阶段',
  '自查阶段（',
  '责任单位：',
  '（责任单位：',
  '注：1.',
  '1月-',
  '各科室、',
  '甲局\n',
  '一、甲\n',
  '（一）甲\n',
  '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥\n',
  '甲\n\n',
  '（一）甲阶段（1月）\n',
  '第一阶段：甲（1月前）\n',
  `${'各科室于1月1日前，'.repeat(40)}。\n`,
  '各科室于每月1日前报送甲表。',
  '各科室于每月1日前报送甲表。\n',
  '附件1：a\n甲。\n',
  '附件1\n甲表\n甲\t乙\t丙\n说明：1.甲甲甲甲甲：乙。\n',
  '《甲乙丙丁》',
  '一是开展甲。年底前乙。\n',
  '2026年1月1日\n',
  '各科室于1月1日前，',
  '各局要',
  '报至甲科邮箱',
  '《中国人民共和国',
]

/** Milliseconds of CPU, so that other work on the machine does not count. */
function cost(text: string): number {
  const before = process.cpuUsage()
  readNotice(text, '2026-06-01')
  blocksOf(text)
  readDocument(text)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Prose, as long as the hostile texts. The first reading warms up. */
const prose = '为严明作风纪律、强化警示教育，引导全院职工知敬畏、存戒惧、守底线，请各科室组织学习。\n'
const usual = (): number => {
  const text = head + prose.repeat(Math.ceil(size / prose.length)) + tail
  return Math.max(...[cost(text), cost(text), cost(text)].slice(1))
}

describe('reading takes no longer for a hostile text', () => {
  let ordinary = 0
  beforeAll(() => void (ordinary = usual()))

  it.each(pieces.map(piece => [JSON.stringify(piece), piece]))('200 KB of %s', (_, piece) => {
    const run = piece.repeat(Math.ceil(size / piece.length)).slice(0, size)
    // A quadratic step over 200,000 characters costs hundreds of times as much as prose.
    for (const text of [run, head + run + tail]) expect(cost(text) / ordinary).toBeLessThan(20)
  })
})
