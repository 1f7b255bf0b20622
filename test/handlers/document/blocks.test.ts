import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Block, blocksOf } from '../../../handlers/document/blocks.ts'
import { novemberNotice } from '../../notices.ts'
import { anyText } from './arbitrary-text.ts'

const outline = (blocks: readonly Block[]): string[] =>
  blocks.map(block =>
    block.kind === 'table'
      ? `table ${block.rows.map(row => row.join('|')).join('/')}`
      : `${block.kind}${block.kind === 'heading' ? block.level : ''} ${block.kind === 'item' ? `${block.marker}~` : ''}${block.text.slice(0, 12)}`,
  )

describe('the blocks of a text', () => {
  it('lose no character, whatever the text', () => {
    fc.assert(
      fc.property(anyText, text => {
        expect(
          blocksOf(text)
            .map(block => block.raw)
            .join(''),
        ).toBe(text)
      }),
      { numRuns: 500 },
    )
  })

  it('are those of a notice', () => {
    expect(outline(blocksOf(novemberNotice))).toEqual([
      'title 党风廉政及行风教育学习通',
      'title （2026年11月）',
      'addressees 各科室、各部门：',
      'paragraph 为严明作风纪律、强化警示',
      'signature 医院纪委办、监察室',
      'signature 医院行风办',
      'attachment 附件1：',
      'title 某局值班人员违规聚餐',
      'title 处理情况通报',
      'paragraph 某月某日，甲县某局五名值',
      'heading1 一、对五名值班人员的处理',
      'item （一）~给予值班负责人警告处分；',
      'item （二）~对其余四人批评教育。',
      'heading1 二、对责任单位的处理',
      'paragraph 责令该局作出书面检查。',
      'attachment 附件2：',
      'title 深度观察|斩断医托链条',
      'paragraph 乙市多家医院门口曾有人以',
      'paragraph 当地卫生健康部门会同公安',
      'paragraph “看病走正门，不信门口人',
    ])
  })

  it('tell a heading from an item by what follows it, and take the signs of markdown away', () => {
    const text =
      '## 一、目标\n\n### （一）范围\n\n全院。\n\n**（二）加强领导。**各科室要落实。\n1. 自查\n2. 整改\n> 引文\n“原话如此。”\n- 条目\n'
    expect(outline(blocksOf(text))).toEqual([
      'heading1 一、目标',
      'heading2 （一）范围',
      'paragraph 全院。',
      'item （二）~加强领导。各科室要落实。',
      'item 1.~自查',
      'item 2.~整改',
      'quote 引文',
      'quote “原话如此。”',
      'item •~条目',
    ])
  })

  it('keep bold stretches, and a sign without its partner as it stands', () => {
    const [first, second] = blocksOf('请**务必**读完。\n共**三份。\n')
    expect(first).toMatchObject({
      text: '请务必读完。',
      spans: [
        { text: '请', bold: false },
        { text: '务必', bold: true },
        { text: '读完。', bold: false },
      ],
    })
    expect(second).toMatchObject({ text: '共**三份。' })
  })

  it('put a date under the signature apart', () => {
    expect(outline(blocksOf('学习通知\n各科室：\n请学习。\n某医院\n2026年3月6日\n')).slice(-2)).toEqual([
      'signature 某医院',
      'date 2026年3月6日',
    ])
  })

  it('read a table of a line a row, and of a line a cell with broken cells', () => {
    expect(outline(blocksOf('说明如下。\n序号\t单位\t人数\n1\t甲\t2\n合计\t\t2\n'))).toContain(
      'table 序号|单位|人数/1|甲|2/合计||2',
    )
    const cells = '下表请填。\n\t项目\n\t约谈\n供应商\n（家）\n\t备注\n\n\t\n\t1\n\t2\n\n\n填表人：\n'
    expect(outline(blocksOf(cells))).toEqual([
      'paragraph 下表请填。',
      'table 项目|约谈供应商（家）|备注/|1|2',
      'paragraph 填表人：',
    ])
  })

  it('of an empty text are none', () => {
    expect(blocksOf('')).toEqual([])
    expect(blocksOf(' \n\n')).toEqual([{ kind: 'paragraph', raw: ' \n\n', text: '', spans: [] }])
  })
})
