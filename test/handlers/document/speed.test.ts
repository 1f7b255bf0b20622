import { describe, expect, it } from 'vitest'
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

describe('reading takes no longer for a hostile text', () => {
  it.each(pieces.map(piece => [JSON.stringify(piece), piece]))('200 KB of %s', (_, piece) => {
    const run = piece.repeat(Math.ceil(size / piece.length)).slice(0, size)
    for (const text of [run, head + run + tail]) {
      const started = performance.now()
      readNotice(text, '2026-06-01')
      blocksOf(text)
      readDocument(text)
      // A quadratic step over 200,000 characters takes tens of seconds.
      expect(performance.now() - started).toBeLessThan(2500)
    }
  })
})
